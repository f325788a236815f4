package org.querent.experiments.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.SampleReport;

class BibliographyTest {
  private static List<String> keys(String bibliography) {
    return Pattern.compile("(?m)^@[a-z]+\\{([^,]+),$")
        .matcher(bibliography)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void what_was_used_has_an_entry_each() {
    String text = Bibliography.write(Analysis.of(SampleReport.everything("random", "bald")));
    assertEquals(
        List.of(
            "@software{querent,",
            "@inproceedings{rendle2010machines,",
            "@software{moody2016vfm,",
            "@article{harper2015movielens,",
            "@misc{lewis1994,",
            "@misc{rubens2015,",
            "@misc{source,"),
        keys(text));
    assertTrue(text.contains("  note = {version 0.1.0},\n"), text);
    assertTrue(
        text.contains(
            "@misc{lewis1994,\n"
                + "  author = {Lewis and Gale},\n"
                + "  title = {{A sequential algorithm for training text classifiers}},\n"
                + "  howpublished = {SIGIR},\n"
                + "  year = {1994},\n}\n"),
        text);
    assertTrue(
        text.contains(
            "  author = {Rubens and Elahi and Sugiyama and Kaplan},\n"
                + "  title = {{Active learning \\& co}},\n"
                + "  year = {2015},\n"
                + "  note = {a chapter},\n}\n"),
        text);
    assertTrue(text.contains("@misc{source,\n  note = {told by a friend},\n}\n"), text);
  }

  @Test
  void of_an_experiment_of_which_nothing_is_known_only_querent_is_cited() {
    ReportContent bare =
        SampleReport.bare(
            "bare", Optional.empty(), Set.of(), SampleReport.small("a").content().curves());
    assertEquals(List.of("@software{querent,"), keys(Bibliography.write(Analysis.of(bare))));
  }
}

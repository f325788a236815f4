package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.strategies.profile.Influence;
import org.querent.strategies.profile.Recommendation;

class ReasonsTest {
  @TempDir Path folder;

  private static String words(double rise, double... parts) {
    List<Influence> influences = new ArrayList<>();
    for (double part : parts) {
      influences.add(new Influence(influences.size(), 4, part));
    }
    return Reasons.inWords(influences, rise, "others like it", item -> "I" + item);
  }

  @Test
  void a_rating_is_a_reason_if_it_adds_a_clear_share() {
    assertEquals("mostly by 4 for I0 (+0.60), 4 for I2 (+0.20)", words(0.5, 0.6, -0.5, 0.2));
    assertEquals("others like it, and 4 for I0 (+0.30) adds to that", words(1.2, 0.3, 0.05, -0.05));
    assertEquals(
        "others like it, and 4 for I0 (+0.30), 4 for I1 (+0.20) add to that", words(1.2, 0.3, 0.2));
    assertEquals(
        "mostly by 4 for I0 (+0.40), 4 for I1 (+0.40), 4 for I2 (+0.40)",
        words(1.6, 0.4, 0.4, 0.4, 0.4));
  }

  @Test
  void what_speaks_against_it_or_adds_next_to_nothing_is_no_reason() {
    assertEquals("others like it", words(0.5, -0.38));
    assertEquals("others like it", words(-0.2, -0.4));
    assertEquals("others like it", words(0.8, 0.01));
    assertEquals("others like it", words(0.8, -0.38, 0.03));
    assertEquals("others like it; nothing was rated here yet", words(0.8));
  }

  @Test
  void many_small_parts_are_told_of_together() {
    double[] parts = Collections.nCopies(20, 0.05).stream().mapToDouble(it -> it).toArray();
    assertEquals(
        "by many ratings, each of which adds a little (together +1.00)", words(1.1, parts));
  }

  @Test
  void of_what_is_expected_to_be_disliked_nothing_is_said_but_that_the_rest_is_so_more() {
    assertEquals("what comes after it is expected to be liked less still", words(-0.5, -0.4));
    assertEquals("what comes after it is expected to be liked less still", words(-0.2));
  }

  @ParameterizedTest
  @CsvSource({"newcomer, others like it", "user-3, what was known before speaks for it"})
  void what_is_said_without_names_is_true_of_who_is_asked(String user, String without) {
    AskModel model = model(Models.ratings(24, 30, 400, 1).withUser("newcomer"));
    Set<String> said = new TreeSet<>();
    try (Interview interview =
        model.interview(user, new BitSet(), List.of(), n -> new RandomStreams(1).stream("t", n))) {
      List<Recommendation> before = interview.profile().best(30);
      double mean = interview.posterior().biasMean();
      for (int n = 0; n < 8; n++) {
        for (Recommendation one : interview.profile().best(30)) {
          String why = Reasons.ofRecommendation(model, interview, one.item());
          said.add(why.replaceAll("\\d.*\\)", "R"));
          assertFalse(why.contains("\u2212"), why);
          if (why.startsWith(without)) {
            double start =
                before.stream().filter(it -> it.item() == one.item()).findFirst().get().mean();
            assertTrue(start > mean, why + " of " + start);
          }
        }
        String item = model.label(interview.questions(1)[0]).id();
        interview.add(new Answer(item, OptionalDouble.of(n % 3 == 0 ? 1 : 4.5), 0));
      }
    }
    assertTrue(
        said.containsAll(Set.of(without, without + "; nothing was rated here yet")), "" + said);
    assertTrue(
        said.containsAll(Set.of("mostly by R", without + ", and R adds to that")), "" + said);
  }

  private AskModel model(Ratings known) {
    Path file = folder.resolve("m.querent");
    Models.write(file, known, Models.settings(Covariance.FULL), Models.strategy("interview"), 5);
    return AskModel.read(file, Models.ASKED_BY);
  }

  @Test
  void a_title_that_runs_from_right_to_left_is_isolated_and_no_other() {
    assertEquals("\u2068\u05d0\u05d1 2\u2069", label("\u05d0\u05d1 2").inText());
    assertEquals("\u00c4 2", label("\u00c4 2").inText());
  }

  private static ItemLabel label(String title) {
    return new ItemLabel("1", Optional.of(title), Optional.empty(), Optional.empty());
  }
}

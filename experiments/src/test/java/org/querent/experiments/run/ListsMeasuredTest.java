package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.data.DatasetException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;

/** Experiments that measure what is recommended. */
class ListsMeasuredTest {
  private static final String LISTS =
      """
      evaluate:
        every: 5
        metrics: [rmse, ndcg@5, recall@3, gini@5]
        groups: [{of: user}, {of: item}, {of: item, newcomers: true}]
      checkpoints: 4""";

  @TempDir Path files;
  @TempDir Path results;

  private Path run(String evaluate, String queries, int threads, String to) {
    SampleExperiment.write(files);
    SampleExperiment.write(
        files,
        "small.yaml",
        SampleExperiment.with("evaluate: {every: 50}", evaluate)
            .replace("queries: {budget: 200, batch: 20}", queries)
            .replace(
                ", initial: 100",
                evaluate.contains("cold-start") ? ", newcomers: 0.3" : ", initial: 100"));
    WholeExperiment experiment =
        Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
    return experiment
        .run(
            experiment.plan(files.resolve("small.yaml")),
            results.resolve(to),
            new RunOptions(threads, false, false, 5),
            new Count())
        .folder();
  }

  private static Map<String, String> runs(Path folder) {
    Map<String, String> runs = SampleExperiment.files(folder.resolve("runs"));
    runs.keySet().removeIf(name -> name.endsWith("times.json"));
    return runs;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pool | queries: {budget: 20, batch: 5}",
        "per-user | queries: {budget: 5, batch: 5}",
        "cold-start | queries: {budget: 5, batch: 5}"
      })
  void lists_are_in_the_log_the_tables_and_the_figures_on_any_number_of_threads(
      String protocol, String queries) throws IOException {
    String settings = LISTS + "\nprotocol: " + protocol;
    Path folder = run(settings, queries, 1, "one");
    assertEquals(runs(folder), runs(run(settings, queries, 3, "three")));
    Path run = folder.resolve("runs/random-vfm-1");
    List<String> columns =
        Stream.of("rated", "unknown")
            .flatMap(set -> Stream.of("ndcg@5-", "recall@3-", "gini@5-").map(it -> it + set))
            .toList();
    for (String line : Files.readAllLines(run.resolve("curve.jsonl"))) {
      columns.forEach(column -> assertTrue(line.contains('"' + column + "\":0."), line));
    }
    JsonNode users =
        new ObjectMapper().readTree(run.resolve("details.json").toFile()).required("users");
    assertEquals(
        "[\"ndcg@5-rated\",\"recall@3-rated\",\"ndcg@5-unknown\",\"recall@3-unknown\"]",
        users.required("columns").toString());
    assertTrue(users.required("values").size() > 5, users::toString);
    // A line per metric, set and strategy; the coverage of all lists is no user's.
    List<String> lines = Files.readAllLines(folder.resolve("lists.csv"));
    assertEquals(1 + 2 * columns.size(), lines.size());
    assertTrue(lines.get(2).startsWith("ndcg@5-rated,max-variance,2,0."), lines.get(2));
    assertTrue(lines.get(6).startsWith("gini@5-rated,max-variance,2,0."), lines.get(6));
    assertTrue(lines.get(6).endsWith(",,,,,,,"), lines.get(6));
    assertTrue(Files.exists(folder.resolve("figures/ndcg-5-unknown.pdf")));
    assertTrue(Files.exists(folder.resolve("figures/ndcg-5-unknown-gap-user-activity.pdf")));
    assertTrue(Files.exists(folder.resolve("figures/rmse-gap-item-newcomers.pdf")));
    List<String> groups = Files.readAllLines(folder.resolve("groups.csv"));
    assertTrue(groups.get(0).endsWith("seeds,mean,low,high,p-groups-differ"), groups.get(0));
    for (String group : List.of("item-popularity,10", "user-activity,10", "item-newcomers,known")) {
      assertTrue(groups.stream().anyMatch(it -> it.startsWith("random," + group)), group);
    }
    assertTrue(groups.stream().noneMatch(it -> it.matches(".*item-.*@.*")), groups::toString);
    String page = Files.readString(folder.resolve("report.html"));
    assertTrue(page.contains("nDCG@5 over all items not known"), "axis");
    assertTrue(page.contains("gap by user activity: RMSE"), "gap");
    assertFalse(page.contains("[user-activity="), "figures of single groups");
    assertTrue(page.contains("<th scope=\"col\">nDCG@5, rated holdout</th>"), "table");
    assertTrue(Files.readString(folder.resolve("resolved.yaml")).contains("ndcg@5"));
  }

  @Test
  void groups_have_likelihood_and_coverage_where_they_are_asked_for_and_nothing_else_changes()
      throws IOException {
    String plain = "evaluate: {every: 25, groups: [{of: user}, {of: item}]}";
    String queries = "queries: {budget: 50, batch: 25}";
    Path without = run(plain, queries, 2, "without");
    Path with = run(plain.replace("of: user", "of: user, variances: true"), queries, 2, "with");
    List<String> fewer = Files.readAllLines(without.resolve("runs/random-vfm-1/curve.jsonl"));
    List<String> more = Files.readAllLines(with.resolve("runs/random-vfm-1/curve.jsonl"));
    for (int n = 0; n < fewer.size(); n++) {
      String added =
          "\"(nll|coverage-90)(-gap-user-activity|\\[user-activity=[0-9]+\\])\":[-.0-9E]+,?";
      assertEquals(22, Pattern.compile(added).matcher(more.get(n)).results().count(), more.get(n));
      assertEquals(withoutSum(fewer.get(n)), withoutSum(more.get(n).replaceAll(added, "")));
    }
    List<String> groups = Files.readAllLines(with.resolve("groups.csv"));
    assertEquals(
        2 * 2 * 10,
        groups.stream().filter(it -> it.matches(".*user-activity.*,(nll|coverage-90),.*")).count());
    assertTrue(groups.stream().noneMatch(it -> it.matches(".*item.*(nll|coverage-90).*")));
    assertTrue(Files.exists(with.resolve("figures/coverage-90-gap-user-activity.pdf")));
    String page = Files.readString(with.resolve("report.html"));
    assertTrue(page.contains("highest minus lowest group by user activity"), "axis");
    assertFalse(Files.readString(without.resolve("resolved.yaml")).contains("variances"));
  }

  private static String withoutSum(String line) {
    return line.replaceFirst(",\"crc\":\"[0-9a-f]+\"}$", "}");
  }

  @Test
  void without_them_nothing_is_said_of_lists() throws IOException {
    Path folder = run("evaluate: {every: 50}", "queries: {budget: 50, batch: 25}", 2, "plain");
    String run = String.join("\n", runs(folder).values());
    assertFalse(run.contains("@") || run.contains("users"), run);
    assertFalse(Files.readString(folder.resolve("resolved.yaml")).contains("ranking"));
    assertFalse(Files.exists(folder.resolve("lists.csv")));
    assertFalse(Files.readString(folder.resolve("report.html")).contains("id=\"lists\""));
  }

  @Test
  void a_column_that_is_not_there_is_refused_before_the_first_run() {
    DatasetException refused =
        assertThrows(
            DatasetException.class,
            () ->
                run(
                    "evaluate: {metrics: [rmse, diversity@5], ranking: {diversity: genres}}",
                    "queries: {budget: 20, batch: 5}",
                    1,
                    "none"));
    assertTrue(refused.getMessage().contains("no column genres"), refused.getMessage());
    assertFalse(Files.exists(results.resolve("none/small")));
  }
}

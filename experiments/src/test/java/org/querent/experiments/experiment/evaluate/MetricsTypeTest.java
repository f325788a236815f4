package org.querent.experiments.experiment.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.experiment.ExperimentReader;

class MetricsTypeTest {
  @TempDir Path folder;

  private EvaluateSpec read(String evaluate) {
    Path file =
        SampleExperiment.write(
            folder, "e.yaml", SampleExperiment.with("evaluate: {every: 50}", evaluate));
    return Guice.createInjector(new ExperimentsModule(folder))
        .getInstance(ExperimentReader.class)
        .read(file)
        .settings()
        .evaluate();
  }

  @Test
  void metrics_of_lists_stand_among_the_others_and_are_of_both_sets() {
    EvaluateSpec spec = read("evaluate: {metrics: [ndcg@10, rmse, recall@5, rmse]}");
    assertEquals(List.of("rmse", "ndcg@10", "recall@5"), spec.metrics().keys());
    assertEquals(
        List.of("rmse", "ndcg@10-rated", "recall@5-rated", "ndcg@10-unknown", "recall@5-unknown"),
        spec.columns());
    assertEquals(
        List.of("rmse", "ndcg@10-unknown", "ndcg@10-sampled"),
        read("evaluate: {metrics: [rmse, ndcg@10], ranking: {candidates: [unknown], sampled: 100, allow-sampled: true}}")
            .columns());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[rmse, ndgc@10] | evaluate.metrics[1]: found \"ndgc@10\", allowed | did you mean \"ndcg@10\"?",
        "[rmse, ndcg] | evaluate.metrics[1]: found \"ndcg\", allowed | with @ and the length of the list",
        "[rmse, map@2000] | evaluate.metrics[1]: map@2000: a list has 1 to 1,000 items | items",
        "[rmse, ndcg@0] | evaluate.metrics[1]: ndcg@0: a list has 1 to 1,000 items | items",
        "[rmse, diversity@1] | evaluate.metrics[1]: diversity@1: a list has 2 to 1,000 items | items",
        "[ndcg@10] | evaluate.metrics: must contain rmse | rmse",
        "ndcg@10 | evaluate.metrics: found \"ndcg@10\" (text), allowed a list | list",
        "[rmse, diversity@5] | evaluate: diversity@n needs ranking.diversity | such as genres",
        "'[rmse, mrr@5], ranking: {sampled: 100}' | evaluate.ranking: sampled: among a sample | add allow-sampled: true",
        "'[rmse, mrr@5], ranking: {candidates: [sampled]}' | evaluate.ranking: how many are sampled | sampled: 100",
        "'[rmse, mrr@5], ranking: {candidates: []}' | evaluate.ranking: candidates needs rated, unknown, or both | both"
      })
  void what_is_no_metric_is_told_where_it_stands(String metrics, String begins, String ends) {
    ExperimentException refused =
        assertThrows(ExperimentException.class, () -> read("evaluate: {metrics: " + metrics + "}"));
    assertTrue(refused.getMessage().contains(begins), refused.getMessage());
    assertTrue(refused.getMessage().contains(ends), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{column: age}] | evaluate.groups[0]: needs of: user or item",
        "[{of: users}] | evaluate.groups[0].of: found \"users\", allowed user, item; did you mean \"user\"?",
        "[{of: user}, {of: user}] | evaluate.groups: the same groups are there twice",
        "'[{of: user}, {of: user, variances: true}]' | evaluate.groups: the same groups are there twice",
        "'[{of: user, column: a, newcomers: true}]' | evaluate.groups[0]: give either column or newcomers, not both",
        "{of: user} | evaluate.groups: found a mapping, allowed a list of mappings"
      })
  void what_are_no_groups_is_told_where_it_stands(String groups, String told) {
    ExperimentException refused =
        assertThrows(ExperimentException.class, () -> read("evaluate: {groups: " + groups + "}"));
    assertTrue(refused.getMessage().contains(told), refused.getMessage());
  }

  @Test
  void new_items_have_no_lists() {
    ExperimentException refused =
        assertThrows(
            ExperimentException.class,
            () -> read("protocol: new-items\nevaluate: {metrics: [rmse, ndcg@10]}"));
    assertTrue(
        refused.getMessage().contains("evaluate.metrics: under new-items each new item is judged"),
        refused.getMessage());
  }
}

package org.querent.experiments.learner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.inject.Guice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.SettingHelp;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.simulator.judge.als.Als;
import org.querent.strategies.StrategiesModule;

class EvaluatorYamlTest {
  private static final EvaluatorYaml YAML =
      Guice.createInjector(new StrategiesModule()).getInstance(EvaluatorYaml.class);

  private static Optional<EvaluatorSpec> read(String text, Problems problems) {
    return YamlDocument.parse(text, problems).flatMap(node -> YAML.read(node, "with", problems));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "als | als",
        "{type: als} | als",
        "{type: als, every: 100} | als",
        "{type: als, factors: 12, regularization: 0.2} | als-factors-12-regularization-0.2",
        "{type: item-knn, similarity: pearson} | item-knn-similarity-pearson",
        "{type: vfm, covariance: diagonal} | vfm-covariance-diagonal"
      })
  void what_is_written_back_reads_as_the_same_learner(String text, String label) throws Exception {
    Problems problems = new Problems("");
    EvaluatorSpec evaluator = read(text, problems).orElseThrow();
    assertEquals(List.of(), problems.lines());
    assertEquals(label, evaluator.label());
    String written = new JsonMapper().writeValueAsString(evaluator.toPlain());
    assertEquals(evaluator, read(written, problems).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "item-kn | with: found \"item-kn\", allowed als, bayesian-fm, biases, fm, item-knn, popularity, vfm, or one from a jar that --plugin names; did you mean \"item-knn\"?",
        "[als] | with: needs a type: als, bayesian-fm, biases, fm, item-knn, popularity, vfm",
        "{type: als, factors: 0} | with.factors: found 0, allowed 1 to 1024",
        "{type: als, every: 0} | with.every: found 0, allowed at least 1",
        "{type: als, factor: 5} | with.factor: found an unknown key, allowed factors, regularization, sweeps, every, type; did you mean \"factors\"?",
        "{type: bayesian-fm, burn-in: 300} | with: burn-in must leave a sample to predict with"
      })
  void what_is_wrong_is_told_with_what_is_allowed(String text, String complaint) {
    Problems problems = new Problems("");
    read(text, problems);
    assertEquals(List.of(complaint), problems.withoutPlaces());
  }

  @Test
  void every_parameter_has_help() {
    assertEquals(
        List.of("factors", "regularization", "sweeps"),
        EvaluatorYaml.help(new Als()).stream().map(SettingHelp::key).toList());
  }
}

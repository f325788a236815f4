package org.querent.experiments.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.inject.Guice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.simulator.stopping.ConfiguredStopping;
import org.querent.strategies.StrategiesModule;

class StoppingYamlTest {
  private static final StoppingYaml YAML =
      Guice.createInjector(new StrategiesModule()).getInstance(StoppingYaml.class);

  private static Optional<ConfiguredStopping<?>> read(String text, Problems problems) {
    return YamlDocument.parse(text, problems).flatMap(node -> YAML.read(node, "stop", problems));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "budget | budget questions 10",
        "{type: expected-gain, below: 0.01} | expected-gain below 0.01",
        "{type: stable-top, answers: 4} | stable-top items 5 answers 4",
        "{type: any, of: [budget, {type: mean-deviation, items: 3}]} | budget questions 10 or mean-deviation items 3 below 0.3",
        "{type: all, of: [budget, {type: any, of: [stable-top]}]} | budget questions 10 and stable-top items 5 answers 3"
      })
  void what_is_written_back_reads_as_the_same_rule(String text, String label) throws Exception {
    Problems problems = new Problems("");
    ConfiguredStopping<?> rule = read(text, problems).orElseThrow();
    assertEquals(List.of(), problems.lines());
    assertEquals(label, StoppingYaml.label(rule));
    String written = new JsonMapper().writeValueAsString(YAML.toPlain(rule));
    assertEquals(rule, read(written, problems).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "budgt | stop: found \"budgt\", allowed all, any, budget, expected-gain, mean-deviation, stable-top; did you mean \"budget\"?",
        "[budget] | stop: needs a type: all, any, budget, expected-gain, mean-deviation, stable-top",
        "{type: budget, questions: 0} | stop.questions: found 0, allowed at least 1",
        "{type: budget, question: 5} | stop.question: found an unknown key, allowed questions, type; did you mean \"questions\"?",
        "{type: any, of: []} | stop.of: needs a list of rules, each a name, or a mapping of its type and parameters",
        "{type: any, of: [budget, tired]} | stop.of[1]: found \"tired\", allowed all, any, budget, expected-gain, mean-deviation, stable-top"
      })
  void what_is_wrong_is_told_with_what_is_allowed(String text, String complaint) {
    Problems problems = new Problems("");
    read(text, problems);
    assertEquals(List.of(complaint), problems.withoutPlaces());
  }

  @Test
  void every_parameter_has_help() {
    List<String> keys =
        YAML.help(read("any", new Problems("")).orElseThrow().provider()).stream()
            .map(help -> help.key() + ": " + help.standard())
            .toList();
    assertEquals(List.of("of: [budget questions 10]"), keys);
  }
}

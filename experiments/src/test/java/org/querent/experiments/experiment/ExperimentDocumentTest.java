package org.querent.experiments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;

/** What an experiment is put together from, and how many it is. */
class ExperimentDocumentTest {
  private static final String BASE = "dataset: ml-latest-small-2016\nstrategies: [random]\n";

  @TempDir Path folder;

  private List<ExperimentSpec> read(String yaml, String... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("e.yaml"), yaml);
    return Guice.createInjector(new ExperimentsModule(folder))
        .getInstance(ExperimentReader.class)
        .read(file, List.of(settings));
  }

  private String refused(String yaml, String... settings) {
    String message =
        assertThrows(ExperimentException.class, () -> read(yaml, settings)).getMessage();
    return message.replace(folder + "/", "");
  }

  @Test
  void what_is_included_holds_unless_the_file_says_otherwise() throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"), "queries: {budget: 7, batch: 7}\nseeds: 2\ninclude: b.yaml\n");
    Files.writeString(folder.resolve("b.yaml"), "seeds: 3\nmodel: {factors: 5}\n");
    RunSettings settings =
        read(BASE + "include: [a.yaml]\nqueries: {budget: 9}\n").get(0).settings();
    assertEquals(9, settings.queries().budget());
    assertEquals(7, settings.queries().batch());
    assertEquals(2, settings.seeds().count());
    assertEquals(5, settings.model().factors());
  }

  @Test
  void a_preset_lies_beneath_and_what_is_set_above() throws IOException {
    RunSettings settings =
        read(BASE + "preset: pool\nseeds: 4\n", "queries.batch=100", "model={factors: 3}")
            .get(0)
            .settings();
    assertEquals(20_000, settings.queries().budget());
    assertEquals(100, settings.queries().batch());
    assertEquals(4, settings.seeds().count());
    assertEquals(3, settings.model().factors());
  }

  static List<String> presets() {
    return List.copyOf(Presets.names());
  }

  @ParameterizedTest
  @MethodSource("presets")
  void every_preset_is_valid(String preset) throws IOException {
    assertEquals(1, read(BASE + "preset: " + preset).size());
  }

  @Test
  void grids_make_one_experiment_for_every_choice() throws IOException {
    List<ExperimentSpec> specs =
        read(
            """
            name: sweep
            dataset: ml-latest-small-2016
            model: {factors: {grid: [0, 2]}}
            strategies: [random, {type: bald, power: {grid: [1, 2.5]}}]
            """);
    assertEquals(
        List.of("sweep-factors-0", "sweep-factors-2"),
        specs.stream().map(ExperimentSpec::name).toList());
    assertEquals(2, specs.get(1).settings().model().factors());
    for (ExperimentSpec spec : specs) {
      assertEquals(List.of("random", "bald-1.0", "bald-2.5"), labels(spec));
    }
  }

  private static List<String> labels(ExperimentSpec spec) {
    return spec.strategies().stream().map(StrategySpec::label).toList();
  }

  @Test
  void a_grid_within_a_strategy_is_as_many_strategies_of_one_experiment() throws IOException {
    List<ExperimentSpec> specs =
        read(
            """
            dataset: ml-latest-small-2016
            strategies:
              - random
              - {type: bald, power: {grid: [1, 2.0]}, selection: {grid: [top, greedy]}}
              - {type: epsilon-random, strategy: {type: bald, power: {grid: [1, 3]}}}
              - {grid: [max-variance, {type: max-variance, power: 3, label: mine}]}
              - {type: max-variance, power: {grid: [4, 5]}, label: own}
            """);
    assertEquals(1, specs.size());
    assertEquals(
        List.of(
            "random",
            "bald-top-1.0",
            "bald-greedy-1.0",
            "bald-top",
            "bald-greedy",
            "epsilon-random-bald_1.0",
            "epsilon-random-bald_3.0",
            "max-variance",
            "mine",
            "own-power-4",
            "own-power-5"),
        labels(specs.get(0)));
  }

  /** So that runs are found again, and experiments rank what they have in common. */
  @Test
  void equal_parameters_have_equal_labels_however_they_are_written() throws IOException {
    String base = "dataset: ml-latest-small-2016\nstrategies: ";
    List<String> labels = labels(read(base + "[{type: bald, power: {grid: [1, 2, 3]}}]\n").get(0));
    assertEquals(
        labels,
        labels(read(base + "[{type: bald, power: 1.0}, bald, {type: bald, power: 3e0}]\n").get(0)));
  }

  @Test
  void lists_of_strategies_may_be_a_grid_and_have_grids() throws IOException {
    List<ExperimentSpec> specs =
        read(
            "dataset: ml-latest-small-2016\n"
                + "strategies: {grid: [[random], [{type: bald, power: {grid: [1, 3]}}]]}\n");
    assertEquals(
        List.of(List.of("random"), List.of("bald-1.0", "bald-3.0")),
        specs.stream().map(ExperimentDocumentTest::labels).toList());
  }

  @Test
  void too_many_strategies_are_a_mistake() {
    String many =
        IntStream.rangeClosed(1, 1_001)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", ", "{grid: [", "]}"));
    String message =
        refused("dataset: ml-latest-small-2016\nstrategies: [{type: bald, power: " + many + "}]\n");
    assertTrue(message.contains("found 1,001 strategies in their grids, allowed 1,000"), message);
  }

  @Test
  void a_grid_may_be_of_whole_parts() throws IOException {
    List<ExperimentSpec> specs =
        read(BASE + "model: {grid: [{type: fm, factors: 1}, {type: vfm}]}\n");
    assertEquals(
        List.of("e-model-fm-1", "e-model-vfm"), specs.stream().map(ExperimentSpec::name).toList());
  }

  @Test
  void too_many_experiments_are_a_mistake() {
    String twelve = "{grid: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}";
    String yaml =
        BASE + "seeds: %1$s\nmodel: {factors: %1$s}\nevaluate: {every: %1$s}\n".formatted(twelve);
    assertTrue(refused(yaml).contains("1,001 experiments in its grids, allowed 1,000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "include: e.yaml | e.yaml:3:10: include: found \"e.yaml\", which includes this file",
        "include: {a: b} | e.yaml:3:10: include: found no name of a file",
        "include: none.yaml | e.yaml:3:10: include: There is no file none.yaml",
        "include: bad.yaml | e.yaml:3:10: include: bad.yaml:1:5: this is not valid YAML",
        "include: odd.yaml | odd.yaml:1:1: sede: found an unknown key",
        "include: list.yaml | e.yaml:3:10: include: list.yaml:1:1: found no keys, allowed keys of an experiment",
        "include: word.yaml | e.yaml:3:10: include: word.yaml:1:1: found no keys, allowed keys of an experiment",
        "preset: quik | e.yaml:3:9: preset: found \"quik\", allowed quick, pool, cold-start; did you mean \"quick\"?",
        "seeds: {grid: []} | e.yaml:3:9: seeds.grid: found an unknown key, allowed from, to",
        "seeds: {grid: [1, x]} | e.yaml:3:19: seeds: found \"x\" (text)"
      })
  void what_is_wrong_is_told_where_it_is(String line, String complaint) throws IOException {
    Files.writeString(folder.resolve("bad.yaml"), "a: [");
    Files.writeString(folder.resolve("odd.yaml"), "sede: 1");
    Files.writeString(folder.resolve("list.yaml"), "[{seeds: 1}]");
    Files.writeString(folder.resolve("word.yaml"), "seeds");
    String message = refused(BASE + line + "\n");
    assertTrue(message.contains(complaint), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "seeds | --set: found \"seeds\", allowed KEY=VALUE",
        "=3 | --set: found \"=3\", allowed KEY=VALUE",
        "seeds= | --set seeds has 1 problem",
        "preset=quick | --set: found preset, which has to be in a file",
        "seeds=[ | --set seeds has 1 problem",
        "seeds=x | --set seeds:1:1: seeds: found \"x\" (text), allowed a whole number",
        "queries.budgt=3 | --set queries.budgt:1:1: queries.budgt: found an unknown key"
      })
  void what_is_set_wrongly_is_told(String setting, String complaint) {
    String message = refused(BASE, setting);
    assertTrue(message.contains(complaint), message);
  }
}

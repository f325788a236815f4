package org.querent.experiments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SamplePlugin;
import org.querent.experiments.cli.Commands;

class ExperimentSchemaTest {
  private static final Injector INJECTOR =
      Guice.createInjector(new ExperimentsModule(Path.of("no-data")));
  private static final ExperimentReader READER = INJECTOR.getInstance(ExperimentReader.class);
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(INJECTOR.getInstance(ExperimentSchema.class).schema());

  @TempDir Path folder;

  private static List<String> complaints(String yaml) throws IOException {
    JsonNode document = new YAMLMapper().readTree(yaml);
    return SCHEMA.validate(document).stream().map(Object::toString).toList();
  }

  static List<Path> experiments() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("."))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.getFileName().toString().startsWith("models-"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void every_experiment_that_comes_along_fits_as_it_is_and_resolved(Path file) throws IOException {
    assertEquals(List.of(), complaints(Files.readString(file)));
    ResolvedExperiment resolving = INJECTOR.getInstance(ResolvedExperiment.class);
    assertEquals(List.of(), complaints(resolving.yaml(READER.read(file))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model: {factors: {grid: [2, 4]}}",
        "model: {grid: [{factors: 2}, {type: fm}]}",
        "strategies: {grid: [[random], [bald]]}",
        "strategies: [{type: com.example.Mine, weight: 2}, com.example.Mine, Mine, {type: Mine}]",
        "strategies: [{type: epsilon-random, strategy: {type: bald, power: 2}, label: mine}]",
        "dataset: {name: ml-100k, sample: {users: 9}, duplicates: mean, filter: {k-core: 5}}",
        "dataset: {path: r.tsv, columns: {user: uid, item: 3, rating: stars, separator: tab}}",
        "features: [user, item, {type: year, width: 10}]",
        "features: [user, item, {type: consumption, from: file, path: v.csv, columns: {user: 1, item: 3}}]",
        "include: [a.yaml, b.yaml]",
        "preset: quick",
        "queries: {costs: c.csv}",
        "seeds: [1, 5, 9]",
        "report: {baseline: bald}\nstrategies: [{type: bald, power: {grid: [1, 2]}}]",
        "split: {test: a.csv, initial: b.csv, pool: c.csv}",
        "split: {folds: [u1, u2], initial: 100, by: time}",
        "split: {leave-out: 5, by: time}",
        "split: {at: 2015-01-31, initial: 100}",
        "evaluate: {metrics: [rmse, nll]}",
        "evaluate: {metrics: [rmse, ndcg@10, hit-rate@5], ranking: {relevant: 4}}",
        "evaluate: {groups: [{of: user, variances: true}, {of: item, newcomers: true}]}",
        "evaluators: [item-knn, {type: als, factors: 16, every: 500}]",
        "tune: {factors: [4, 8], covariance: [diagonal, full], folds: 3}",
        "tune: {interactions: [true, false], sweeps: {grid: [[5, 9], [9, 12]]}}"
      })
  void what_the_reader_reads_fits(String part) throws IOException {
    assertEquals(List.of(), complaints(part));
  }

  /** What a schema can see, both refuse. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sede: 1",
        "model: {factors: -1}",
        "model: {factors: 2.5}",
        "model: {type: tree}",
        "model: {factors: {grid: []}}",
        "queries: {budget: many}",
        "queries: {budgt: 5}",
        "dataset: ml-1k",
        "dataset: {path: r.csv, filter: {k-core: 0}}",
        "strategies: [randon]",
        "strategies: [{type: bald, powr: 1}]",
        "strategies: [{type: epsilon-random, strategy: {type: bald, power: -2}}]",
        "features: [usr]",
        "evaluate: {metrics: rmse}",
        "evaluate: {metrics: [rmse, ndcg]}",
        "evaluate: {groups: [{of: users}]}",
        "evaluate: {groups: [{of: user, variances: nll}]}",
        "evaluate: {ranking: {candidates: [all]}}",
        "preset: quik",
        "evaluators: [item-kn]",
        "evaluators: [{type: als, factors: 0}]",
        "evaluators: [{type: als, every: 0}]",
        "evaluators: []",
        "tune: {}",
        "tune: [factors]",
        "tune: {factor: [4, 8]}",
        "tune: {factors: 4}",
        "tune: {factors: [4]}",
        "tune: {factors: [4, 4]}",
        "tune: {factors: [4, -4]}",
        "tune: {factors: [4, 8], folds: 1}",
        "seeds: 0",
        "seeds: [1, 0]",
        "split: {folds: [u1], newcomers: 0.2}",
        "split: {leave-out: 0}"
      })
  void what_is_wrong_is_seen_by_both(String part) throws IOException {
    assertFalse(complaints(part).isEmpty(), part);
    String key = part.substring(0, part.indexOf(':'));
    String base = "dataset: ml-latest-small-2016\nstrategies: [random]\n";
    Path file = folder.resolve("e.yaml");
    Files.writeString(file, base.replaceAll("(?m)^" + key + ":.*\n", "") + part + "\n");
    assertThrows(ExperimentException.class, () -> READER.read(file, List.of()));
  }

  @Test
  void a_record_of_a_plug_in_is_no_other_of_its_name() throws IOException {
    Path jar =
        SamplePlugin.inOrderWith(
            folder,
            "double weight) {}",
            "Queries queries) {} public record Queries(@Setting(\"odd\") int odd) {}",
            "new Parameters(1)",
            "new Parameters(new Queries(1))");
    JsonNode schema =
        new ObjectMapper().readTree(Commands.done("schema", "--plugin", jar)).get("$defs");
    assertEquals(
        INJECTOR.getInstance(ExperimentSchema.class).schema().at("/$defs/queries"),
        schema.get("queries"));
    assertEquals(
        "odd",
        schema.at("/strategy.in-order.queries/properties/odd/description").asText(),
        schema::toString);
  }

  @Test
  void everything_is_described() {
    JsonNode schema = INJECTOR.getInstance(ExperimentSchema.class).schema();
    JsonNode budget = schema.at("/$defs/queries/properties/budget");
    assertTrue(budget.path("description").asText().startsWith("queries per run"), budget::toString);
    assertEquals(5000, budget.path("default").asInt());
  }
}

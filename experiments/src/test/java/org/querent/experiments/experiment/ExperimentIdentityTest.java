package org.querent.experiments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.StrategyRegistry;

/** What was played stays what it was, whatever is added to Querent. */
class ExperimentIdentityTest {
  @TempDir Path folder;

  private final Injector injector = Guice.createInjector(new ExperimentsModule(Path.of("no-data")));
  private final ExperimentIdentity identity = injector.getInstance(ExperimentIdentity.class);

  private ExperimentSpec read(String yaml) {
    return injector
        .getInstance(ExperimentReader.class)
        .read(SampleExperiment.write(folder, "e.yaml", yaml));
  }

  private String of(String yaml) {
    return identity.ofSettings(read(yaml));
  }

  private String strategy(String yaml) {
    ExperimentSpec spec = read(SampleExperiment.with("random, max-variance", yaml));
    return identity.ofStrategy(spec.strategies().get(0));
  }

  /** Every setting that there is, with its default. */
  private Map<String, Object> defaults() {
    Map<String, Object> strategies = new TreeMap<>();
    for (StrategyProvider<?> provider : injector.getInstance(StrategyRegistry.class).providers()) {
      strategies.put(provider.name(), identity.parameters(provider.defaults()));
    }
    Map<String, Object> features = new TreeMap<>();
    for (FieldSpec field : FieldSpec.all()) {
      features.put(field.type(), PlainRecord.toPlain((Record) field));
    }
    return new TreeMap<>(
        Map.of(
            "settings",
            ExperimentIdentity.settings(RunSettings.DEFAULTS),
            "features",
            features,
            "strategies",
            strategies,
            "dataset",
            DatasetSpec.DEFAULTS.settings()));
  }

  @Test
  void every_setting_has_a_value_that_it_had_when_the_format_was_made() {
    requireKnown("", defaults(), ExperimentIdentity.STANDARD);
  }

  private static void requireKnown(String path, Map<?, ?> settings, Map<?, ?> known) {
    settings.forEach(
        (key, value) -> {
          assertTrue(
              known.containsKey(key),
              path
                  + key
                  + " is new: give it, in format-1.json, the value under which runs of before are the same");
          if (value instanceof Map<?, ?> inner && known.get(key) instanceof Map<?, ?> within) {
            requireKnown(path + key + ".", inner, within);
          }
        });
  }

  /** If this fails, whoever comes from an earlier version finds their finished runs no more. */
  @Test
  void what_was_played_is_found_by_every_later_version() {
    assertEquals(
        "{\"dataset\":{},\"features\":[{\"type\":\"user\"},{\"type\":\"item\"}],\"format\":1,\"settings\":{}}",
        of("dataset: ml-latest-small-2016\nstrategies: [random]\n"));
    assertEquals(
        "{\"dataset\":{\"columns\":{\"item\":\"i\",\"rating\":\"r\",\"user\":\"u\"},"
            + "\"scale\":{\"max\":\"10\",\"min\":\"-10\"}},"
            + "\"features\":[{\"type\":\"user\"},{\"type\":\"year\",\"width\":\"2\"},{\"type\":\"item\"}],"
            + "\"format\":1,\"settings\":{\"evaluate\":{\"drift\":\"true\"},"
            + "\"model\":{\"factors\":\"2\",\"prior-precision\":\"0.5\"},\"queries\":{\"budget\":\"7\"}}}",
        of(
            """
            dataset:
              path: r.csv
              scale: {min: -10, max: 10}
              columns: {user: u, item: i, rating: r}
            features: [user, {type: year, width: 2}, item]
            model: {type: vfm, factors: 2, prior-precision: 0.50}
            queries: {budget: 7, batch: 50}
            evaluate: {metrics: [rmse, drift-rmse]}
            strategies: [random, bald]
            seeds: 3
            """));
  }

  @Test
  void groups_are_what_they_were_where_their_variances_are_not_asked_for() {
    String groups =
        of(
            "dataset: ml-latest-small-2016\nstrategies: [random]\nevaluate: {groups: [{of: user}]}\n");
    assertTrue(
        groups.contains("\"evaluate\":{\"groups\":[{\"newcomers\":\"false\",\"of\":\"user\"}]}"),
        groups);
    String with = SampleExperiment.with("{every: 50}", "{every: 50, groups: [{of: user}]}");
    assertEquals(of(with), of(with.replace("of: user", "of: user, variances: false")));
    assertNotEquals(of(with), of(with.replace("of: user", "of: user, variances: true")));
  }

  @Test
  void what_seeds_choose_from_is_in_the_place_of_the_settings() {
    String tune = "tune: {factors: [2, 4], alpha: [0.1, 0.20]}\n";
    String optimizer = "training: {optimizer: adam}\n";
    assertEquals(
        "{\"dataset\":{},\"features\":[{\"type\":\"user\"},{\"type\":\"item\"}],\"format\":1,"
            + "\"settings\":{\"model\":{\"factors\":null},"
            + "\"training\":{\"alpha\":null,\"optimizer\":\"adam\"}},"
            + "\"tune\":{\"alpha\":[\"0.1\",\"0.2\"],\"factors\":[\"2\",\"4\"],\"folds\":\"5\"}}",
        of("dataset: ml-latest-small-2016\nstrategies: [random]\n" + optimizer + tune));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "random | {'type':'random'}",
        "{type: bald, label: mine} | {'type':'bald'}",
        "{type: bald, power: 2.0} | {'type':'bald'}",
        "{type: bald, power: 3} | {'power':'3','type':'bald'}",
        "{type: mixture, second: {type: bald, power: 2}} | {'second':{'type':'bald'},'type':'mixture'}",
        "{type: mixture, first: {type: max-variance, power: 2}, weight: 0.25}"
            + " | {'type':'mixture','weight':'0.25'}"
      })
  void a_strategy_is_its_type_and_what_differs_from_the_format(String yaml, String expected) {
    assertEquals(expected.replace('\'', '"'), strategy(yaml));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: small -> name: other",
        "seeds: 2 -> seeds: 7",
        "seeds: 2 -> seeds: {from: 11, to: 20}",
        "seeds: 2 -> seeds: [1, 5, 9]",
        "seeds: 2 -> report: {baseline: max-variance}",
        "seeds: 2 -> evaluators: [als]",
        "[random, max-variance] -> [bald]",
        "path: ratings.csv -> path: elsewhere/r.csv",
        "path: ratings.csv -> path: ratings.csv, duplicates: refuse, filter: {k-core: 1}",
        "{every: 50} -> {every: 50, metrics: [rmse]}",
        "{every: 50} -> {every: 50, ranking: {relevant: 4}}",
        "{factors: 2} -> {factors: 2, lambda1: 1.0}",
        "batch: 20} -> batch: 20, costs: c.csv}"
      })
  void what_leaves_runs_as_they_are_leaves_the_identity(String change) {
    String[] both = change.split(" -> ");
    assertEquals(of(SampleExperiment.YAML), of(SampleExperiment.with(both[0], both[1])));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "factors: 2 -> factors: 3",
        "batch: 20 -> batch: 21",
        "every: 50 -> every: 51",
        "{every: 50} -> {every: 50, metrics: [rmse, drift-rmse]}",
        "{every: 50} -> {every: 50, metrics: [rmse, ndcg@10]}",
        "{every: 50} -> {every: 50, groups: [{of: user}]}",
        "seeds: 2 -> checkpoints: 9",
        "seeds: 2 -> engine: nd4j",
        "seeds: 2 -> tune: {factors: [2, 4]}",
        "seeds: 2 -> features: [item, user]",
        "path: ratings.csv -> path: ratings.csv, scale: {min: 1, max: 5}",
        "path: ratings.csv -> path: ratings.csv, duplicates: last",
        "path: ratings.csv -> path: ratings.csv, filter: {min-user-ratings: 2}",
        "path: ratings.csv -> path: ratings.csv, sample: {users: 9}"
      })
  void what_makes_other_runs_makes_another_identity(String change) {
    String[] both = change.split(" -> ");
    assertNotEquals(of(SampleExperiment.YAML), of(SampleExperiment.with(both[0], both[1])));
  }
}

package org.querent.experiments.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.features.FieldSpec;
import org.querent.core.model.Covariance;
import org.querent.core.model.EngineKind;
import org.querent.core.model.Estimator;
import org.querent.core.model.Grouping;
import org.querent.core.model.ModelSettings;
import org.querent.core.model.ModelType;
import org.querent.core.model.Neighbours;
import org.querent.core.model.Optimizer;
import org.querent.core.model.PriorScale;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.spec.EvaluateSpec.Metric;
import org.querent.simulator.RetrainingSchedule;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.MaxVariance;

class ResolvedExperimentTest {
  @TempDir Path folder;

  private final ExperimentReader reader =
      Guice.createInjector(new ExperimentsModule(Path.of("no-data")))
          .getInstance(ExperimentReader.class);

  private ExperimentSpec read(String yaml) {
    return reader.read(SampleExperiment.write(folder, "e.yaml", yaml));
  }

  @ParameterizedTest
  @ValueSource(strings = {"quickstart.yaml", "ml-100k.yaml"})
  void what_is_resolved_is_the_same_experiment_and_resolves_to_itself(String file) {
    ExperimentSpec spec = reader.read(Path.of(file));
    String resolved = ResolvedExperiment.yaml(spec);
    ExperimentSpec again = read(resolved);
    assertEquals(spec, again);
    assertEquals(resolved, ResolvedExperiment.yaml(again));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void any_experiment_resolves_to_itself(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    // Strategies are compared with those of the reader, whose providers are its own.
    List<StrategySpec<?>> known =
        read("dataset: ml-1m\nstrategies: [random, max-variance]\n").strategies();
    for (int n = 0; n < 50; n++) {
      ExperimentSpec spec = experiment(random, known);
      String resolved = ResolvedExperiment.yaml(spec);
      ExperimentSpec again = read(resolved);
      assertEquals(spec, again, resolved);
      assertEquals(resolved, ResolvedExperiment.yaml(again));
    }
  }

  private ExperimentSpec experiment(RandomGenerator random, List<StrategySpec<?>> known) {
    String[] names = {"x", "2016", "1e3", "null", "yes", "0x1F", "a.b_c-d", "010", "1.5"};
    String name = names[random.nextInt(names.length)];
    List<StrategySpec<?>> strategies = new ArrayList<>();
    strategies.add(known.get(0).labelled(names[random.nextInt(names.length)]));
    strategies.add(withPower(known.get(1), random));
    return new ExperimentSpec(
        name, dataset(random), features(random), settings(random), strategies);
  }

  private static StrategySpec<?> withPower(StrategySpec<?> known, RandomGenerator random) {
    MaxVariance provider = (MaxVariance) known.provider();
    Selection[] selections = Selection.values();
    return StrategySpec.of(
        provider,
        new MaxVariance.Parameters(
            selections[random.nextInt(selections.length)], 1000 * random.nextDouble()));
  }

  private DatasetSpec dataset(RandomGenerator random) {
    float min = random.nextFloat();
    return random.nextBoolean()
        ? DatasetSpec.named("ml-10m")
        : new DatasetSpec(
            Optional.empty(),
            Optional.of(folder.toAbsolutePath().resolve("it's # " + random.nextInt() + ": .csv")),
            new DatasetSpec.Scale(min, min + 1 + random.nextFloat()));
  }

  private static List<FieldSpec> features(RandomGenerator random) {
    return random.nextBoolean()
        ? FieldSpec.PLAIN
        : List.of(
            new FieldSpec.User(),
            new FieldSpec.RatedItems(),
            new FieldSpec.Year(random.nextInt(1, 20), FieldSpec.Unknown.LEVEL),
            new FieldSpec.Time(random.nextInt(2, 50), FieldSpec.Binning.EQUAL_WIDTH));
  }

  private static RunSettings settings(RandomGenerator random) {
    Covariance[] covariances = Covariance.values();
    return new RunSettings(
        new SplitSpec(random.nextDouble(0.01, 0.99), random.nextInt(1, Integer.MAX_VALUE)),
        new ModelSettings(
            ModelType.VFM,
            random.nextInt(1025),
            random.nextBoolean(),
            covariances[random.nextInt(covariances.length)],
            Grouping.values()[random.nextInt(3)],
            random.nextBoolean() ? PriorScale.FIXED : PriorScale.ESTIMATED,
            Math.pow(10, random.nextDouble(-6, 6)),
            random.nextDouble(1e9),
            3,
            3,
            random.nextDouble(1e6)),
        new TrainingSpec(
            Optimizer.COORDINATE_ASCENT,
            Estimator.CLOSED_FORM,
            random.nextInt(1, 100_001),
            random.nextInt(100_001),
            random.nextInt(1, 10_000_001),
            random.nextDouble(1e-9, 1),
            new RetrainingSchedule(
                random.nextInt(1, 100_001),
                Neighbours.values()[random.nextInt(3)],
                random.nextDouble(100),
                random.nextInt(Integer.MAX_VALUE))),
        EngineKind.values()[random.nextInt(3)],
        new QuerySpec(random.nextInt(1, 99), random.nextInt(1, 99)),
        new EvaluateSpec(random.nextInt(1, 99), List.of(Metric.RMSE, Metric.COVERAGE_90)),
        random.nextInt(1, 10_001));
  }

  @Test
  void a_label_names_the_type_and_the_parameters_that_are_not_the_defaults() {
    MaxVariance provider = new MaxVariance();
    assertEquals("max-variance", StrategySpec.of(provider, provider.defaults()).label());
    assertEquals(
        "max-variance-greedy-0.5",
        StrategySpec.of(provider, new MaxVariance.Parameters(Selection.GREEDY, 0.5)).label());
    RandomSampling random = new RandomSampling();
    assertEquals("random", StrategySpec.of(random, random.defaults()).label());
  }

  @Test
  void every_default_is_written_out() {
    String resolved = ResolvedExperiment.yaml(read("dataset: ml-1m\nstrategies: [random]\n"));
    for (String key : List.of("test", "initial", "factors", "held-sweeps", "every", "seeds")) {
      assertTrue(resolved.contains(key + ": "), key);
    }
  }
}

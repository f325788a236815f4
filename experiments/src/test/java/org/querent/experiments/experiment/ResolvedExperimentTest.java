package org.querent.experiments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.prepare.Duplicates;
import org.querent.core.data.prepare.Filter;
import org.querent.core.data.prepare.PreparationSettings;
import org.querent.core.data.prepare.Sample;
import org.querent.core.data.side.SideTable;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.PriorScale;
import org.querent.core.spec.RatingNoise;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.experiment.evaluate.EvaluateSpec;
import org.querent.experiments.experiment.evaluate.Groupings;
import org.querent.experiments.experiment.evaluate.Metric;
import org.querent.experiments.experiment.evaluate.Metrics;
import org.querent.experiments.experiment.models.TrainingSpec;
import org.querent.experiments.learner.EvaluatorSpec;
import org.querent.simulator.judge.ConfiguredLearner;
import org.querent.simulator.judge.als.Als;
import org.querent.simulator.judge.basic.Biases;
import org.querent.simulator.spec.GroupBy;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.RankingMetric;
import org.querent.simulator.spec.RankingMetric.Kind;
import org.querent.simulator.spec.RankingSettings.Candidates;
import org.querent.simulator.spec.SplitSettings;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.hybrid.EpsilonRandom;
import org.querent.strategies.hybrid.Switch;
import org.querent.strategies.learner.RetrainingSchedule;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.MaxVariance;

class ResolvedExperimentTest {
  @TempDir Path folder;

  private final Injector injector = Guice.createInjector(new ExperimentsModule(Path.of("no-data")));
  private final ExperimentReader reader = injector.getInstance(ExperimentReader.class);
  private final ResolvedExperiment resolving = injector.getInstance(ResolvedExperiment.class);

  private ExperimentSpec read(String yaml) {
    return reader.read(SampleExperiment.write(folder, "e.yaml", yaml));
  }

  @ParameterizedTest
  @ValueSource(strings = {"quickstart.yaml", "tournament-pool.yaml", "cold-start-ml-100k.yaml"})
  void what_is_resolved_is_the_same_experiment_and_resolves_to_itself(String file) {
    ExperimentSpec spec = reader.read(Path.of(file));
    String resolved = resolving.yaml(spec);
    ExperimentSpec again = read(resolved);
    assertEquals(spec, again);
    assertEquals(resolved, resolving.yaml(again));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void any_experiment_resolves_to_itself(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int n = 0; n < 50; n++) {
      ExperimentSpec spec = experiment(random);
      String resolved = resolving.yaml(spec);
      ExperimentSpec again = read(resolved);
      assertEquals(spec, again, resolved);
      assertEquals(resolved, resolving.yaml(again));
    }
  }

  private ExperimentSpec experiment(RandomGenerator random) {
    String[] names = {"x", "2016", "1e3", "null", "yes", "0x1F", "a.b_c-d", "010", "1.5"};
    String name = names[random.nextInt(names.length)];
    List<StrategySpec<?>> strategies = new ArrayList<>();
    strategies.add(
        StrategySpec.of(ConfiguredStrategy.of(new RandomSampling()))
            .labelled(names[random.nextInt(names.length)]));
    strategies.add(StrategySpec.of(withPower(random)).labelled("p"));
    strategies.add(StrategySpec.of(hybrid(random, 3)).labelled("h"));
    RunSettings settings = settings(random);
    List<FieldSpec> drawn = features(random);
    List<FieldSpec> features =
        settings.protocol().refusal(drawn, settings.oracle().about()).isEmpty()
            ? drawn
            : FieldSpec.PLAIN;
    return new ExperimentSpec(
        name,
        dataset(random),
        features,
        settings,
        List.of(),
        strategies,
        List.of(),
        random.nextBoolean() ? List.of() : evaluators(random),
        Optional.empty());
  }

  private static List<EvaluatorSpec> evaluators(RandomGenerator random) {
    return List.of(
        new EvaluatorSpec(ConfiguredLearner.of(new Biases()), EvaluatorSpec.Grid.ALL),
        new EvaluatorSpec(
            new ConfiguredLearner<>(
                new Als(), new Als.Parameters(random.nextInt(1, 99), random.nextDouble(), 3)),
            new EvaluatorSpec.Grid(Optional.of(random.nextInt(1, 1_000)))));
  }

  private static ConfiguredStrategy<?> withPower(RandomGenerator random) {
    Selection[] selections = Selection.values();
    return new ConfiguredStrategy<>(
        new MaxVariance(),
        new BatchParameters(
            selections[random.nextInt(selections.length)], 1000 * random.nextDouble()));
  }

  /** A strategy of strategies, up to a depth. */
  private static ConfiguredStrategy<?> hybrid(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth == 0 ? 2 : 4)) {
      case 0 -> ConfiguredStrategy.of(new RandomSampling());
      case 1 -> withPower(random);
      case 2 ->
          new ConfiguredStrategy<>(
              new EpsilonRandom(),
              new EpsilonRandom.Parameters(hybrid(random, depth - 1), random.nextDouble()));
      default ->
          new ConfiguredStrategy<>(
              new Switch(),
              new Switch.Parameters(
                  hybrid(random, depth - 1), hybrid(random, depth - 1), random.nextInt(99)));
    };
  }

  private DatasetSpec dataset(RandomGenerator random) {
    float min = random.nextFloat();
    return random.nextBoolean()
        ? new DatasetSpec(
            Optional.of("ml-10m"),
            Optional.empty(),
            DatasetSpec.DEFAULTS.scale(),
            RatingsForm.FOUND_OUT,
            preparation(random),
            table(random),
            table(random),
            List.of())
        : new DatasetSpec(
            Optional.empty(),
            Optional.of(folder.toAbsolutePath().resolve("it's # " + random.nextInt() + ": .csv")),
            new DatasetSpec.Scale(min, min + 1 + random.nextFloat()),
            random.nextBoolean() ? RatingsForm.of(columns(random)) : RatingsForm.FOUND_OUT,
            preparation(random),
            table(random),
            table(random),
            List.of());
  }

  private Optional<SideTable> table(RandomGenerator random) {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(
            new SideTable(
                folder.toAbsolutePath().resolve("items: " + random.nextInt()),
                "id # " + random.nextInt(),
                random.nextBoolean() ? Optional.of("it's a title") : Optional.empty(),
                random.nextBoolean() ? Optional.of(random.nextBoolean()) : Optional.empty(),
                random.nextBoolean() ? Optional.of(Separator.TAB) : Optional.empty(),
                random.nextBoolean()
                    ? Optional.of(RatingsForm.Encoding.values()[random.nextInt(3)])
                    : Optional.empty()));
  }

  private static PreparationSettings preparation(RandomGenerator random) {
    return new PreparationSettings(
        Duplicates.values()[random.nextInt(4)],
        new Sample(random.nextInt(3), random.nextInt(3)),
        new Filter(random.nextInt(1, 3), random.nextInt(1, 3), random.nextInt(1, 3)));
  }

  private static ColumnMapping columns(RandomGenerator random) {
    return new ColumnMapping(
        "user: " + random.nextInt(),
        "" + random.nextInt(1, 10),
        "stars",
        random.nextBoolean() ? Optional.of("true") : Optional.empty(),
        random.nextBoolean()
            ? Optional.of(ColumnMapping.Separator.values()[random.nextInt(6)])
            : Optional.empty());
  }

  private static List<FieldSpec> features(RandomGenerator random) {
    return random.nextBoolean()
        ? FieldSpec.PLAIN
        : List.of(
            new FieldSpec.User(),
            new FieldSpec.RatedItems(),
            new FieldSpec.Column(
                FieldSpec.Side.ITEM,
                "it's: #" + random.nextInt(),
                FieldSpec.As.NUMBER,
                random.nextDouble(1, 9),
                " ",
                FieldSpec.Unknown.LEVEL),
            new FieldSpec.Year(random.nextInt(1, 20), FieldSpec.Unknown.LEVEL),
            new FieldSpec.Time(random.nextInt(2, 50), FieldSpec.Binning.EQUAL_WIDTH));
  }

  private static RunSettings settings(RandomGenerator random) {
    Covariance[] covariances = Covariance.values();
    Protocol protocol = Protocol.values()[random.nextInt(4)];
    SplitSettings usual = SplitSettings.DEFAULTS;
    // What a protocol has no use for is as it is by default.
    boolean newcomers = protocol.hasNewcomers();
    return new RunSettings(
        protocol,
        new SplitSettings(
            random.nextDouble(0.01, 0.99),
            newcomers ? usual.initial() : random.nextInt(1, Integer.MAX_VALUE),
            SplitSettings.By.values()[random.nextInt(2)],
            newcomers ? random.nextDouble(0.01, 0.99) : usual.newcomers()),
        new OracleSettings(
            OracleSettings.About.values()[random.nextInt(2)],
            random.nextDouble(100),
            random.nextDouble(),
            new OracleSettings.Natural(
                protocol == Protocol.NEW_ITEMS ? 0 : random.nextDouble(9),
                OracleSettings.Natural.By.values()[random.nextInt(2)])),
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
            random.nextDouble(1e6),
            random.nextBoolean() ? RatingNoise.COMMON : RatingNoise.BY_USER,
            Likelihood.GAUSSIAN),
        new TrainingSpec(
            Optimizer.COORDINATE_ASCENT,
            Estimator.CLOSED_FORM,
            random.nextInt(1, 100_001),
            random.nextInt(100_001),
            random.nextInt(1, 10_000_001),
            random.nextDouble(1e-9, 1),
            random.nextBoolean() ? 0 : random.nextDouble(),
            new RetrainingSchedule(
                random.nextInt(1, 100_001),
                Neighbours.values()[random.nextInt(3)],
                random.nextDouble(100),
                random.nextInt(Integer.MAX_VALUE))),
        EngineKind.values()[random.nextInt(4)],
        new QuerySpec(
            random.nextInt(1, 99),
            random.nextInt(1, 99),
            random.nextBoolean() ? Optional.empty() : Optional.of(Path.of("/costs/a.csv")),
            random.nextBoolean()
                ? QuerySpec.CostColumns.NAMED
                : new QuerySpec.CostColumns(
                    Optional.of("3"),
                    Optional.empty(),
                    Optional.of(random.nextBoolean()),
                    Optional.empty(),
                    Optional.empty()),
            random.nextDouble(0.01, 9)),
        evaluate(random, protocol != Protocol.NEW_ITEMS),
        seeds(random),
        random.nextInt(1_001),
        RunSettings.Report.USUAL);
  }

  private static EvaluateSpec evaluate(RandomGenerator random, boolean mayRank) {
    boolean isRanked = mayRank && random.nextBoolean();
    return new EvaluateSpec(
        random.nextInt(1, 99),
        new Metrics(
            List.of(Metric.RMSE, Metric.COVERAGE_90),
            isRanked
                ? List.of(new RankingMetric(Kind.NDCG, 10), new RankingMetric(Kind.DIVERSITY, 5))
                : List.of()),
        isRanked
            ? new EvaluateSpec.Lists(
                List.of(Candidates.UNKNOWN),
                Optional.of(random.nextDouble(5)),
                random.nextInt(9),
                true,
                Optional.of("genres"))
            : EvaluateSpec.Lists.DEFAULTS,
        random.nextBoolean()
            ? Groupings.NONE
            : new Groupings(
                List.of(
                    GroupBy.BY_ACTIVITY,
                    new GroupBy(GroupBy.Of.ITEM, Optional.of("genres"), false),
                    new GroupBy(GroupBy.Of.ITEM, Optional.empty(), true, random.nextBoolean()))));
  }

  private static SeedRange seeds(RandomGenerator random) {
    int from = random.nextInt(1, 3);
    return random.nextBoolean()
        ? SeedRange.of(from, from + random.nextInt(10_000))
        : new SeedRange(random.longs(1 + random.nextInt(9), 1, 50).distinct().boxed().toList());
  }

  @Test
  void a_label_names_the_type_and_the_parameters_that_are_not_the_defaults() {
    assertEquals("max-variance", label(ConfiguredStrategy.of(new MaxVariance())));
    assertEquals("max-variance-greedy-0.5", label(variance(Selection.GREEDY, 0.5)));
    assertEquals("random", label(ConfiguredStrategy.of(new RandomSampling())));
  }

  private static String label(ConfiguredStrategy<?> strategy) {
    return StrategySpec.of(strategy).label();
  }

  private static ConfiguredStrategy<?> variance(Selection selection, double power) {
    return new ConfiguredStrategy<>(new MaxVariance(), new BatchParameters(selection, power));
  }

  private static ConfiguredStrategy<?> mixed(ConfiguredStrategy<?> strategy, double epsilon) {
    return new ConfiguredStrategy<>(
        new EpsilonRandom(), new EpsilonRandom.Parameters(strategy, epsilon));
  }

  @Test
  void a_label_names_strategies_within_and_tells_their_parameters_from_those_around() {
    ConfiguredStrategy<?> plain = ConfiguredStrategy.of(new MaxVariance());
    assertEquals("epsilon-random", label(ConfiguredStrategy.of(new EpsilonRandom())));
    assertEquals("epsilon-random-max-variance-0.2", label(mixed(plain, 0.2)));
    assertEquals(
        "epsilon-random-max-variance_0.2", label(mixed(variance(Selection.TOP, 0.2), 0.1)));
    assertEquals(
        "epsilon-random-epsilon-random_max-variance__greedy_0.3-0.2",
        label(mixed(mixed(variance(Selection.GREEDY, 2), 0.3), 0.2)));
    assertEquals(
        "switch-max-variance-max-variance_stochastic-5",
        label(
            new ConfiguredStrategy<>(
                new Switch(), new Switch.Parameters(plain, variance(Selection.STOCHASTIC, 2), 5))));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void other_strategies_have_other_labels(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Map<String, ConfiguredStrategy<?>> labels = new HashMap<>();
    for (int n = 0; n < 2000; n++) {
      ConfiguredStrategy<?> strategy = coarse(random, 3);
      ConfiguredStrategy<?> other = labels.putIfAbsent(label(strategy), strategy);
      assertTrue(other == null || other.equals(strategy), strategy + " and " + other);
    }
  }

  /** A strategy of few values, so that what is alike in one place meets what is in another. */
  private static ConfiguredStrategy<?> coarse(RandomGenerator random, int depth) {
    double[] numbers = {0, 0.1, 0.5, 1};
    double number = numbers[random.nextInt(numbers.length)];
    if (depth == 0 || random.nextInt(3) == 0) {
      return variance(Selection.values()[random.nextInt(3)], number);
    }
    ConfiguredStrategy<?> within = coarse(random, depth - 1);
    return random.nextBoolean()
        ? mixed(within, number)
        : new ConfiguredStrategy<>(
            new Switch(),
            new Switch.Parameters(within, coarse(random, depth - 1), random.nextInt(2)));
  }

  @Test
  void a_strategy_within_another_is_written_with_all_its_parameters() {
    String resolved =
        resolving.yaml(
            read("dataset: ml-1m\nstrategies: [{type: epsilon-random, epsilon: 0.2}]\n"));
    assertTrue(
        resolved.contains(
            """
            strategies:
              - type: epsilon-random
                label: epsilon-random-max-variance-0.2
                strategy:
                  type: max-variance
                  selection: top
                  power: 2.0
                epsilon: 0.2
            """),
        resolved);
  }

  @Test
  void every_default_is_written_out() {
    String resolved = resolving.yaml(read("dataset: ml-1m\nstrategies: [random]\n"));
    for (String key : List.of("test", "initial", "factors", "held-sweeps", "every", "seeds")) {
      assertTrue(resolved.contains(key + ": "), key);
    }
  }
}

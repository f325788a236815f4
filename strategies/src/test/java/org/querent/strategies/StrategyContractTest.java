package org.querent.strategies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.Covariance;
import org.querent.strategies.coverage.CoreSet;
import org.querent.strategies.history.Entropy;
import org.querent.strategies.history.Entropy0;
import org.querent.strategies.history.Helf;
import org.querent.strategies.history.Popularity;
import org.querent.strategies.history.PopularityEntropy;
import org.querent.strategies.history.RankingParameters;
import org.querent.strategies.history.RatingVariance;
import org.querent.strategies.hybrid.Answerable;
import org.querent.strategies.hybrid.EpsilonRandom;
import org.querent.strategies.hybrid.Mixture;
import org.querent.strategies.hybrid.Switch;
import org.querent.strategies.interview.Interview;
import org.querent.strategies.sampling.QueryByCommittee;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.sampling.ThompsonSampling;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.Bald;
import org.querent.strategies.variance.DensityWeighted;
import org.querent.strategies.variance.ExpectedModelChange;
import org.querent.strategies.variance.ExpectedVarianceReduction;
import org.querent.strategies.variance.MaxVariance;
import org.querent.strategies.variance.Noise;
import org.querent.strategies.variance.Predicted;
import org.querent.strategies.variance.RoundRobin;
import org.querent.strategies.variance.Target;
import org.querent.strategies.variance.UpperConfidenceBound;

/** What every built-in strategy promises, in every way it can be set. */
class StrategyContractTest {
  private record Named(String name, boolean needsVariances, Supplier<QueryStrategy> make) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Every built-in strategy as it comes, and in its other settings. */
  private static Stream<Named> strategies() {
    Stream<Named> defaults = providers().stream().map(StrategyContractTest::asItComes);
    Stream<Named> others =
        Stream.of(
            named(
                new ThompsonSampling(),
                new ThompsonSampling.Parameters(ThompsonSampling.Objective.DISAGREEMENT)),
            named(new QueryByCommittee(), new QueryByCommittee.Parameters(2)),
            named(new CoreSet(), new CoreSet.Parameters(0)),
            named(new CoreSet(), new CoreSet.Parameters(3)),
            named(new Predicted(), new Predicted.Parameters(Predicted.Objective.LOWEST)),
            named(
                new UpperConfidenceBound(), new UpperConfidenceBound.Parameters(Selection.TOP, 2)));
    return Stream.of(defaults, others, rankings(), drawings(), hybrids()).flatMap(s -> s);
  }

  private static List<StrategyProvider<?>> providers() {
    return List.copyOf(new StrategyRegistry(StrategyProvider.class.getClassLoader()).providers());
  }

  private static <P extends Record> Named asItComes(StrategyProvider<P> provider) {
    ConfiguredStrategy<P> strategy = ConfiguredStrategy.of(provider);
    return new Named(provider.name(), strategy.has(Trait.NEEDS_VARIANCES), strategy::create);
  }

  /** In every selection. */
  private static Stream<Named> rankings() {
    return Arrays.stream(Selection.values())
        .flatMap(
            by ->
                Stream.of(0.0, 2.0)
                    .flatMap(
                        power ->
                            Stream.of(
                                named(new MaxVariance(), new BatchParameters(by, power)),
                                named(new Bald(), new BatchParameters(by, power)),
                                named(new ExpectedModelChange(), new BatchParameters(by, power)),
                                named(
                                    new DensityWeighted(),
                                    new DensityWeighted.Parameters(by, power, 0.5)),
                                named(
                                    new ExpectedVarianceReduction(),
                                    new ExpectedVarianceReduction.Parameters(
                                        by, power, Target.USER, Noise.EQUAL)))));
  }

  /** In stochastic selection, by what else is top or greedy. */
  private static Stream<Named> drawings() {
    RankingParameters drawn = new RankingParameters(Selection.STOCHASTIC, 2);
    return Stream.of(
        named(new Popularity(), drawn),
        named(new Entropy(), drawn),
        named(new Helf(), drawn),
        named(new Entropy0(), new Entropy0.Parameters(Selection.STOCHASTIC, 2, 0.5)),
        named(new PopularityEntropy(), drawn),
        named(new RatingVariance(), drawn));
  }

  private static <P extends Record> Named named(StrategyProvider<P> provider, P parameters) {
    ConfiguredStrategy<P> strategy = new ConfiguredStrategy<>(provider, parameters);
    return new Named(strategy.toString(), strategy.has(Trait.NEEDS_VARIANCES), strategy::create);
  }

  /** Hybrids of strategies that keep something and that draw, some within others. */
  private static Stream<Named> hybrids() {
    ConfiguredStrategy<?> random = ConfiguredStrategy.of(new RandomSampling());
    ConfiguredStrategy<?> greedy =
        new ConfiguredStrategy<>(
            new ExpectedVarianceReduction(),
            new ExpectedVarianceReduction.Parameters(
                Selection.GREEDY, 2, Target.TEST_LIKE, Noise.BY_ITEM));
    ConfiguredStrategy<?> drawn =
        new ConfiguredStrategy<>(new MaxVariance(), new BatchParameters(Selection.STOCHASTIC, 2));
    ConfiguredStrategy<?> entropy = ConfiguredStrategy.of(new Entropy0());
    ConfiguredStrategy<?> inner =
        new ConfiguredStrategy<>(
            new Mixture(), new Mixture.Parameters(drawn, entropy, 0.4, Mixture.Combine.DRAWS, 1));
    return Stream.of(
        named(new EpsilonRandom(), new EpsilonRandom.Parameters(random, 0.3)),
        named(new EpsilonRandom(), new EpsilonRandom.Parameters(greedy, 1)),
        named(new EpsilonRandom(), new EpsilonRandom.Parameters(inner, 0.5)),
        named(new Mixture(), new Mixture.Parameters(greedy, drawn, 0.3, Mixture.Combine.RANKS, 2)),
        named(
            new Mixture(), new Mixture.Parameters(random, entropy, 1, Mixture.Combine.RANKS, 1000)),
        named(new Mixture(), new Mixture.Parameters(greedy, drawn, 0.6, Mixture.Combine.DRAWS, 4)),
        named(new Switch(), new Switch.Parameters(drawn, greedy, 5)),
        named(new Switch(), new Switch.Parameters(inner, greedy, 20)),
        named(new Switch(), new Switch.Parameters(entropy, random, 0)),
        named(new Answerable(), new Answerable.Parameters(greedy, 2)),
        named(new Answerable(), new Answerable.Parameters(inner, 0.5)),
        named(new Interview(), new Interview.Parameters(Selection.TOP, 1, 1, 0, Noise.EQUAL)),
        named(
            new Interview(),
            new Interview.Parameters(Selection.STOCHASTIC, 2, 0, 1, Noise.BY_ITEM)),
        named(new RoundRobin(), new RoundRobin.Parameters(RoundRobin.Within.RANDOM)));
  }

  static Stream<Arguments> strategies_and_seeds() {
    return strategies()
        .flatMap(named -> LongStream.rangeClosed(1, 8).mapToObj(seed -> Arguments.of(named, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("strategies_and_seeds")
  void a_batch_is_as_many_different_candidates_as_asked_for(Named named, long seed) {
    QueryRound round = Rounds.random(seed);
    int[] chosen = named.make.get().select(round);
    assertEquals(round.batchSize(), chosen.length);
    assertEquals(chosen.length, Arrays.stream(chosen).distinct().count());
    for (int candidate : chosen) {
      assertTrue(round.candidates().isOpen(candidate), "" + candidate);
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("strategies_and_seeds")
  void the_same_generator_gives_the_same_batch(Named named, long seed) {
    assertArrayEquals(
        named.make.get().select(Rounds.random(seed)), named.make.get().select(Rounds.random(seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("strategies_and_seeds")
  void the_whole_pool_can_be_asked_for(Named named, long seed) {
    QueryRound some = Rounds.random(seed);
    int all = some.candidates().size();
    int[] chosen =
        named.make.get().select(Rounds.round(some.posterior(), some.candidates(), seed, all));
    Arrays.sort(chosen);
    assertArrayEquals(open(some.candidates()), chosen);
  }

  private static int[] open(Candidates candidates) {
    return IntStream.range(0, candidates.size()).map(candidates::open).sorted().toArray();
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("strategies_and_seeds")
  void the_posterior_is_left_as_it_is(Named named, long seed) {
    QueryRound round = Rounds.random(seed);
    double[] before = contents(round.posterior());
    named.make.get().select(round);
    assertArrayEquals(before, contents(round.posterior()));
  }

  /** All predictions and their variances. */
  private static double[] contents(Posterior posterior) {
    int users = posterior.users().size();
    int items = posterior.items().size();
    return IntStream.range(0, users * items)
        .boxed()
        .flatMapToDouble(
            pair ->
                DoubleStream.of(
                    posterior.mean(pair / items, pair % items),
                    posterior.epistemicVariance(pair / items, pair % items)))
        .toArray();
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("strategies_and_seeds")
  void a_single_candidate_is_asked_for(Named named, long seed) {
    QueryRound some = Rounds.random(seed);
    Candidates candidates = some.candidates();
    int user = candidates.user(0);
    int item = candidates.item(0);
    Pairs one = new Pairs(new int[] {user}, new int[] {item});
    QueryRound round =
        new QueryRound(some.posterior(), some.changes(), one, some.history(), some.random(), 1);
    assertArrayEquals(new int[] {0}, named.make.get().select(round));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("strategies_and_seeds")
  void candidates_of_a_single_user_are_asked_for(Named named, long seed) {
    QueryRound some = Rounds.random(seed);
    int items = some.posterior().items().size();
    int user = some.posterior().users().size() - 1;
    Pairs pool =
        new Pairs(
            IntStream.range(0, items).map(n -> user).toArray(),
            IntStream.range(0, items).toArray());
    int[] chosen = named.make.get().select(Rounds.round(some.posterior(), pool, seed, items));
    Arrays.sort(chosen);
    assertArrayEquals(pool.openNumbers(), chosen);
  }

  /** What it kept of one pool must not be taken for what another holds under the same numbers. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("strategies_and_seeds")
  void another_pool_is_seen_as_it_is(Named named, long seed) {
    QueryRound some = Rounds.random(seed);
    RandomGenerator random = new SplittableRandom(seed);
    QueryStrategy kept = named.make.get();
    RowChanges changes = RowChanges.EVERYTHING;
    for (int n = 0; n < 4; n++) {
      Pairs pool =
          Rounds.candidates(
              some.posterior().users().size(), some.posterior().items().size(), random);
      int batch = random.nextInt(1, pool.size() + 1);
      assertArrayEquals(
          named.make.get().select(Rounds.round(some.posterior(), pool, n, batch)),
          kept.select(Rounds.round(some.posterior(), changes, pool, n, batch)),
          "pool " + n);
      changes = RowChanges.of(new int[0], new int[0]);
    }
  }

  /**
   * As it does when a run is interrupted and resumed: nothing but speed may hang on what it kept.
   */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("strategies_and_models")
  void a_strategy_that_begins_anew_asks_for_the_same(Named named, Kind kind) {
    RandomGenerator random = new SplittableRandom(7);
    MovingModel model = kind.model();
    Pairs pool = Rounds.candidates(8, 11, random);
    Known known = Known.random(8, 11, 10, random);
    QueryStrategy kept = named.make.get();
    RowChanges changes = RowChanges.EVERYTHING;
    for (int round = 0; pool.size() > 0; round++) {
      int batch = random.nextInt(1, Math.min(4, pool.size()) + 1);
      Function<RowChanges, QueryRound> view = since(model.posterior(), pool, known, round, batch);
      int[] chosen = kept.select(view.apply(changes));
      assertArrayEquals(
          named.make.get().select(view.apply(RowChanges.EVERYTHING)), chosen, "round " + round);
      for (int candidate : chosen) {
        known.add(pool.user(candidate), pool.item(candidate), random.nextInt(1, 6));
        pool.close(candidate);
      }
      changes = model.move(random);
    }
  }

  private static Function<RowChanges, QueryRound> since(
      Posterior posterior, Pairs pool, Known known, long seed, int batch) {
    return changes ->
        new QueryRound(posterior, changes, pool, known, new SplittableRandom(seed), batch);
  }

  private enum Kind {
    DIAGONAL,
    FULL,
    WITHOUT_VARIANCES;

    MovingModel model() {
      return switch (this) {
        case DIAGONAL -> new MovingModel(8, 11, 2, Covariance.DIAGONAL, 7);
        case FULL -> new MovingModel(8, 11, 2, Covariance.FULL, 7);
        case WITHOUT_VARIANCES -> MovingModel.withoutVariances(8, 11, 2, 7);
      };
    }
  }

  static Stream<Arguments> strategies_and_models() {
    return strategies()
        .flatMap(
            named ->
                Arrays.stream(Kind.values())
                    .filter(kind -> kind != Kind.WITHOUT_VARIANCES || !named.needsVariances)
                    .map(kind -> Arguments.of(named, kind)));
  }

  /** What it means is {@link #a_strategy_that_begins_anew_asks_for_the_same}. */
  @Test
  void a_run_of_any_built_in_strategy_goes_on_from_a_checkpoint() {
    for (StrategyProvider<?> provider : providers()) {
      assertFalse(ConfiguredStrategy.of(provider).has(Trait.REMEMBERS), provider.name());
    }
  }

  @Test
  void providers_describe_themselves() {
    for (StrategyProvider<?> provider : providers()) {
      assertTrue(provider.name().matches("[a-z]+(-[a-z]+)*0?"), provider.name());
      assertTrue(provider.description().matches("[A-Z].*\\."), provider.description());
      assertEquals(provider.defaults(), provider.defaults());
      for (String text : List.of(provider.formula().orElseThrow(), provider.source().orElse("x"))) {
        assertEquals(text.strip(), text, provider.name());
        assertFalse(text.isEmpty(), provider.name());
      }
    }
  }
}

package org.querent.strategies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.sampling.ThompsonSampling;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.ExpectedVarianceReduction;
import org.querent.strategies.variance.MaxVariance;

/** What every built-in strategy promises, in every way it can be set. */
class StrategyContractTest {
  private record Named(String name, Supplier<QueryStrategy> make) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Named> strategies() {
    Stream<Named> sampling =
        Stream.of(
            new Named("random", () -> create(new RandomSampling())),
            new Named("thompson reward", () -> thompson(ThompsonSampling.Objective.REWARD)),
            new Named(
                "thompson disagreement", () -> thompson(ThompsonSampling.Objective.DISAGREEMENT)));
    Stream<Named> ranking =
        Arrays.stream(Selection.values())
            .flatMap(
                selection ->
                    Stream.of(0.0, 2.0)
                        .flatMap(power -> Stream.of(max(selection, power), evr(selection, power))));
    return Stream.concat(sampling, ranking);
  }

  private static <P extends Record> QueryStrategy create(StrategyProvider<P> provider) {
    return provider.create(provider.defaults());
  }

  private static QueryStrategy thompson(ThompsonSampling.Objective objective) {
    return new ThompsonSampling().create(new ThompsonSampling.Parameters(objective));
  }

  private static Named max(Selection selection, double power) {
    return new Named(
        "max-variance " + selection + " " + power,
        () -> new MaxVariance().create(new MaxVariance.Parameters(selection, power)));
  }

  private static Named evr(Selection selection, double power) {
    return new Named(
        "expected-variance-reduction " + selection + " " + power,
        () ->
            new ExpectedVarianceReduction()
                .create(new ExpectedVarianceReduction.Parameters(selection, power)));
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

  @Test
  void providers_describe_themselves() {
    List<StrategyProvider<?>> providers =
        List.copyOf(new StrategyRegistry(StrategyProvider.class.getClassLoader()).providers());
    assertEquals(4, providers.size());
    for (StrategyProvider<?> provider : providers) {
      assertTrue(provider.name().matches("[a-z]+(-[a-z]+)*"), provider.name());
      assertTrue(provider.description().matches("[A-Z].*\\."), provider.description());
      assertEquals(provider.defaults(), provider.defaults());
    }
  }
}

package org.querent.strategies.learner;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.posterior.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.NoParameters;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.SampleRatings;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.ExpectedVarianceReduction;
import org.querent.strategies.variance.MaxVariance;
import org.querent.strategies.variance.Noise;
import org.querent.strategies.variance.Target;

/** What a round allocates does not grow with the pool, once the strategy knows it. */
class RoundAllocationTest {
  private static final int USERS = 450;
  private static final int ITEMS = 400;
  private static final int BATCH = 5;

  /** A bit per candidate would be more. */
  private static final long BOUND = 12_000;

  static Stream<Arguments> strategies() {
    Stream<Arguments> ranking =
        Stream.of(Selection.values())
            .flatMap(
                selection ->
                    Stream.of(
                        Arguments.of(
                            "max-variance " + selection,
                            new MaxVariance().create(new BatchParameters(selection, 2))),
                        Arguments.of(
                            "expected-variance-reduction " + selection,
                            new ExpectedVarianceReduction()
                                .create(
                                    new ExpectedVarianceReduction.Parameters(
                                        selection, 2, Target.POOL, Noise.BY_ITEM)))));
    return Stream.concat(
        Stream.of(Arguments.of("random", new RandomSampling().create(new NoParameters()))),
        ranking);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strategies")
  void a_round_allocates_little(String name, QueryStrategy strategy) {
    CandidatePool pool = CandidatePool.of(SampleRatings.random(USERS, ITEMS, 120_000, 1));
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            USERS,
            ITEMS,
            ModelSettings.DEFAULTS.withFactors(2),
            TrainingSettings.DEFAULTS.withSweeps(2, 1),
            new RandomStreams(1));
    model.add(1, 2, 3);
    model.fit();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    RowChanges changes = RowChanges.EVERYTHING;
    for (int n = 0; n < 6; n++) {
      QueryRound round =
          new QueryRound(
              model.posterior(),
              changes,
              pool,
              new GrowingHistory(),
              new SplittableRandom(n),
              BATCH);
      long before = threads.getCurrentThreadAllocatedBytes();
      int[] chosen = strategy.select(round);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      for (int candidate : chosen) {
        pool.close(candidate);
      }
      changes = RowChanges.of(new int[] {n}, new int[] {n + 1});
    }
    assertTrue(least < BOUND, least + " bytes");
  }
}

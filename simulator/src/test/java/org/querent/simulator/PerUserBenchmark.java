package org.querent.simulator;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.progress.Checkpoints;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.StrategyRegistry;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

/**
 * A round of the per-user protocol: a question to every user, and the model's update. Runs of a few
 * rounds, their split, a fit of one sweep and two evaluations included, which are in proportion to
 * the users as well.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class PerUserBenchmark {
  private static final int ROUNDS = 3;
  private static final int ITEMS = 2_000;
  private static final int RATINGS_OF_USER = 60;
  private static final int KNOWN_OF_USER = 20;

  private static final SimulationListener SILENT =
      new SimulationListener() {
        @Override
        public void answered(int query, int user, int item, double rating) {}

        @Override
        public void evaluated(CurvePoint point) {}
      };

  @Param({"4000", "8000"})
  public int users;

  @Param({
    "random",
    "popularity",
    "max-variance",
    "expected-variance-reduction",
    "interview",
    "thompson-sampling"
  })
  public String strategy;

  private Dataset dataset;
  private ConfiguredStrategy<?> configured;

  /** Everybody rates as many items, the more probably the lower their index. */
  @Setup
  public void rate() {
    RandomGenerator random = new SplittableRandom(1);
    RatingsBuilder ratings = new RatingsBuilder();
    for (int user = 0; user < users; user++) {
      IntOpenHashSet items = new IntOpenHashSet();
      while (items.size() < RATINGS_OF_USER) {
        int item = (int) (ITEMS * Math.pow(random.nextDouble(), 2));
        if (items.add(item)) {
          ratings.add(user, item, 1 + random.nextInt(5), 0);
        }
      }
    }
    dataset = new Dataset("rated", ratings.build(RatingScale.WHOLE_STARS), "");
    configured =
        ConfiguredStrategy.of(
            new StrategyRegistry(PerUserBenchmark.class.getClassLoader())
                .find(strategy)
                .orElseThrow());
  }

  /** Rounds of one question to each. */
  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public int round() {
    SimulationSettings settings =
        new SimulationSettings(
            new SplitSettings(0.1, users * KNOWN_OF_USER, SplitSettings.By.RANDOM, 0.2),
            Protocol.PER_USER,
            OracleSettings.DEFAULTS,
            FieldSpec.PLAIN,
            ModelSettings.DEFAULTS.withFactors(8),
            TrainingSettings.DEFAULTS.withSweeps(1, 1),
            EngineKind.CPU,
            new RetrainingSchedule(1, Neighbours.NONE, 0, 0),
            new QueryBudget(ROUNDS, 1),
            ItemCosts.EQUAL,
            ROUNDS,
            false);
    return new Simulator().run(dataset, settings, configured::create, 1, SILENT, Checkpoints.NONE);
  }
}

package org.querent.simulator;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.engine.CpuEngine;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FeatureSpace;
import org.querent.core.features.FieldSpec;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.Knowledge;
import org.querent.strategies.learner.RetrainingSchedule;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.MaxVariance;

/** The steps of a query, one by one and together, for max-variance in batches of one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class QueryBenchmark {
  /** Users, items, known ratings and candidates; degrees are spread as those of MovieLens 1M. */
  public enum Pool {
    HUNDRED_THOUSAND(943, 1_682, 25_000, 100_000),
    MILLION(6_040, 3_706, 250_000, 1_000_000),
    /** Every pair. */
    BLOCK(6_040, 3_706, 1_000_000, 6_040 * 3_706),
    TWENTY_FIVE_MILLION(162_000, 59_000, 6_000_000, 25_000_000);

    final int users;
    final int items;
    final int known;
    final int candidates;

    Pool(int users, int items, int known, int candidates) {
      this.users = users;
      this.items = items;
      this.known = known;
      this.candidates = candidates;
    }
  }

  /** Pairs whose users and items are drawn by log-normal weights. */
  private static final class Pairs {
    final int[] users;
    final int[] items;

    Pairs(Pool pool, int count, RandomGenerator random) {
      users = drawn(pool.users, 1.04, count, random);
      items = drawn(pool.items, 1.25, count, random);
    }

    /** Mean and median of the degrees of MovieLens 1M are those of such deviations. */
    private static int[] drawn(int rows, double deviation, int count, RandomGenerator random) {
      double[] sums = new double[rows];
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        sum += Math.exp(deviation * random.nextGaussian());
        sums[row] = sum;
      }
      int[] drawn = new int[count];
      for (int n = 0; n < count; n++) {
        int at = Arrays.binarySearch(sums, random.nextDouble() * sum);
        drawn[n] = Math.min(rows - 1, at < 0 ? -at - 1 : at);
      }
      return drawn;
    }
  }

  @Param public Pool pool;

  @Param({"8", "20"})
  public int factors;

  @Param("1")
  public int threads;

  private final RandomGenerator random = new SplittableRandom(2);
  private final QueryStrategy strategy =
      new MaxVariance().create(new BatchParameters(Selection.TOP, 2));
  private ActiveLearner learner;
  private FactorizationMachine model;
  private CandidatePool candidates;
  private int[] listedUsers;
  private int[] listedItems;
  private double[] means;
  private double[] variances;

  /** Fits a model of the known ratings, and scores the pool for the first time. */
  @Setup
  public void start() {
    model =
        ModelBuilder.of(
                FeatureSpace.ofPairs(pool.users, pool.items),
                Design.identity(0, pool.users),
                Design.identity(pool.users, pool.items),
                RatingUnit.STANDARDISED)
            .settings(ModelSettings.DEFAULTS.withFactors(factors))
            .training(TrainingSettings.DEFAULTS.withSweeps(20, 10))
            .streams(new RandomStreams(1))
            .engine(new CpuEngine(threads))
            .build();
    Pairs known = new Pairs(pool, pool.known, random);
    for (int n = 0; n < pool.known; n++) {
      model.add(known.users[n], known.items[n], random.nextInt(1, 6));
    }
    model.fit();
    learner = learner();
    int listed = Math.min(100_000, pool.candidates);
    listedUsers = IntStream.range(0, listed).map(candidates::user).toArray();
    listedItems = IntStream.range(0, listed).map(candidates::item).toArray();
    means = new double[listedUsers.length];
    variances = new double[listedUsers.length];
    step();
  }

  private ActiveLearner learner() {
    candidates = candidates();
    StringBuilder all = new StringBuilder();
    for (int n = 0; n < Math.max(pool.users, pool.items); n++) {
      all.append(n % pool.users).append('\t').append(n % pool.items).append("\t1\t1\n");
    }
    Dataset rows =
        new Dataset("rows", SampleRatings.parse(all.toString(), RatingScale.WHOLE_STARS), "");
    FeatureMap features = FeatureMap.of(FieldSpec.PLAIN, rows.ratings(), rows.side());
    // The model has the known ratings already.
    Knowledge knowledge = new Knowledge(model, features, rows.ratings().select(new int[0]));
    return new ActiveLearner(
        knowledge,
        candidates,
        () -> strategy,
        new RetrainingSchedule(1, Neighbours.NONE, 0.01, 0),
        new RandomStreams(2));
  }

  private CandidatePool candidates() {
    if (pool == Pool.BLOCK) {
      IntUnaryOperator user = n -> n / pool.items;
      return new CandidatePool(
          pool.candidates, user, n -> n % pool.items, pool.users, pool.items, ItemCosts.EQUAL);
    }
    Pairs pairs = new Pairs(pool, pool.candidates, random);
    return new CandidatePool(
        pool.candidates,
        n -> pairs.users[n],
        n -> pairs.items[n],
        pool.users,
        pool.items,
        ItemCosts.EQUAL);
  }

  /** A whole query: score what has moved, select, answer, update. */
  @Benchmark
  public void step() {
    if (candidates.size() == 0) {
      learner = learner();
    }
    learner.tell(learner.ask(1)[0], random.nextInt(1, 6));
    learner.update();
  }

  /** The model takes one answer in. */
  @Benchmark
  public void update() {
    int candidate = candidates.open(random.nextInt(candidates.size()));
    model.add(candidates.user(candidate), candidates.item(candidate), random.nextInt(1, 6));
    model.update(new UpdateSettings(1, Neighbours.NONE, 0.01));
  }

  /** Selecting where nothing has moved. */
  @Benchmark
  public int[] select() {
    return learner.ask(1);
  }

  /** Mean and variance of 100,000 pairs of a list. */
  @Benchmark
  public void scoreList() {
    model.posterior().predict(listedUsers, listedItems, means, variances);
  }

  /** A sweep over everything: a fit from scratch is sixty of them. */
  @Benchmark
  public void sweep() {
    model.update(UpdateSettings.passes(1));
  }
}

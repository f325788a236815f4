package org.querent.core.exposure;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
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
import org.querent.core.data.Incidence;
import org.querent.core.parallel.Workers;
import org.querent.core.random.RandomStreams;

/** A question of an interview: what a refusal or an answer moves, and what may be known then. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class ExposureBenchmark {
  private static final int USERS = 6040;
  private static final int PAIRS = 1_000_000;

  @Param({"3706", "60000"})
  public int items;

  private Incidence known;
  private UserExposure start;
  private UserExposure belief;
  private double[] probabilities;
  private int question;

  /** A million pairs, the item of rank r about as often as 1 / r. */
  @Setup
  public void start() {
    RandomGenerator random = new RandomStreams(1).stream("pairs");
    int[] left = new int[PAIRS];
    int[] right = new int[PAIRS];
    for (int pair = 0; pair < PAIRS; pair++) {
      left[pair] = random.nextInt(USERS);
      right[pair] = (int) Math.pow(items, random.nextDouble());
      right[pair] = Math.min(items - 1, right[pair] - 1);
    }
    known = Incidence.of(USERS, items, left, right);
    ExposureSettings settings =
        new ExposureSettings(
            ExposureSettings.DEFAULTS.factors(), 2, ExposureSettings.DEFAULTS.zeros());
    start = Exposure.fit(known, settings, 1, new Workers(1)).newcomer();
    belief = start.copy();
    probabilities = new double[items];
  }

  /** An answer or a refusal alone. */
  @Benchmark
  public UserExposure update() {
    if (question % 40 == 0) {
      belief = start.copy();
    }
    int item = question++ * 37 % items;
    if (question % 3 == 0) {
      belief.answered(item);
    } else {
      belief.refused(item);
    }
    return belief;
  }

  /** An answer or a refusal, and the probabilities of all items. */
  @Benchmark
  public double[] updateAndProbabilities() {
    update().probabilities(probabilities);
    return probabilities;
  }
}

package org.querent.simulator;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
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
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.metric.Ranking;
import org.querent.simulator.metric.RankingEvaluator;
import org.querent.simulator.metric.RankingSums;
import org.querent.simulator.spec.RankingMetric;
import org.querent.simulator.spec.RankingMetric.Kind;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.RankingSettings.Candidates;
import org.querent.strategies.learner.Knowledge;

/**
 * What a point of the curve costs more where recommendations are measured: as many users, items and
 * ratings as in MovieLens 1M, a quarter of them held out.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class RankingBenchmark {
  private static final int USERS = 6_040;
  private static final int ITEMS = 3_706;
  private static final int RATINGS = 1_000_000;

  @Param({"UNKNOWN", "RATED"})
  public Candidates candidates;

  @Param({"8", "20"})
  public int factors;

  private final RandomGenerator random = new SplittableRandom(1);
  private Knowledge knowledge;
  private RankingEvaluator evaluator;

  /** Everybody rates as many items, the more probably the lower their index. */
  @Setup
  public void fit() {
    RatingsBuilder builder = new RatingsBuilder();
    for (int item = 0; item < ITEMS; item++) {
      builder.add(0, item, 1 + random.nextInt(5), 0);
    }
    for (int user = 1; user < USERS; user++) {
      IntOpenHashSet items = new IntOpenHashSet();
      while (items.size() < RATINGS / USERS) {
        int item = (int) (ITEMS * Math.pow(random.nextDouble(), 3));
        if (items.add(item)) {
          builder.add(user, item, 1 + random.nextInt(5), 0);
        }
      }
    }
    Ratings all = builder.build(RatingScale.WHOLE_STARS);
    Ratings known = all.select(rows(all, n -> n % 4 != 0));
    Ratings test = all.select(rows(all, n -> n % 4 == 0));
    RandomStreams streams = new RandomStreams(1);
    knowledge =
        Knowledge.of(
            known,
            ModelSettings.DEFAULTS.withFactors(factors),
            TrainingSettings.DEFAULTS.withSweeps(3, 3),
            streams);
    RankingSettings settings =
        new RankingSettings(
            IntStream.of(5, 10)
                .boxed()
                .flatMap(
                    n ->
                        List.of(Kind.NDCG, Kind.RECALL, Kind.MAP, Kind.MRR, Kind.NOVELTY).stream()
                            .map(kind -> new RankingMetric(kind, n)))
                .toList(),
            List.of(candidates),
            Optional.empty(),
            0,
            Optional.empty());
    evaluator =
        Ranking.of(new Dataset("benchmark", all, ""), settings, known, test, streams)
            .evaluator(test, knowledge.features());
  }

  private static int[] rows(Ratings all, IntPredicate chosen) {
    return IntStream.range(0, all.size()).filter(chosen).toArray();
  }

  /** Ranks for all users of the holdout, and measures ten columns. */
  @Benchmark
  public RankingSums evaluate() {
    RankingSums sums = evaluator.sums();
    evaluator.evaluate(knowledge.posterior(), knowledge.history(), sums);
    return sums;
  }
}

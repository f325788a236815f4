package org.querent.simulator;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.interview.Interview;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.Knowledge;

/**
 * A question to a new user who may be asked about every item: choose it, take in that it was
 * answered or not, update the user. Interviews of forty questions follow one another; what begins
 * one is not timed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class InterviewBenchmark {
  static final int QUESTIONS = 40;

  /** Users, items and known ratings. */
  public enum Size {
    MOVIELENS_1M(6_040, 3_706, 1_000_000),
    SIXTY_THOUSAND_ITEMS(10_000, 60_000, 2_000_000);

    final int users;
    final int items;
    final int known;

    Size(int users, int items, int known) {
      this.users = users;
      this.items = items;
      this.known = known;
    }
  }

  @Param public Size size;

  private final RandomGenerator random = new SplittableRandom(1);
  private Ratings known;
  private Knowledge knowledge;
  private ActiveLearner learner;

  /** Everybody but the first user rates as many items, the more probably the lower their index. */
  @Setup
  public void fit() {
    RatingsBuilder ratings = new RatingsBuilder();
    for (int item = 0; item < size.items; item++) {
      ratings.add(0, item, 1, 0);
    }
    for (int user = 1; user < size.users; user++) {
      IntOpenHashSet items = new IntOpenHashSet();
      while (items.size() < size.known / size.users) {
        int item = (int) (size.items * Math.pow(random.nextDouble(), 3));
        if (items.add(item)) {
          ratings.add(user, item, 1 + random.nextInt(5), 0);
        }
      }
    }
    Ratings all = ratings.build(RatingScale.WHOLE_STARS);
    known = all.select(IntStream.range(size.items, all.size()).toArray());
    knowledge =
        Knowledge.of(
            known,
            ModelSettings.DEFAULTS.withFactors(8).withCovariance(Covariance.FULL),
            TrainingSettings.DEFAULTS.withSweeps(5, 5),
            new RandomStreams(1));
  }

  /** Begins an interview; the first question, which looks at everything, is asked. */
  @Setup(Level.Invocation)
  public void begin() {
    knowledge.forgetAnswers();
    learner =
        new ActiveLearner(
            knowledge,
            CandidatePool.unratedBy(0, known),
            ConfiguredStrategy.of(new Interview())::create,
            Following.foldingInUser(0),
            new RandomStreams(1));
    question();
  }

  /** The questions of an interview after the first. */
  @Benchmark
  @OperationsPerInvocation(QUESTIONS)
  public void questions() {
    for (int n = 0; n < QUESTIONS; n++) {
      question();
    }
  }

  private void question() {
    int candidate = learner.ask(1)[0];
    if (random.nextInt(5) < 2) {
      learner.tell(candidate, 1 + random.nextInt(5));
    } else {
      learner.skip(candidate);
    }
    learner.update();
  }
}

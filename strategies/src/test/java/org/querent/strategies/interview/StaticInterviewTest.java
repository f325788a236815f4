package org.querent.strategies.interview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.SampleRatings;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.Knowledge;
import org.querent.strategies.variance.AnswerNoise;

/** Against a list that is made by whole matrices, the variance of each judgement apart. */
class StaticInterviewTest {
  private static final int LENGTH = 6;
  private static final int[] NEWCOMERS = {4, 9};

  private final Ratings known = known();

  private static Ratings known() {
    Ratings all = SampleRatings.random(14, 12, 110, 5);
    return all.select(
        IntStream.range(0, all.size())
            .filter(row -> IntStream.of(NEWCOMERS).noneMatch(user -> user == all.user(row)))
            .toArray());
  }

  private Knowledge knowledge(Covariance covariance) {
    return Knowledge.of(
        known,
        ModelSettings.DEFAULTS.withFactors(2).withCovariance(covariance),
        TrainingSettings.DEFAULTS.withSweeps(20, 20),
        new RandomStreams(2));
  }

  @ParameterizedTest
  @EnumSource
  void every_newcomer_is_asked_what_tells_most_of_the_old_users(Covariance covariance) {
    Knowledge knowledge = knowledge(covariance);
    List<Integer> expected = new ArrayList<>(new Slow(knowledge, covariance).list());
    IntStream.range(0, known.itemCount())
        .boxed()
        .filter(item -> !expected.contains(item))
        .sorted(Comparator.comparing(item -> -raters(item).size()))
        .toList()
        .forEach(expected::add);
    RandomGenerator random = new SplittableRandom(3);
    for (int newcomer : NEWCOMERS) {
      CandidatePool pool = CandidatePool.unratedBy(newcomer, known);
      ActiveLearner learner =
          new ActiveLearner(
              knowledge,
              pool,
              () -> new StaticInterview().create(new StaticInterview.Parameters(LENGTH, 100)),
              Following.foldingInUser(newcomer),
              new RandomStreams(1));
      List<Integer> asked = new ArrayList<>();
      while (pool.size() > 0) {
        int candidate = learner.ask(1)[0];
        asked.add(pool.item(candidate));
        if (random.nextBoolean()) {
          learner.tell(candidate, random.nextInt(1, 11) / 2.0);
        } else {
          learner.skip(candidate);
        }
      }
      assertEquals(expected, asked);
      knowledge.forgetAnswers();
    }
  }

  private List<Integer> raters(int item) {
    return IntStream.range(0, known.size())
        .filter(row -> known.item(row) == item)
        .mapToObj(known::user)
        .toList();
  }

  /** Falls of the summed variance, weighed by who knows what. */
  private final class Slow {
    private final Posterior posterior;
    private final Covariance kind;
    private final int width = 3;
    private final double[] probabilities = new double[known.itemCount()];
    private final double[] noise;
    private final Map<Integer, double[][]> states = new LinkedHashMap<>();

    Slow(Knowledge knowledge, Covariance kind) {
      posterior = knowledge.posterior().standardised();
      this.kind = kind;
      noise = AnswerNoise.ofItems(knowledge.posterior(), knowledge.history());
      knowledge.exposure().probabilities(NEWCOMERS[0], probabilities);
      double[][] prior = new double[width][width];
      for (int a = 0; a < width; a++) {
        for (int b = 0; b < width; b++) {
          prior[a][b] = posterior.users().covariance(NEWCOMERS[0], a, b);
        }
      }
      IntStream.range(0, known.size()).map(known::user).forEach(user -> states.put(user, prior));
    }

    List<Integer> list() {
      List<Integer> list = new ArrayList<>();
      while (list.size() < LENGTH) {
        int best =
            IntStream.range(0, known.itemCount())
                .boxed()
                .filter(item -> !list.contains(item))
                .max(Comparator.comparingDouble(this::gain))
                .orElseThrow();
        list.add(best);
        raters(best).forEach(user -> states.put(user, answered(states.get(user), best)));
      }
      return list;
    }

    private double gain(int item) {
      return raters(item).stream()
          .mapToDouble(user -> judged(states.get(user)) - judged(answered(states.get(user), item)))
          .sum();
    }

    private double judged(double[][] covariance) {
      double sum = 0;
      for (int item = 0; item < probabilities.length; item++) {
        sum += probabilities[item] * variance(covariance, item);
      }
      return sum;
    }

    private double[] sensitivity(GaussianRows rows, int row) {
      double[] z = new double[width];
      Arrays.setAll(z, a -> a == 0 ? 1 : rows.factorMean(row, a - 1));
      return z;
    }

    private double variance(double[][] covariance, int item) {
      double[] z = sensitivity(posterior.items(), item);
      double[] own = sensitivity(posterior.users(), NEWCOMERS[0]);
      double variance = 0;
      for (int a = 0; a < width; a++) {
        for (int b = 0; b < width; b++) {
          double unsure = posterior.items().covariance(item, a, b);
          variance += covariance[a][b] * z[a] * z[b] + own[a] * own[b] * unsure;
          variance += a > 0 && b > 0 ? covariance[a][b] * unsure : 0;
        }
      }
      return variance;
    }

    private double[][] answered(double[][] covariance, int item) {
      double[] z = sensitivity(posterior.items(), item);
      double total =
          variance(covariance, item)
              + posterior.biasVariance()
              + posterior.noiseVariance() * noise[item];
      double[] reach = new double[width];
      Arrays.setAll(
          reach, a -> IntStream.range(0, width).mapToDouble(b -> covariance[a][b] * z[b]).sum());
      double[][] after = new double[width][width];
      for (int a = 0; a < width; a++) {
        for (int b = 0; b < width; b++) {
          boolean kept = kind == Covariance.FULL || a == b;
          after[a][b] = kept ? covariance[a][b] - reach[a] * reach[b] / total : 0;
        }
      }
      return after;
    }
  }
}

package org.querent.strategies.interview;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Exposed;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.Rounds;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.Noise;

class InterviewGainTest {
  private static QueryRound round(long seed, int factors, Covariance covariance) {
    Posterior posterior = Rounds.random(seed, factors, covariance).posterior();
    int users = posterior.users().size();
    int items = posterior.items().size();
    int[] pairs = IntStream.range(0, 2 * items).toArray();
    Pairs pool =
        new Pairs(
            Arrays.stream(pairs).map(n -> n / items).toArray(),
            Arrays.stream(pairs).map(n -> n % items).toArray());
    pool.close(0);
    pool.close(items);
    return new Exposed(users, items, seed).in(Rounds.round(posterior, pool, seed, 3));
  }

  private static double[] noise(QueryRound round) {
    double[] factors = new double[items(round)];
    Arrays.setAll(factors, item -> 0.5 + item % 3);
    return factors;
  }

  private static InterviewGain gain(QueryRound round) {
    InterviewGain gain = new InterviewGain(round.posterior(), round.candidates());
    gain.follow(round, round.posterior(), noise(round), RowChanges.EVERYTHING);
    return gain;
  }

  /**
   * The fall, by the answer, of the user's variance of every item, each counted by the probability
   * that the user knows it, parameter by parameter as the posterior gives them.
   */
  @ParameterizedTest
  @CsvSource({"1,0,DIAGONAL", "2,3,DIAGONAL", "3,1,FULL", "4,4,FULL"})
  void a_gain_is_the_fall_of_what_the_user_will_be_asked_to_judge(
      long seed, int factors, Covariance covariance) {
    QueryRound round = round(seed, factors, covariance);
    InterviewGain gain = gain(round);
    for (int user = 0; user < 2; user++) {
      double[][] before = covariance(round.posterior().users(), user, factors);
      for (int item = 1; item < round.posterior().items().size(); item++) {
        double[][] after = answered(before, round, user, item, covariance);
        double fall = judged(round, user, before) - judged(round, user, after);
        assertEquals(fall, gain.score(user, item), 1e-9 * (1 + fall), "item " + item);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"5,3,FULL", "6,2,FULL"})
  void once_a_pair_is_taken_as_answered_the_next_is_by_what_remains(
      long seed, int factors, Covariance covariance) {
    QueryRound round = round(seed, factors, covariance);
    InterviewGain gain = gain(round);
    double untouched = gain.score(1, 1);
    gain.assumeAnswered(0, 1);
    double[][] before =
        answered(covariance(round.posterior().users(), 0, factors), round, 0, 1, covariance);
    double rest = judged(round, 0, before);
    double fall = rest - judged(round, 0, answered(before, round, 0, 2 % items(round), covariance));
    assertEquals(untouched, gain.score(1, 1));
    assertEquals(fall, gain.score(0, 2 % items(round)), 1e-9 * (1 + fall));
  }

  /** Neither by how probable an answer is, nor by the popularity that stands for it. */
  @Test
  void what_users_are_known_to_know_is_asked_by_its_gain_alone() {
    Interview interview = new Interview();
    for (long seed = 1; seed <= 8; seed++) {
      QueryRound round = round(seed, 2, Covariance.FULL);
      int items = items(round);
      CandidatePool pool =
          new CandidatePool(2 * items, n -> n / items, n -> n % items, 2, items, ItemCosts.EQUAL)
              .known();
      QueryRound known = Rounds.round(round.posterior(), pool, seed, items);
      QueryRound exposed = known.answerable(round.exposure(), 0);
      assertArrayEquals(
          interview
              .create(new Interview.Parameters(Selection.GREEDY, 1, 0, 0, Noise.BY_ITEM))
              .select(exposed),
          interview.create(interview.defaults()).select(exposed));
    }
  }

  private static int items(QueryRound round) {
    return round.posterior().items().size();
  }

  private static double[][] covariance(GaussianRows rows, int row, int factors) {
    double[][] covariance = new double[factors + 1][factors + 1];
    for (int a = 0; a <= factors; a++) {
      for (int b = 0; b <= factors; b++) {
        covariance[a][b] = rows.covariance(row, a, b);
      }
    }
    return covariance;
  }

  private static double[] sensitivity(GaussianRows rows, int row, int width) {
    double[] z = new double[width];
    Arrays.setAll(z, a -> a == 0 ? 1 : rows.factorMean(row, a - 1));
    return z;
  }

  /** What remains of a user's covariance after an answer; a diagonal one stays diagonal. */
  private static double[][] answered(
      double[][] covariance, QueryRound round, int user, int item, Covariance kind) {
    int width = covariance.length;
    double[] z = sensitivity(round.posterior().items(), item, width);
    double total =
        variance(round, user, item, covariance)
            + round.posterior().biasVariance()
            + round.posterior().noiseVariance() * noise(round)[item];
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

  private static double variance(QueryRound round, int user, int item, double[][] covariance) {
    int width = covariance.length;
    GaussianRows items = round.posterior().items();
    double[] z = sensitivity(items, item, width);
    double[] own = sensitivity(round.posterior().users(), user, width);
    double variance = 0;
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        double known = items.covariance(item, a, b);
        variance += covariance[a][b] * z[a] * z[b] + own[a] * own[b] * known;
        variance += a > 0 && b > 0 ? covariance[a][b] * known : 0;
      }
    }
    return variance;
  }

  private static double judged(QueryRound round, int user, double[][] covariance) {
    double sum = 0;
    for (int item = 1; item < items(round); item++) { // item 0 was asked about
      sum += round.exposure().probability(user, item) * variance(round, user, item, covariance);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"7,2,0", "8,1,0.5", "9,0,1"})
  void questions_are_ranked_by_gain_probability_and_popularity(
      long seed, double answerPower, double popularityPower) {
    QueryRound round = round(seed, 2, Covariance.FULL);
    double[] equal = new double[items(round)];
    Arrays.fill(equal, 1);
    InterviewGain gain = new InterviewGain(round.posterior(), round.candidates());
    gain.follow(round, round.posterior(), equal, RowChanges.EVERYTHING);
    int[] chosen =
        new Interview()
            .create(
                new Interview.Parameters(
                    Selection.TOP, 1, answerPower, popularityPower, Noise.EQUAL))
            .select(round);
    double[] scores = new double[round.candidates().capacity()];
    for (int c = 0; c < scores.length; c++) {
      int user = round.candidates().user(c);
      int item = round.candidates().item(c);
      scores[c] =
          round.candidates().isOpen(c)
              ? gain.score(user, item)
                  * Math.pow(round.exposure().probability(user, item), answerPower)
                  / Math.pow(1 + round.exposure().raters(item), popularityPower)
              : -1;
    }
    double[] best = scores.clone();
    Arrays.sort(best);
    for (int n = 0; n < chosen.length; n++) {
      assertTrue(best[best.length - 1 - n] <= scores[chosen[n]] * (1 + 1e-9), "slot " + n);
    }
  }
}

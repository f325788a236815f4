package org.querent.strategies.interview;

import java.util.Arrays;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.moments.Moments;
import org.querent.strategies.moments.QuadraticForm;
import org.querent.strategies.moments.Terms;
import org.querent.strategies.selection.Acquisition;

/**
 * How much the answer to a pair lowers the variance of what the user will be asked to judge: with S
 * the covariance of the user's row and z = (1, mu) an item's mean,
 *
 * <pre>
 *   H = sum over items j of P(j) E[z_j z_j^T]        gain(i) = z_i^T S H S z_i / (v(u, i) + sigma^2 b_i)
 * </pre>
 *
 * where P(j) is the probability that the user knows j, 0 for the items they were asked about. The
 * gain is the fall of the trace of H S by the answer, to first order, for what the question costs.
 *
 * <p>Cost: O(items k^2) for a user who has moved, or was asked, and O(k^2) a score; with a diagonal
 * covariance O(items k) and O(k). Memory: two symmetric matrices for every item, and for every user
 * who has candidates. Not thread-safe.
 */
final class InterviewGain implements Acquisition {
  /** H, S H S, S and z z^T of a user, the last three with what stands for two twice. */
  private static final class Asked {
    final double[] sum;
    final double[] fall;
    final double[] spread;
    final double[] square;

    /** By what the noise of the user's answers is that of all. */
    double noise = 1;

    Asked(int terms) {
      sum = new double[terms];
      fall = new double[terms];
      spread = new double[terms];
      square = new double[terms];
    }
  }

  private final Terms terms;
  private final QuadraticForm form;
  private final Moments users;
  private final Moments items;

  /** E[z z^T] of every item. */
  private final double[] seconds;

  /** What is known of the users who have candidates, from the first of them on. */
  private final Asked[] asked;

  private final double[] probabilities;
  private final double[] reach;
  private final Candidates candidates;

  /** How noisy the answers about each item are, in parts of the model's noise. */
  private double[] factors = {};

  private double bias;
  private double noise;

  /**
   * The gains of a pool; to be {@linkplain #follow followed} before any is read.
   *
   * @param posterior standardised; of the shape that all will have
   */
  InterviewGain(Posterior posterior, Candidates candidates) {
    this.candidates = candidates;
    terms = new Terms(posterior.factors(), posterior.covariance());
    form = new QuadraticForm(terms);
    users = new Moments(candidates.firstUser(), candidates.endOfUsers(), terms);
    items = new Moments(posterior.items().size(), terms);
    seconds = new double[items.covariances.length];
    asked = new Asked[users.end - users.first];
    probabilities = new double[candidates.items()];
    reach = new double[terms.width];
  }

  /**
   * Follows what is known.
   *
   * @param posterior standardised
   * @param noiseOfItems in parts of the model's noise; aliased
   * @param stale the users who have moved or were asked, or everything
   */
  void follow(QueryRound round, Posterior posterior, double[] noiseOfItems, RowChanges stale) {
    factors = noiseOfItems;
    bias = posterior.biasVariance();
    noise = posterior.noiseVariance();
    if (stale.everything()) {
      for (int item = 0; item < items.end; item++) {
        copyItem(posterior, item);
      }
      for (int user = users.first; user < users.end; user++) {
        followUser(round, posterior, user);
      }
    } else {
      for (int user : stale.users()) {
        followUser(round, posterior, user);
      }
    }
  }

  private void copyItem(Posterior posterior, int item) {
    items.copy(posterior.items(), item);
    for (int term = 0; term < terms.count; term++) {
      seconds[item * terms.count + term] = items.second(item, term);
    }
  }

  private void followUser(QueryRound round, Posterior posterior, int user) {
    if (!users.has(user) || candidates.firstOf(user) == candidates.firstOf(user + 1)) {
      return; // nobody asks for the gain
    }
    users.copy(posterior.users(), user);
    round.exposure().probabilities(user, probabilities);
    for (int c = candidates.firstOf(user); c < candidates.firstOf(user + 1); c++) {
      if (!candidates.isOpen(c)) {
        probabilities[candidates.item(c)] = 0;
      }
    }
    if (asked[user - users.first] == null) {
      asked[user - users.first] = new Asked(terms.count);
    }
    asked[user - users.first].noise = posterior.noiseVariance(user) / posterior.noiseVariance();
    sumUp(asked[user - users.first].sum);
    fill(user);
  }

  private void sumUp(double[] sum) {
    Arrays.fill(sum, 0);
    for (int item = 0; item < probabilities.length; item++) {
      double probability = probabilities[item];
      int at = item * terms.count;
      for (int term = 0; term < sum.length; term++) {
        sum[term] += probability * seconds[at + term];
      }
    }
  }

  private void fill(int user) {
    Asked of = asked[user - users.first];
    double[] covariance = Arrays.copyOfRange(users.covariances, users.at(user), users.at(user + 1));
    form.of(covariance, of.sum, 0, of.fall, 0);
    for (int term = 0; term < terms.count; term++) {
      of.fall[term] *= terms.times(term);
      of.spread[term] = terms.times(term) * covariance[term];
      of.square[term] = terms.times(term) * users.square(user, term);
    }
  }

  @Override
  public double score(int user, int item) {
    double[] fall = asked[user - users.first].fall;
    double[] spread = asked[user - users.first].spread;
    double[] square = asked[user - users.first].square;
    int at = item * terms.count;
    double gain = 0;
    double variance = bias;
    for (int term = 0; term < fall.length; term++) {
      double covariance = items.covariances[at + term];
      double second = seconds[at + term];
      // z z^T is E[z z^T] less the covariance, where that is not of the slope.
      gain += fall[term] * (terms.second[term] == 0 ? second : second - covariance);
      variance += spread[term] * second + square[term] * covariance;
    }
    double own = noise * asked[user - users.first].noise;
    return gain / (variance + own * factors[item]) / candidates.costOf(item);
  }

  @Override
  public void assumeAnswered(int user, int item) {
    users.reach(user, items, item, reach);
    double own = noise * asked[user - users.first].noise;
    users.fall(user, reach, variance(user, item) + own * factors[item]);
    fill(user);
  }

  private double variance(int user, int item) {
    Asked of = asked[user - users.first];
    double variance = bias;
    for (int term = 0; term < terms.count; term++) {
      variance +=
          of.spread[term] * seconds[item * terms.count + term]
              + of.square[term] * items.covariances[item * terms.count + term];
    }
    return variance;
  }
}

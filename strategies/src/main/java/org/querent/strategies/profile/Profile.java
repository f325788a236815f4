package org.querent.strategies.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.Predictor;
import org.querent.strategies.Candidates;
import org.querent.strategies.ExposureView;

/**
 * What is known of one user: what they would think of the items that they have not rated, how sure
 * that is, and what a question would tell. With S the covariance of the user's row and z = (1, mu)
 * the sensitivity to it of an item, an answer about i lowers the variance of item j by
 *
 * <pre>
 *   (z_j^T S z_i)^2 / (v_i + sigma^2)
 * </pre>
 *
 * A live view, like the posterior and the set of what was rated; items are the rows of the
 * posterior, at no time. Not thread-safe.
 */
public final class Profile {
  private final Posterior posterior;

  /** What predicts ratings as they are given. */
  private final Predictor answers;

  private final Candidates candidates;
  private final ExposureView exposure;
  private final int user;
  private final BitSet rated;

  /**
   * A view of a user.
   *
   * @param candidates what questions cost
   * @param exposure who could answer what
   * @param rated the items that the user has rated; aliased
   */
  public Profile(
      Posterior posterior, Candidates candidates, ExposureView exposure, int user, BitSet rated) {
    this.posterior = posterior;
    answers = posterior.answers();
    this.candidates = candidates;
    this.exposure = exposure;
    this.user = user;
    this.rated = rated;
  }

  /** How the user would rate an item, be it rated or not. */
  public Recommendation expected(int item) {
    double variance = answers.epistemicVariance(user, item);
    return new Recommendation(item, answers.mean(user, item), Math.sqrt(variance));
  }

  /** By how much more than the mean of all an item is liked, in the unit of {@link #influences}. */
  public double rise(int item) {
    return posterior.mean(user, item) - posterior.biasMean();
  }

  /**
   * The unrated items of the highest expected rating, the highest first; of equals the first. Cost:
   * O(items k).
   *
   * @param count how many, at most
   */
  public List<Recommendation> best(int count) {
    record Rated(int item, double mean) {}
    PriorityQueue<Rated> kept =
        new PriorityQueue<>(
            Comparator.comparingDouble(Rated::mean)
                .thenComparing(Rated::item, Comparator.reverseOrder()));
    for (int item = next(0); item >= 0; item = next(item + 1)) {
      double mean = answers.mean(user, item);
      if (kept.size() < count) {
        kept.add(new Rated(item, mean));
      } else if (count > 0 && mean > kept.peek().mean()) {
        kept.poll();
        kept.add(new Rated(item, mean));
      }
    }
    List<Recommendation> best = new ArrayList<>();
    while (!kept.isEmpty()) {
      best.add(0, expected(kept.poll().item()));
    }
    return best;
  }

  /** The next unrated item, or -1. */
  private int next(int from) {
    int item = rated.nextClearBit(from);
    return item < candidates.items() ? item : -1;
  }

  /**
   * How much is uncertain about the user: the root of the mean over the unrated items of the
   * variance that is due to the user's row, in the unit of the ratings; 0 of a point estimate, and
   * where all is rated. What is uncertain about items alone, which no answer of theirs lowers by
   * much, is not counted. Cost: O(items k^2).
   */
  public double uncertainty() {
    int width = posterior.factors() + 1;
    double[][] spread = spread();
    double[] z = new double[width];
    double sum = 0;
    int count = 0;
    for (int item = next(0); item >= 0; item = next(item + 1)) {
      load(item, z);
      sum += quadratic(spread, z, z);
      // tr(S_u S_i) without the slopes: what is uncertain of both.
      for (int a = 1; a < width; a++) {
        for (int b = 1; b < width; b++) {
          sum += spread[a][b] * posterior.items().covariance(item, a, b);
        }
      }
      count++;
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }

  /**
   * The mean standard deviation of what is expected of the unrated items, in the unit of the
   * ratings; 0 where all is rated. Cost: O(items k^2).
   */
  public double meanDeviation() {
    double sum = 0;
    int count = 0;
    for (int item = next(0); item >= 0; item = next(item + 1)) {
      sum += Math.sqrt(posterior.epistemicVariance(user, item));
      count++;
    }
    return count == 0 ? 0 : sum / count;
  }

  /** What it is worth to ask about an item. Cost: O(items k^2). */
  public Gain gain(int item) {
    double[][] spread = spread();
    double[] reach = new double[spread.length];
    double[] z = new double[spread.length];
    load(item, z);
    for (int a = 0; a < reach.length; a++) {
      reach[a] = inner(spread[a], z);
    }
    double total = posterior.predictiveVariance(user, item);
    double fall = 0;
    int count = 0;
    for (int other = next(0); other >= 0; other = next(other + 1)) {
      load(other, z);
      double covariance = inner(reach, z);
      double before = posterior.epistemicVariance(user, other);
      double after = Math.max(0, before - covariance * covariance / total);
      fall += Math.sqrt(before) - Math.sqrt(after);
      count++;
    }
    return new Gain(
        count == 0 ? 0 : fall / count,
        exposure.probability(user, item),
        candidates.costOf(item),
        candidates.costOfRefusal(item));
  }

  /**
   * What each of some ratings of the user adds to a prediction, the largest first by absolute
   * value: z_i^T S z_j (r_j - m0 - m_j) / sigma^2, which summed up are the user's part of the mean
   * but for its prior's. Cost: O(ratings k^2).
   *
   * @param items that were rated
   * @param ratings of each, in the unit of the ratings
   */
  public List<Influence> influences(int item, int[] items, double[] ratings) {
    double[][] spread = spread();
    double[] of = new double[spread.length];
    double[] z = new double[spread.length];
    load(item, of);
    List<Influence> influences = new ArrayList<>();
    for (int n = 0; n < items.length; n++) {
      load(items[n], z);
      double felt = posterior.felt(user, items[n], ratings[n]);
      double surprise = felt - posterior.biasMean() - posterior.items().slopeMean(items[n]);
      double part = quadratic(spread, of, z) * surprise / posterior.noiseVariance(user);
      influences.add(new Influence(items[n], ratings[n], part));
    }
    influences.sort(Comparator.comparingDouble(one -> -Math.abs(one.part())));
    return influences;
  }

  private double[][] spread() {
    int width = posterior.factors() + 1;
    double[][] spread = new double[width][width];
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        spread[a][b] = posterior.users().covariance(user, a, b);
      }
    }
    return spread;
  }

  private void load(int item, double[] z) {
    GaussianRows items = posterior.items();
    Arrays.setAll(z, a -> a == 0 ? 1 : items.factorMean(item, a - 1));
  }

  private static double quadratic(double[][] matrix, double[] left, double[] right) {
    double sum = 0;
    for (int a = 0; a < left.length; a++) {
      sum += left[a] * inner(matrix[a], right);
    }
    return sum;
  }

  private static double inner(double[] left, double[] right) {
    double sum = 0;
    for (int a = 0; a < left.length; a++) {
      sum += left[a] * right[a];
    }
    return sum;
  }
}

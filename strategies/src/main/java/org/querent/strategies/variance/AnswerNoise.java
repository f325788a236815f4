package org.querent.strategies.variance;

import java.util.Arrays;
import org.querent.core.posterior.Posterior;
import org.querent.strategies.History;

/**
 * How noisy answers are: the variance of a rating around its true mean is sigma^2 b, where sigma^2
 * is the model's, or what it has of the user, and b a factor of the item, or of the user
 * (Lakshminarayanan, Bouchard and Archambeau 2011, Robust Bayesian matrix factorisation, AISTATS).
 * The factors are estimated from what the posterior cannot explain of the known ratings, drawn
 * towards 1 as by m ratings of average noise: with e^2 the expected square of a residual in units
 * of sigma^2,
 *
 * <pre>
 *   b = (m + sum of e^2 over the known ratings of the row) / (m + their number)
 * </pre>
 *
 * <p>Where ratings are steps of a scale, what is felt is equally noisy by definition: all factors
 * are 1. Not thread-safe.
 */
public final class AnswerNoise {
  /** m: of a row with so many ratings, half of what is believed is what these say. */
  private static final double PRIOR_RATINGS = 20;

  /** The part by which what is known grows until an estimate is made anew. */
  private static final double GROWTH = 0.05;

  private final Noise kind;

  /** The factors of users, or of items; empty where all are 1. */
  private final double[] ofUsers;

  private final double[] ofItems;

  /** The number of ratings that the estimate rests on; negative if there is none. */
  private int restsOn = -1;

  /** Before any estimate, the same noise for all. */
  AnswerNoise(Noise kind, Posterior posterior) {
    this.kind = kind;
    ofUsers = new double[kind == Noise.BY_USER ? posterior.users().size() : 0];
    ofItems = new double[kind == Noise.BY_ITEM ? posterior.items().size() : 0];
    Arrays.fill(ofUsers, 1);
    Arrays.fill(ofItems, 1);
  }

  /**
   * Estimates the factors if there is no estimate yet, or enough has been revealed since. Cost:
   * O(known * k), times k if the covariance is full.
   *
   * @return whether it did
   */
  boolean follow(Posterior posterior, History known) {
    int size = known.size();
    boolean holds = size >= restsOn && size <= (1 + GROWTH) * restsOn;
    if (kind == Noise.EQUAL || holds) {
      return false;
    }
    restsOn = size;
    estimate(posterior, known, size, kind, kind == Noise.BY_ITEM ? ofItems : ofUsers);
    return true;
  }

  /**
   * The factors of all items by the ratings that were known before the first question; the
   * caller's. Cost: as of {@link #follow}.
   */
  public static double[] ofItems(Posterior posterior, History known) {
    double[] factors = new double[posterior.items().size()];
    estimate(posterior, known, known.initial(), Noise.BY_ITEM, factors);
    return factors;
  }

  private static void estimate(
      Posterior posterior, History known, int size, Noise kind, double[] factors) {
    if (posterior.isOfSteps()) {
      Arrays.fill(factors, 1);
      return;
    }
    int[] users = new int[size];
    int[] items = new int[size];
    Arrays.setAll(users, known::user);
    Arrays.setAll(items, known::item);
    double[] squares = squares(posterior, known, users, items);
    estimate(squares, kind == Noise.BY_ITEM ? items : users, factors);
  }

  /** The expected squares of the residuals under the posterior, in units of sigma^2. */
  private static double[] squares(Posterior posterior, History known, int[] users, int[] items) {
    double[] means = new double[users.length];
    double[] squares = new double[users.length];
    posterior.predict(users, items, means, squares);
    for (int n = 0; n < squares.length; n++) {
      double residual = known.rating(n) - means[n];
      squares[n] = (squares[n] + residual * residual) / posterior.noiseVariance(users[n]);
    }
    return squares;
  }

  private static void estimate(double[] squares, int[] rows, double[] factors) {
    double[] counts = new double[factors.length];
    Arrays.fill(factors, PRIOR_RATINGS);
    Arrays.fill(counts, PRIOR_RATINGS);
    for (int n = 0; n < rows.length; n++) {
      factors[rows[n]] += squares[n];
      counts[rows[n]]++;
    }
    for (int row = 0; row < factors.length; row++) {
      factors[row] /= counts[row];
    }
  }

  /** The factor of a pair. */
  double of(int user, int item) {
    return switch (kind) {
      case EQUAL -> 1;
      case BY_USER -> ofUsers[user];
      case BY_ITEM -> ofItems[item];
    };
  }

  /** A factor that no pair is below. */
  double lowest() {
    return Arrays.stream(ofUsers).min().orElse(1) * Arrays.stream(ofItems).min().orElse(1);
  }

  /** A factor that no pair is above. */
  double highest() {
    return Arrays.stream(ofUsers).max().orElse(1) * Arrays.stream(ofItems).max().orElse(1);
  }
}

package org.querent.core.exposure;

import java.util.Arrays;
import org.querent.core.parallel.Workers;
import org.querent.core.random.RandomStreams;

/**
 * Who can answer what, learned from who has rated what: Gaussian posteriors of all users, point
 * estimates of all items, and the distribution that newcomers come from. Immutable and thread-safe;
 * {@code items (1 + k) + users (1 + k)(2 + k)} numbers.
 *
 * <p>A function of the pairs, the settings and the seed, on any number of threads: it need not be
 * saved with a run, since the pairs are.
 */
public final class Exposure {
  /** First sweeps in which the items' prior is held: learned at once, it lets factors collapse. */
  private static final int HELD = 5;

  private final int width;

  /** A row an item: its offset and its factors. */
  private final double[] items;

  /** Whether a user has a posterior of his own. */
  private final boolean[] seen;

  private final double[] userMeans;
  private final double[] userCovariances;
  private final double[] newcomerMean;
  private final double[] newcomerCovariance;

  private Exposure(Side users, Side items, boolean[] seen) {
    this.seen = seen;
    this.items = items.means();
    width = users.priorMean().length;
    userMeans = users.means();
    userCovariances = users.covariances();
    newcomerMean = users.priorMean();
    newcomerCovariance = users.priorCovariance();
  }

  /**
   * Fits to the known pairs. O(sweeps (ratings (1 + zeros) k^2 + (users + items) k^3)).
   *
   * @param known who has rated what; a user without any pair is taken for one who was never asked
   * @param seed of the sample of unrated pairs, and of where the factors start from
   * @param threads of the fit; without influence on what comes out
   * @throws IllegalArgumentException if there is no pair
   */
  public static Exposure fit(Incidence known, ExposureSettings settings, long seed, int threads) {
    if (known.size() == 0) {
      throw new IllegalArgumentException("nobody has rated anything");
    }
    RandomStreams streams = new RandomStreams(seed);
    Observations seen = Observations.of(known, settings.zeros(), streams);
    boolean[] users = new boolean[known.userCount()];
    boolean[] items = new boolean[known.itemCount()];
    int active = 0;
    for (int user = 0; user < users.length; user++) {
      users[user] = known.count(user) > 0;
      active += users[user] ? 1 : 0;
    }
    Arrays.fill(items, true);
    Side left = new Side(users.length, settings.factors(), 0, users);
    Side right = new Side(items.length, settings.factors(), 1, items);
    double[] popular = new double[items.length];
    int[] popularity = known.popularity();
    for (int item = 0; item < items.length; item++) {
      popular[item] = Math.log((popularity[item] + 0.5) / (active - popularity[item] + 0.5));
    }
    left.start(new double[users.length], 0.1, 0.1, streams.stream("users"));
    right.start(popular, 0.3, 0.01, streams.stream("items"));
    Workers workers = new Workers(threads);
    for (int sweep = 0; sweep < settings.sweeps(); sweep++) {
      left.sweep(
          right, seen.userStarts(), seen.ofUsers(), seen.userShares(), seen.itemShares(), workers);
      left.learnPrior();
      if (sweep == 0) {
        right.centrePrior();
      }
      right.sweep(
          left, seen.itemStarts(), seen.ofItems(), seen.itemShares(), seen.userShares(), workers);
      if (sweep >= HELD) {
        right.learnPrior();
      }
    }
    return new Exposure(left, right, users);
  }

  /** The number of users, also of those without a pair. */
  public int userCount() {
    return seen.length;
  }

  /** The number of items. */
  public int itemCount() {
    return items.length / width;
  }

  /** The belief about somebody of whom nothing is known; the caller's. */
  public UserExposure newcomer() {
    return new UserExposure(items, width, newcomerMean.clone(), newcomerCovariance.clone());
  }

  /**
   * The belief about a user by what he has rated until the fit; that about a newcomer if he has
   * rated nothing. The caller's.
   */
  public UserExposure of(int user) {
    if (!seen[user]) {
      return newcomer();
    }
    int square = width * width;
    return new UserExposure(
        items,
        width,
        Arrays.copyOfRange(userMeans, user * width, (user + 1) * width),
        Arrays.copyOfRange(userCovariances, user * square, (user + 1) * square));
  }
}

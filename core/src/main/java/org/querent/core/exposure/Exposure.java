package org.querent.core.exposure;

import java.util.Arrays;
import org.querent.core.data.Incidence;
import org.querent.core.parallel.Workers;
import org.querent.core.random.RandomStreams;

/**
 * Who can answer what, learned from who has rated what: the posteriors of the users, and the
 * distribution that newcomers come from, over items that are taken at their posterior means.
 * Immutable and thread-safe; {@code items (1 + k) + users (4 + k)^2 / 2} numbers, about, and the
 * pairs twice.
 *
 * <p>A function of the pairs, the settings and the seed, on any number of threads: whoever saves a
 * run saves the pairs.
 */
public final class Exposure {
  /** First sweeps in which the items' prior is held: learned at once, it lets factors collapse. */
  private static final int HELD = 5;

  private final Side users;

  /** A number of each item: their offsets first, then each factor. */
  private final double[][] items;

  private final PeerLists lists;

  private Exposure(Side users, double[][] items, PeerLists lists) {
    this.users = users;
    this.items = items;
    this.lists = lists;
  }

  /** Fits to the known pairs on the calling thread: what any number of workers would. */
  public static Exposure fit(Incidence known, ExposureSettings settings, long seed) {
    return fit(known, settings, seed, new Workers(1));
  }

  /**
   * Fits to the known pairs. O(sweeps (ratings (1 + zeros) k^2 + (users + items) k^3)).
   *
   * @param known who has rated what; a user without any pair is one that nothing is known of, and
   *     not one who knows nothing
   * @param seed of the sample of pairs without a rating, and of where the factors start
   * @param workers share the fit; how many they are changes nothing of what comes out
   * @throws IllegalArgumentException if there is no pair
   */
  public static Exposure fit(
      Incidence known, ExposureSettings settings, long seed, Workers workers) {
    if (known.size() == 0) {
      throw new IllegalArgumentException("nobody has rated anything");
    }
    RandomStreams streams = new RandomStreams(seed);
    double[] logits = logits(known);
    Side users = Side.users(known.active(), settings.factors());
    Side items = Side.items(all(known.itemCount()), settings.factors());
    users.start(new double[known.userCount()], 0.1, 0.1, streams.stream("users"));
    items.start(logits, 0.3, 0.01, streams.stream("items"));
    Observations pairs = Observations.of(known, settings.zeros(), streams);
    for (int sweep = 0; sweep < settings.sweeps(); sweep++) {
      users.sweep(items, pairs.ofUsers(), workers);
      users.learnPrior();
      items.sweep(users, pairs.ofItems(), workers);
      if (sweep >= HELD) {
        items.learnPrior();
      }
    }
    Exposure exposure =
        new Exposure(users, items.columns(), new PeerLists(known, streams.stream("peers")));
    exposure.calibrate(logits);
    return exposure;
  }

  private static boolean[] all(int rows) {
    boolean[] all = new boolean[rows];
    Arrays.fill(all, true);
    return all;
  }

  /** The logit of the part of the users that knows an item, by item. */
  private static double[] logits(Incidence known) {
    int[] popularity = known.popularity();
    int users = known.activeCount();
    double[] logits = new double[popularity.length];
    for (int item = 0; item < logits.length; item++) {
      logits[item] = Math.log((popularity[item] + 0.5) / (users - popularity[item] + 0.5));
    }
    return logits;
  }

  /**
   * Moves the items' offsets to where a newcomer knows each as probably as users do. It is known of
   * all pairs; the fit has seen a sample.
   */
  private void calibrate(double[] logits) {
    UserExposure newcomer = newcomer();
    for (int item = 0; item < logits.length; item++) {
      double flat = Logistic.flatten(newcomer.project(item));
      items[0][item] += logits[item] / flat - newcomer.logit(item);
    }
  }

  /** The number of items. */
  public int itemCount() {
    return items[0].length;
  }

  /** Whether a user had rated anything when this was fitted. */
  public boolean isKnown(int user) {
    return users.isSeen(user);
  }

  /** Who could be like somebody of whom nothing is known; the caller's. O(users). */
  public Peers peers() {
    return new Peers(lists);
  }

  /** The belief about somebody of whom nothing is known; the caller's. O(k^2). */
  public UserExposure newcomer() {
    return new UserExposure(items, users.priorMean().clone(), users.priorCovariance().clone());
  }

  /**
   * The belief about a user by all that they have, and have not, rated; that about a newcomer if
   * they have rated nothing. The caller's. O(k^2).
   *
   * @throws IndexOutOfBoundsException if there is no such user
   */
  public UserExposure of(int user) {
    return users.isSeen(user)
        ? new UserExposure(items, users.mean(user), users.covariance(user))
        : newcomer();
  }
}

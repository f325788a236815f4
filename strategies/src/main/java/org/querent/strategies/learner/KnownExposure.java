package org.querent.strategies.learner;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.querent.core.data.Incidence;
import org.querent.core.exposure.Exposure;
import org.querent.core.exposure.ExposureSettings;
import org.querent.core.exposure.Peers;
import org.querent.core.exposure.UserExposure;
import org.querent.strategies.ExposureView;

/**
 * Follows a history: the exposure is fitted to who had rated what before the first question, when
 * it is first read, and what a user is asked moves what is believed of that user, in the order of
 * the questions, whenever it is read. So it is a function of the ratings and of what was told, and
 * a run that is resumed reads the same. About 150 numbers for each user who was asked, and for one
 * newcomer at a time two an old user and one an item. Not thread-safe.
 */
final class KnownExposure implements ExposureView {
  /** Where the fit starts; the same for all, as what is learned hardly depends on it. */
  private static final long SEED = 1;

  private final int userCount;
  private final int itemCount;
  private final GrowingHistory history;
  private final Int2ObjectOpenHashMap<Belief> beliefs = new Int2ObjectOpenHashMap<>();

  /** Null until it is read. */
  private @Nullable Exposure exposure;

  /** By item; null until it is read. */
  private int @Nullable [] raters;

  /** All that was read of a user last: a question may have several readers. */
  private double[] last = {};

  private int lastUser = -1;
  private int lastAsked;

  /** How many questions the beliefs have taken in. */
  private int followed;

  /** Those of the newcomer who was read of last; null before any was. */
  private @Nullable OwnPeers lastPeers;

  /** What these say, by item. */
  private double[] ofPeers = {};

  /** Follows a history that has begun. */
  KnownExposure(int userCount, int itemCount, GrowingHistory history) {
    this.userCount = userCount;
    this.itemCount = itemCount;
    this.history = history;
  }

  /** Takes those who were asked for people who were not. */
  void forgetAnswers() {
    beliefs.clear();
    lastPeers = null;
    lastUser = -1;
    followed = 0;
  }

  @Override
  public double probability(int user, int item) {
    return history.initial() == 0 ? 1 : current(user).probability(item);
  }

  @Override
  public void probabilities(int user, double[] out) {
    if (history.initial() == 0) {
      Arrays.fill(out, 1);
    } else if (user == lastUser && history.asked() == lastAsked && out.length == last.length) {
      System.arraycopy(last, 0, out, 0, out.length);
    } else {
      current(user).probabilities(out);
      last = last.length == out.length ? last : new double[out.length];
      System.arraycopy(out, 0, last, 0, out.length);
      lastUser = user;
      lastAsked = followed;
    }
  }

  /** Whether a user had rated nothing before the first question. */
  boolean isNew(int user) {
    return history.initial() == 0 || !fitted().isKnown(user);
  }

  /**
   * How probably a user has consumed each item: 1 what they answered about, 0 what they refused.
   *
   * @return by item; the caller's
   */
  double[] consumed(int user) {
    double[] consumed = new double[itemCount];
    probabilities(user, consumed);
    for (int n = 0; n < history.asked(); n++) {
      int outcome = history.outcome(n);
      if (outcome >= 0 && history.user(outcome) == user) {
        consumed[history.item(outcome)] = 1;
      } else if (outcome < 0 && history.skippedUser(-1 - outcome) == user) {
        consumed[history.skippedItem(-1 - outcome)] = 0;
      }
    }
    return consumed;
  }

  /** What the factors alone say of a user; a live view, to read. */
  UserExposure factors(int user) {
    return current(user).factors;
  }

  @Override
  public int raters(int item) {
    if (raters == null) {
      raters = known().popularity();
    }
    return raters[item];
  }

  private Exposure fitted() {
    if (exposure == null) {
      exposure = Exposure.fit(known(), ExposureSettings.DEFAULTS, SEED);
    }
    return exposure;
  }

  private Belief current(int user) {
    Exposure fitted = fitted();
    for (; followed < history.asked(); followed++) {
      int outcome = history.outcome(followed);
      if (outcome >= 0) {
        of(history.user(outcome), fitted).answered(history.item(outcome));
      } else {
        of(history.skippedUser(-1 - outcome), fitted).refused(history.skippedItem(-1 - outcome));
      }
    }
    return of(user, fitted);
  }

  private Incidence known() {
    int[] users = new int[history.initial()];
    int[] items = new int[users.length];
    Arrays.setAll(users, history::user);
    Arrays.setAll(items, history::item);
    return Incidence.of(userCount, itemCount, users, items);
  }

  private Belief of(int user, Exposure fitted) {
    return beliefs.computeIfAbsent(user, any -> new Belief(fitted, user));
  }

  /** What one user knows: of a newcomer the mean of what factors and what peers say. */
  private final class Belief {
    private final Exposure exposure;
    private final UserExposure factors;

    /** An old user would be their own peer. */
    private final boolean isNew;

    /** What a newcomer was asked about, in order: an item, or {@code -1 - item} if refused. */
    private final IntArrayList asked = new IntArrayList();

    Belief(Exposure exposure, int user) {
      this.exposure = exposure;
      factors = exposure.of(user);
      isNew = !exposure.isKnown(user);
    }

    void answered(int item) {
      factors.answered(item);
      tell(item);
    }

    void refused(int item) {
      factors.refused(item);
      tell(-1 - item);
    }

    private void tell(int outcome) {
      if (isNew) {
        asked.add(outcome);
      }
    }

    private Peers peers() {
      OwnPeers own = lastPeers;
      if (own == null || own.asked != asked) {
        own = new OwnPeers(asked, exposure.peers());
        lastPeers = own;
      }
      return own.told();
    }

    double probability(int item) {
      double probability = factors.probability(item);
      return isNew ? 0.5 * (probability + peers().probability(item)) : probability;
    }

    void probabilities(double[] out) {
      factors.probabilities(out);
      if (isNew) {
        ofPeers = ofPeers.length == out.length ? ofPeers : new double[out.length];
        peers().probabilities(ofPeers);
        for (int item = 0; item < out.length; item++) {
          out[item] = 0.5 * (out[item] + ofPeers[item]);
        }
      }
    }
  }

  /** The peers of one newcomer, who would take much memory for all newcomers at once. */
  private static final class OwnPeers {
    private final IntArrayList asked;
    private final Peers peers;
    private int told;

    OwnPeers(IntArrayList asked, Peers peers) {
      this.asked = asked;
      this.peers = peers;
    }

    /** Tells them what the newcomer was asked meanwhile. */
    Peers told() {
      for (; told < asked.size(); told++) {
        int outcome = asked.getInt(told);
        if (outcome >= 0) {
          peers.answered(outcome);
        } else {
          peers.refused(-1 - outcome);
        }
      }
      return peers;
    }
  }
}

package org.querent.core.exposure;

import java.util.Arrays;
import org.querent.core.random.RandomStreams;

/**
 * What a fit looks at: all rated pairs, and of the others a sample that stands for all, so that a
 * pass costs as much as there are ratings and not as there are pairs.
 *
 * <p>An unrated pair is drawn with probability {@code pi = min(1, zeros n_u n_i / n)}, about
 * proportional to the probability of its being rated, which is what it adds to the likelihood's
 * gradient, and weighs {@code 1 / pi} (Horvitz and Thompson 1952): each then adds as much, and the
 * sum is unbiased. Draws are systematic over the items by falling popularity, so that every user
 * has about as many of the popular and of the rare ones as he should.
 */
final class Observations {
  private final int[] userStarts;
  private final int[] users;
  private final int[] itemStarts;
  private final int[] items;
  private final double[] userShares;
  private final double[] itemShares;

  private Observations(
      int[] userStarts,
      int[] users,
      int[] itemStarts,
      int[] items,
      double[] userShares,
      double[] itemShares) {
    this.userStarts = userStarts;
    this.users = users;
    this.itemStarts = itemStarts;
    this.items = items;
    this.userShares = userShares;
    this.itemShares = itemShares;
  }

  /** Draws for each user from a stream of his own. O((1 + zeros) ratings log items). */
  static Observations of(Incidence known, double zeros, RandomStreams streams) {
    Sampler sampler = new Sampler(known, zeros);
    int[] starts = new int[known.userCount() + 1];
    int[] entries = new int[Math.max(16, 2 * known.size())];
    int size = 0;
    for (int user = 0; user < known.userCount(); user++) {
      if (known.count(user) > 0) {
        int most = size + known.count(user) + sampler.most(user);
        if (most > entries.length) {
          entries = Arrays.copyOf(entries, Math.max(most, entries.length + entries.length / 2));
        }
        for (int n = 0; n < known.count(user); n++) {
          entries[size++] = known.item(user, n);
        }
        size = sampler.draw(user, streams.stream("unrated", user).nextDouble(), entries, size);
      }
      starts[user + 1] = size;
    }
    entries = Arrays.copyOf(entries, size);
    int[] itemStarts = new int[known.itemCount() + 1];
    int[] transposed = transpose(starts, entries, itemStarts);
    return new Observations(
        starts, entries, itemStarts, transposed, sampler.userShares, sampler.itemShares);
  }

  private static int[] transpose(int[] starts, int[] entries, int[] itemStarts) {
    for (int entry : entries) {
      itemStarts[index(entry) + 1]++;
    }
    Arrays.parallelPrefix(itemStarts, Integer::sum);
    int[] next = itemStarts.clone();
    int[] transposed = new int[entries.length];
    for (int user = 0; user + 1 < starts.length; user++) {
      for (int n = starts[user]; n < starts[user + 1]; n++) {
        int entry = entries[n];
        transposed[next[index(entry)]++] = entry >= 0 ? user : ~user;
      }
    }
    return transposed;
  }

  /** The other end of an entry. */
  static int index(int entry) {
    return entry >= 0 ? entry : ~entry;
  }

  /** Where the entries of each user start, and after them all, where the last one's end. */
  int[] userStarts() {
    return userStarts;
  }

  /** The items of users: that of a rating itself, that of a pair without one as {@code ~item}. */
  int[] ofUsers() {
    return users;
  }

  /** As {@link #userStarts}, of items. */
  int[] itemStarts() {
    return itemStarts;
  }

  /** As {@link #ofUsers}: users of items. */
  int[] ofItems() {
    return items;
  }

  /** Per user, the factor of 1 / pi that is his; times the item's, and no less than 1. */
  double[] userShares() {
    return userShares;
  }

  /** Per item, the other factor. */
  double[] itemShares() {
    return itemShares;
  }

  /** Draws unrated items of one user after the other. */
  private static final class Sampler {
    private final Incidence known;
    private final double[] userShares;
    private final double[] itemShares;

    /** Items by falling popularity, and how much of it lies before each. */
    private final int[] order;

    private final double[] before;

    Sampler(Incidence known, double zeros) {
      this.known = known;
      int[] popularity = known.popularity();
      order = byFalling(popularity);
      before = new double[order.length + 1];
      itemShares = new double[order.length];
      for (int n = 0; n < order.length; n++) {
        // Half a rating more, or what nobody has rated would never be looked at.
        double weight = popularity[order[n]] + 0.5;
        before[n + 1] = before[n] + weight;
        itemShares[order[n]] = 1 / weight;
      }
      userShares = new double[known.userCount()];
      for (int user = 0; user < userShares.length; user++) {
        userShares[user] = before[order.length] / (zeros * Math.max(1, known.count(user)));
      }
    }

    /** Counting sort: stable, by index among the equally popular. */
    private static int[] byFalling(int[] popularity) {
      int most = Arrays.stream(popularity).max().orElse(0);
      int[] next = new int[most + 2];
      for (int count : popularity) {
        next[most - count + 1]++;
      }
      Arrays.parallelPrefix(next, Integer::sum);
      int[] order = new int[popularity.length];
      for (int item = 0; item < popularity.length; item++) {
        order[next[most - popularity[item]]++] = item;
      }
      return order;
    }

    /** The most items that may be drawn for a user. */
    int most(int user) {
      return (int) Math.min(order.length, Math.ceil(before[order.length] / userShares[user]) + 1);
    }

    /**
     * Writes the complements of the items drawn.
     *
     * @param start where in its first step the drawing starts, in [0, 1)
     * @return where the entries end
     */
    int draw(int user, double start, int[] entries, int at) {
      double step = userShares[user];
      int size = at;
      int n = 0;
      // Popular items come whole: a step is no longer than their part.
      for (; n < order.length && step * itemShares[order[n]] <= 1; n++) {
        size = add(user, order[n], entries, size);
      }
      for (double point = before[n] + start * step; point < before[order.length]; point += step) {
        int found = Arrays.binarySearch(before, n, order.length + 1, point);
        n = found >= 0 ? found : -found - 2;
        size = add(user, order[n], entries, size);
      }
      return size;
    }

    private int add(int user, int item, int[] entries, int size) {
      if (!known.contains(user, item)) {
        entries[size] = ~item;
        return size + 1;
      }
      return size;
    }
  }
}

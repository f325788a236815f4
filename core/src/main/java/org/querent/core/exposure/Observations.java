package org.querent.core.exposure;

import java.util.Arrays;
import org.querent.core.CountingSort;
import org.querent.core.data.Incidence;
import org.querent.core.random.RandomStreams;

/**
 * What a fit looks at: all rated pairs, and of the others a sample that stands for all, so that a
 * pass costs as much as there are ratings and not as there are pairs.
 *
 * <p>An unrated pair is drawn with probability {@code pi = min(1, zeros n_u n_i / n)}, about
 * proportional to the probability of its being rated, which is what it adds to the likelihood's
 * gradient, and weighs {@code 1 / pi} (Horvitz and Thompson 1952): each then adds as much, and the
 * sum is unbiased. Draws are systematic over the items by falling popularity, so that every user
 * has about as many of the popular and of the rare ones as they should.
 */
final class Observations {
  private final Rows ofUsers;
  private final Rows ofItems;

  private Observations(Rows ofUsers, Rows ofItems) {
    this.ofUsers = ofUsers;
    this.ofItems = ofItems;
  }

  /** Draws for each user from a stream of their own. O((1 + zeros) ratings log items). */
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
    Rows rows =
        new Rows(starts, Arrays.copyOf(entries, size), sampler.userShares, sampler.itemShares);
    return new Observations(rows, rows.transposed());
  }

  /** A row a user: items. */
  Rows ofUsers() {
    return ofUsers;
  }

  /** A row an item: users. */
  Rows ofItems() {
    return ofItems;
  }

  /** Compressed rows: 4 bytes a pair. */
  static final class Rows {
    private final int[] starts;

    /** The other ends: that of a rating itself, that of a pair without one as its complement. */
    private final int[] entries;

    /** 1 / pi is the product of the two. */
    private final double[] shares;

    private final double[] otherShares;

    private Rows(int[] starts, int[] entries, double[] shares, double[] otherShares) {
      this.starts = starts;
      this.entries = entries;
      this.shares = shares;
      this.otherShares = otherShares;
    }

    /** The first pair of a row; of the row after the last one, the number of pairs. */
    int start(int row) {
      return starts[row];
    }

    /** Whether a pair is rated. */
    boolean isRated(int pair) {
      return entries[pair] >= 0;
    }

    /** The other end of a pair. */
    int end(int pair) {
      return entries[pair] >= 0 ? entries[pair] : ~entries[pair];
    }

    /** How many pairs a pair of a row stands for. */
    double weight(int row, int pair) {
      return isRated(pair) ? 1 : Math.max(1, shares[row] * otherShares[end(pair)]);
    }

    private Rows transposed() {
      int[] next = new int[otherShares.length + 1];
      for (int pair = 0; pair < entries.length; pair++) {
        next[end(pair) + 1]++;
      }
      Arrays.parallelPrefix(next, Integer::sum);
      int[] ofEnds = next.clone();
      int[] rows = new int[entries.length];
      for (int row = 0; row < shares.length; row++) {
        for (int pair = starts[row]; pair < starts[row + 1]; pair++) {
          rows[next[end(pair)]++] = isRated(pair) ? row : ~row;
        }
      }
      return new Rows(ofEnds, rows, otherShares, shares);
    }
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

    /** Items, the most popular first, by index among the equally popular. */
    private static int[] byFalling(int[] popularity) {
      int most = Arrays.stream(popularity).max().orElse(0);
      return CountingSort.of(popularity.length, most + 1, item -> most - popularity[item]).order();
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

package org.querent.strategies.rehearsal;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.querent.core.posterior.Posterior;
import org.querent.strategies.History;

/**
 * A list of items to ask everybody about, that grows by one item after another: by the one whose
 * answers help the most of what the list has not done yet. Users who are known stand in for the
 * newcomers: each begins as one, answers about what they have rated, and is judged by the rest.
 *
 * <p>Nothing of the posterior or the history is kept. Memory: 16 (k + 1)^2 bytes a user and 8 (k +
 * 1)^2 an item. Not thread-safe.
 */
public final class RehearsedList {
  /**
   * An item on the list.
   *
   * @param item its index
   * @param answers which part of the users has rated it
   * @param error the mean squared error after it, in parts of that before the first question
   * @param worth nDCG@10 after it, in parts of that before the first question; 1 where that was 0
   */
  public record Listed(int item, double answers, double error, double worth) {}

  /**
   * An item is relevant from here on, of the way from the lowest to the highest rating: three
   * quarters, but for rounding, which is another in another unit.
   */
  private static final double GOOD = 0.75 - 1e-9;

  /** Gains are in parts of what there was at first; those that differ by less are equal. */
  private static final double GRAIN = 1e9;

  private final double weight;
  private final FoldedAnswers folded;
  private final Recommended recommended;
  private final OldUser[] users;

  /** How many users have rated anything. */
  private final int people;

  /** By item, how many ratings there were before anybody was asked. */
  private final int[] raters;

  /** The list, in its order. */
  private final IntLinkedOpenHashSet listed = new IntLinkedOpenHashSet();

  private final double errorAtFirst;
  private final double worthAtFirst;

  /** The rows of a user with the answers so far, and with one more. */
  private final double[] mean;

  private final double[] meanAfter;
  private final double[] precisionAfter;
  private final double[] pullAfter;

  /** By item: how many answer, and what that does. */
  private final int[] answers;

  private final double[] gains;

  /**
   * An empty list.
   *
   * @param posterior fitted to the ratings that were known before anybody was asked
   * @param known those ratings are the first of it
   * @param userCount how many users there are; who has the fewest of these ratings stands for
   *     newcomers
   * @param itemCount how many items there are
   */
  public RehearsedList(
      Posterior posterior,
      History known,
      int userCount,
      int itemCount,
      Rehearsal.Parameters parameters) {
    weight = parameters.lists();
    raters = new int[itemCount];
    IntArrayList[] rows = rows(known, userCount);
    int newcomer = fewest(rows);
    folded = new FoldedAnswers(posterior, newcomer, itemCount);
    recommended = new Recommended(folded, itemCount);
    people = (int) Arrays.stream(rows).filter(own -> !own.isEmpty()).count();
    users = evenly(rows, known, Math.min(people, parameters.users()));
    answers = new int[itemCount];
    gains = new double[itemCount];
    mean = new double[folded.width];
    meanAfter = new double[folded.width];
    precisionAfter = new double[folded.precision.length];
    pullAfter = new double[folded.width];
    errorAtFirst = error();
    worthAtFirst = worth();
  }

  /** The ratings of each user that were known before anybody was asked; counts those of items. */
  private IntArrayList[] rows(History known, int userCount) {
    IntArrayList[] rows = new IntArrayList[userCount];
    Arrays.setAll(rows, user -> new IntArrayList());
    for (int n = 0; n < known.initial(); n++) {
      // A pool may be without those of the history that have the highest numbers.
      if (known.user(n) < userCount && known.item(n) < raters.length) {
        rows[known.user(n)].add(n);
        raters[known.item(n)]++;
      }
    }
    return rows;
  }

  private static int fewest(IntArrayList[] rows) {
    int fewest = 0;
    for (int user = 1; user < rows.length; user++) {
      fewest = rows[user].size() < rows[fewest].size() ? user : fewest;
    }
    return fewest;
  }

  /** Those who have rated anything, or as many of them as far apart as they can be. */
  private OldUser[] evenly(IntArrayList[] rows, History known, int count) {
    List<IntArrayList> all = Arrays.stream(rows).filter(own -> !own.isEmpty()).toList();
    double lowest = ratings(known).min().orElse(0);
    double good = lowest + GOOD * (ratings(known).max().orElse(0) - lowest);
    OldUser[] chosen = new OldUser[count];
    for (int n = 0; n < count; n++) {
      int[] own = all.get((int) ((long) n * people / count)).toIntArray();
      chosen[n] =
          new OldUser(
              folded,
              n,
              IntStream.of(own).map(known::item).toArray(),
              IntStream.of(own).mapToDouble(known::rating).toArray(),
              good);
    }
    return chosen;
  }

  private static DoubleStream ratings(History known) {
    return IntStream.range(0, known.initial()).mapToDouble(known::rating);
  }

  /**
   * By item, how many are behind it on the list, and one; for what is not on the list a part of 1,
   * the larger the more ratings there were. Who asks by it asks the list, and then about the items
   * with the most ratings.
   */
  public double[] ranks() {
    double[] ranks = IntStream.of(raters).mapToDouble(count -> 1 - 1 / (1.0 + count)).toArray();
    int rank = listed.size();
    for (int item : listed.toIntArray()) {
      ranks[item] = rank--;
    }
    return ranks;
  }

  /**
   * Puts the item on the list whose answers help the most. Cost: O(k^3) and a hundred O(k) for each
   * rating of the users, and O(items k) for each of them.
   *
   * @param allowed which items may be on the list
   * @return nothing if no item that is not on the list yet is allowed and known to anybody
   */
  public Optional<Listed> extend(IntPredicate allowed) {
    rehearse(allowed);
    int best = -1;
    for (int item = 0; item < raters.length; item++) {
      if (answers[item] > 0 && (best < 0 || isBefore(item, best))) {
        best = item;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    listed.add(best);
    for (OldUser user : users) {
      user.answer(best);
    }
    return Optional.of(
        new Listed(
            best,
            (double) raters[best] / people,
            part(error(), errorAtFirst),
            part(worth(), worthAtFirst)));
  }

  /** The items that any of the users answers about; no other can be put on the list. A copy. */
  public BitSet answerable() {
    BitSet items = new BitSet(raters.length);
    for (OldUser user : users) {
      for (int n = 0; n < user.items.length; n++) {
        if (!user.isHeldOut(n)) {
          items.set(user.items[n]);
        }
      }
    }
    return items;
  }

  private static double part(double of, double whole) {
    return whole > 0 ? of / whole : 1;
  }

  private boolean isBefore(int item, int best) {
    // Where nothing is left to judge, a gain is what rounding leaves of 0.
    int order = Long.compare(Math.round(GRAIN * gains[item]), Math.round(GRAIN * gains[best]));
    return order > 0 || order == 0 && raters[item] > raters[best];
  }

  /** A part of the whole; nothing of nothing. */
  private static double share(double of, double whole) {
    return whole > 0 ? of / whole : 0;
  }

  /** Sums up what each item would do. */
  private void rehearse(IntPredicate allowed) {
    Arrays.fill(answers, 0);
    Arrays.fill(gains, 0);
    for (OldUser user : users) {
      folded.mean(user.precision, user.pull, mean);
      double before = 0;
      if (weight > 0) {
        recommended.look(user, mean);
        before = recommended.worth(user, mean, -1);
      }
      double error = user.error(mean);
      for (int n = 0; n < user.items.length; n++) {
        int item = user.items[n];
        if (!listed.contains(item) && allowed.test(item) && !user.isHeldOut(n)) {
          answer(user, n);
          answers[item]++;
          // What is answered is judged no longer.
          double fall =
              error - user.error(n, mean) - (user.error(meanAfter) - user.error(n, meanAfter));
          double rise = weight > 0 ? recommended.worth(user, meanAfter, item) - before : 0;
          gains[item] +=
              (1 - weight) * share(fall / user.items.length, errorAtFirst)
                  + weight * share(rise, worthAtFirst);
        }
      }
    }
  }

  /** The row of a user with an answer more. */
  private void answer(OldUser user, int n) {
    System.arraycopy(user.precision, 0, precisionAfter, 0, precisionAfter.length);
    System.arraycopy(user.pull, 0, pullAfter, 0, pullAfter.length);
    folded.answer(precisionAfter, pullAfter, user.items[n], user.rests[n]);
    folded.mean(precisionAfter, pullAfter, meanAfter);
  }

  private double error() {
    double sum = 0;
    for (OldUser user : users) {
      folded.mean(user.precision, user.pull, mean);
      sum += user.meanError(mean);
    }
    return sum;
  }

  private double worth() {
    double sum = 0;
    for (OldUser user : users) {
      folded.mean(user.precision, user.pull, mean);
      recommended.look(user, mean);
      sum += recommended.worth(user, mean, -1);
    }
    return sum;
  }
}

package org.querent.simulator.oracle;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import org.querent.core.data.Ratings;
import org.querent.simulator.progress.EvenDraws;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.split.DataSplit;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;

/**
 * What may be asked for: pairs of user and item, and for each the row of the held-back ratings that
 * answers it, or none. Immutable.
 */
public final class Questions {
  private static final int NO_ANSWER = -1;

  /** What a question takes in a run: here, in the pool, and a score. */
  private static final long BYTES = 48;

  private final int[] users;
  private final int[] items;
  private final int[] rows;
  private final int userCount;
  private final int itemCount;

  private Questions(int[] users, int[] items, int[] rows, int userCount, int itemCount) {
    this.users = users;
    this.items = items;
    this.rows = rows;
    this.userCount = userCount;
    this.itemCount = itemCount;
  }

  /**
   * The questions that may be asked: about ratings that are held back, or whatever is not known.
   */
  public static Questions of(DataSplit split, OracleSettings settings, Protocol protocol) {
    return switch (settings.about()) {
      case RATED_ONLY -> ratedOnly(split.pool());
      case ANYTHING -> anything(split, settings, protocol);
    };
  }

  private static Questions ratedOnly(Ratings pool) {
    int size = pool.size();
    int[] users = new int[size];
    int[] items = new int[size];
    int[] rows = new int[size];
    for (int row = 0; row < size; row++) {
      users[row] = pool.user(row);
      items[row] = pool.item(row);
      rows[row] = row;
    }
    return new Questions(users, items, rows, pool.userCount(), pool.itemCount());
  }

  /**
   * How many questions there would be of each item, where items are new, else of each user. Makes
   * none of them: costs no more than to look at every rating.
   */
  public static int[] counts(DataSplit split, OracleSettings settings, Protocol protocol) {
    Ratings pool = split.pool();
    boolean byUser = protocol != Protocol.NEW_ITEMS;
    int[] counts = new int[byUser ? pool.userCount() : pool.itemCount()];
    for (int row = 0; row < pool.size(); row++) {
      counts[byUser ? pool.user(row) : pool.item(row)]++;
    }
    if (settings.about() == OracleSettings.About.RATED_ONLY) {
      return counts;
    }
    pairs(pool);
    boolean all = protocol == Protocol.POOL || protocol == Protocol.PER_USER;
    int others = byUser ? pool.itemCount() : pool.userCount();
    Arrays.setAll(counts, group -> all || counts[group] > 0 ? others : 0);
    for (Ratings closed : new Ratings[] {split.test(), split.initial()}) {
      for (int row = 0; row < closed.size(); row++) {
        int group = byUser ? closed.user(row) : closed.item(row);
        counts[group] -= counts[group] > 0 ? 1 : 0;
      }
    }
    return counts;
  }

  private static int pairs(Ratings pool) {
    long pairs = (long) pool.userCount() * pool.itemCount();
    if (pairs > Integer.MAX_VALUE - 8) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "oracle.about: found anything, which is too much: %,d users times %,d items; use rated-only",
              pool.userCount(),
              pool.itemCount()));
    }
    return (int) pairs;
  }

  /** Tells what a run needs before Java tells that it has not got it. */
  private static void requireMemory(int pairs, long questions) {
    long needed = pairs * (long) Integer.BYTES + questions * BYTES;
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "oracle.about: found anything, which is %,d pairs and takes about %,d MB of memory, of which Java may use %,d MB; give it more (QUERENT_JAVA_OPTS=-Xmx%dg), or use rated-only",
              questions,
              needed >> 20,
              most >> 20,
              (needed >> 30) + 2));
    }
  }

  /** In the order of users, then items; of the newcomers only, where there are some. */
  private static Questions anything(DataSplit split, OracleSettings settings, Protocol protocol) {
    Ratings pool = split.pool();
    int itemCount = pool.itemCount();
    int pairs = pairs(pool);
    int size =
        Math.toIntExact(Arrays.stream(counts(split, settings, protocol)).asLongStream().sum());
    requireMemory(pairs, size);
    BitSet closed = new BitSet(pairs);
    mark(split.test(), closed);
    mark(split.initial(), closed);
    BitSet askedUsers = new BitSet();
    BitSet askedItems = new BitSet();
    int[] answers = new int[pairs];
    Arrays.fill(answers, NO_ANSWER);
    for (int row = 0; row < pool.size(); row++) {
      askedUsers.set(pool.user(row));
      askedItems.set(pool.item(row));
      answers[pool.user(row) * itemCount + pool.item(row)] = row;
    }
    int[] users = new int[size];
    int[] items = new int[size];
    int[] rows = new int[size];
    int next = 0;
    for (int pair = 0; pair < pairs; pair++) {
      int user = pair / itemCount;
      int item = pair % itemCount;
      boolean asked =
          switch (protocol) {
            case POOL, PER_USER -> true;
            case COLD_START -> askedUsers.get(user);
            case NEW_ITEMS -> askedItems.get(item);
          };
      if (asked && !closed.get(pair)) {
        users[next] = user;
        items[next] = item;
        rows[next++] = answers[pair];
      }
    }
    return new Questions(users, items, rows, pool.userCount(), itemCount);
  }

  private static void mark(Ratings ratings, BitSet pairs) {
    for (int row = 0; row < ratings.size(); row++) {
      pairs.set(ratings.user(row) * ratings.itemCount() + ratings.item(row));
    }
  }

  /** The number of questions. */
  public int size() {
    return users.length;
  }

  /** How even draws would ask, as many as a budget has for all, or for each who is asked alike. */
  public EvenDraws draws(Protocol protocol, QueryBudget budget) {
    if (protocol == Protocol.POOL) {
      double chance = Math.min(1, (double) budget.total() / size());
      return visitor -> {
        for (int n = 0; n < size(); n++) {
          visitor.pair(users[n], items[n], chance);
        }
      };
    }
    boolean byUser = protocol != Protocol.NEW_ITEMS;
    int[] owners = byUser ? users : items;
    int[] counts = counts(byUser);
    return visitor -> {
      for (int n = 0; n < size(); n++) {
        double chance = Math.min(1, (double) budget.total() / counts[owners[n]]);
        visitor.pair(users[n], items[n], chance);
      }
    };
  }

  /** How many questions there are of each user, or of each item. */
  private int[] counts(boolean byUser) {
    int[] counts = new int[byUser ? userCount : itemCount];
    for (int group : byUser ? users : items) {
      counts[group]++;
    }
    return counts;
  }

  /** The questions of each user, or of each item, apart; empty ones where there is none. */
  public Questions[] apart(boolean byUser) {
    int[] groups = byUser ? users : items;
    int[] counts = counts(byUser);
    int[][] numbers = new int[counts.length][];
    Arrays.setAll(numbers, group -> new int[counts[group]]);
    for (int n = groups.length - 1; n >= 0; n--) {
      numbers[groups[n]][--counts[groups[n]]] = n;
    }
    return Arrays.stream(numbers).map(this::select).toArray(Questions[]::new);
  }

  private Questions select(int[] numbers) {
    int[] someUsers = new int[numbers.length];
    int[] someItems = new int[numbers.length];
    int[] someRows = new int[numbers.length];
    for (int n = 0; n < numbers.length; n++) {
      someUsers[n] = users[numbers[n]];
      someItems[n] = items[numbers[n]];
      someRows[n] = rows[numbers[n]];
    }
    return new Questions(someUsers, someItems, someRows, userCount, itemCount);
  }

  /**
   * A pool of all of them, whose rows are their numbers here.
   *
   * @param closed the candidates that were asked for
   */
  public CandidatePool pool(ItemCosts costs, int[] closed) {
    CandidatePool pool =
        new CandidatePool(users.length, n -> users[n], n -> items[n], userCount, itemCount, costs);
    for (int candidate : closed) {
      pool.close(candidate);
    }
    return pool;
  }

  /** The answer to each candidate of a pool of theirs; NaN where there is none. */
  public double[] answers(CandidatePool pool, Oracle oracle) {
    double[] answers = new double[pool.capacity()];
    for (int candidate = 0; candidate < answers.length; candidate++) {
      int row = rows[pool.row(candidate)];
      answers[candidate] = row == NO_ANSWER ? Double.NaN : oracle.answer(row);
    }
    return answers;
  }

  /** The row of the held-back ratings that answers a question; -1 if there is none. */
  public int row(int number) {
    return rows[number];
  }
}

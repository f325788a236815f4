package org.querent.strategies.selection;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Comparator;
import java.util.TreeSet;
import org.querent.strategies.Candidates;

/**
 * Whose turn it is: the user of whom the fewest candidates of a pool have been asked, among equals
 * the one of the lower number. Users without an open candidate have no turn. Not thread-safe.
 */
public final class UserTurns {
  private record Turn(int asked, int user) {
    static final Comparator<Turn> ORDER =
        Comparator.comparingInt(Turn::asked).thenComparingInt(Turn::user);
  }

  private final Candidates candidates;
  private final int first;

  /** How many candidates of each user were asked, and are left, from the first user on. */
  private final int[] asked;

  private final int[] left;
  private final TreeSet<Turn> turns = new TreeSet<>(Turn.ORDER);

  /** The users whose turns were taken, but whose candidates are not closed yet. */
  private final IntArrayList ahead = new IntArrayList();

  private int followed;

  /**
   * The turns of a pool as if nothing had been asked. Cost: O(log(users)) for each who has
   * candidates.
   */
  public UserTurns(Candidates candidates) {
    this.candidates = candidates;
    first = candidates.firstUser();
    int end = candidates.endOfUsers();
    asked = new int[end - first];
    left = new int[end - first];
    for (int user = first; user < end; user++) {
      int count = candidates.firstOf(user + 1) - candidates.firstOf(user);
      if (count > 0) {
        move(user, 0, count);
      }
    }
  }

  /** Whether these are the turns of a pool: of that very object. */
  public boolean areOf(Candidates pool) {
    return candidates == pool;
  }

  /** Takes back the turns that were taken, then follows the pool. O(log(users)) for each. */
  public void follow() {
    for (int user : ahead.toIntArray()) {
      move(user, -1, 1);
    }
    ahead.clear();
    int closed = candidates.capacity() - candidates.size();
    for (; followed < closed; followed++) {
      int user = candidates.user(candidates.closed(followed));
      move(user, 1, -1);
    }
  }

  /** The user whose turn it is, and who takes it; there must be an open candidate left. */
  public int take() {
    int user = turns.first().user();
    move(user, 1, -1);
    ahead.add(user);
    return user;
  }

  private void move(int user, int more, int change) {
    turns.remove(new Turn(asked[user - first], user));
    asked[user - first] += more;
    left[user - first] += change;
    if (left[user - first] > 0) {
      turns.add(new Turn(asked[user - first], user));
    }
  }
}

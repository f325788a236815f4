package org.querent.experiments.questionnaire;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks for items that complete a list so that it meets all quotas. Items that are of the same
 * groups are alike, so that what is looked for is how many of each kind. An item may be of several
 * groups, which makes this an integer program: a branch for having one more of a kind and one for
 * having no more of it, cut where bounds on single groups, and on all together, tell that nothing
 * is below. Exact within a number of steps, of O(kinds groups) each. Not thread-safe.
 */
final class QuotaSearch {
  /** What a search ended in. */
  enum Outcome {
    FOUND,
    IMPOSSIBLE,
    /** The steps were used up. */
    OPEN
  }

  private final int[] least;
  private final int[] most;

  /** By kind, the groups that an item of it is of, ascending. */
  private final List<int[]> kinds;

  /** By item; -1 of those that are not to be had. */
  private final int[] kindOf;

  /** By kind, how many are not on the list, nor planned, nor excluded from a branch. */
  private final int[] available;

  /** By group, how many are on the list or planned. */
  private final int[] counts;

  /** By kind, how many are planned to be added. */
  private final int[] plan;

  private long steps;

  /**
   * An empty list.
   *
   * @param items that may be on it
   * @param steps of all searches together
   */
  QuotaSearch(List<Group> groups, BitSet items, long steps) {
    least = groups.stream().mapToInt(Group::least).toArray();
    most = groups.stream().mapToInt(Group::most).toArray();
    ItemKinds alike = ItemKinds.of(groups, items);
    kinds = alike.groups();
    kindOf = alike.kindOf();
    available = alike.sizes();
    counts = new int[least.length];
    plan = new int[kinds.size()];
    this.steps = steps;
  }

  /** Plans how to add so many items, in the place of what was planned before. */
  Outcome complete(int left) {
    forget();
    return search(left) ? Outcome.FOUND : steps > 0 ? Outcome.IMPOSSIBLE : Outcome.OPEN;
  }

  private void forget() {
    for (int kind = 0; kind < plan.length; kind++) {
      while (plan[kind] > 0) {
        plan(kind, -1);
      }
    }
  }

  private void plan(int kind, int more) {
    plan[kind] += more;
    available[kind] -= more;
    for (int group : kinds.get(kind)) {
      counts[group] += more;
    }
  }

  /**
   * Which items may come next so that the list can still be completed, as far as that is found.
   * There must be a plan; its items are among them.
   */
  BitSet next() {
    BitSet usable = new BitSet();
    for (int kind = 0; kind < plan.length; kind++) {
      if (replaced(kind).isPresent()) {
        usable.set(kind);
      }
    }
    BitSet items = new BitSet();
    for (int item = 0; item < kindOf.length; item++) {
      if (kindOf[item] >= 0 && usable.get(kindOf[item])) {
        items.set(item);
      }
    }
    return items;
  }

  /** Puts one of {@link #next()} on the list, and plans the rest. */
  void take(int item) {
    int kind = kindOf[item];
    int[] changed = replaced(kind).orElseThrow();
    forget();
    for (int k = 0; k < plan.length; k++) {
      plan(k, changed[k]);
    }
    // It is on the list, and no longer planned.
    plan[kind]--;
    kindOf[item] = -1;
  }

  /** A plan as large as the one there is that has one of a kind. */
  private Optional<int[]> replaced(int kind) {
    int[] planned = plan.clone();
    if (plan[kind] > 0) {
      return Optional.of(planned);
    }
    if (available[kind] == 0) {
      return Optional.empty();
    }
    plan(kind, 1);
    try {
      for (int other = 0; other < plan.length; other++) {
        if (planned[other] > 0) {
          plan(other, -1);
          boolean meets = meets();
          plan(other, 1);
          if (meets) {
            planned[other]--;
            planned[kind]++;
            return Optional.of(planned);
          }
        }
      }
    } finally {
      plan(kind, -1);
    }
    return searched(kind, planned);
  }

  private Optional<int[]> searched(int kind, int[] planned) {
    forget();
    plan(kind, 1);
    Optional<int[]> found =
        hasRoom(kind, 0) && search(Arrays.stream(planned).sum() - 1)
            ? Optional.of(plan.clone())
            : Optional.empty();
    forget();
    for (int k = 0; k < plan.length; k++) {
      plan(k, planned[k]);
    }
    return found;
  }

  private boolean meets() {
    return IntStream.range(0, counts.length)
        .allMatch(g -> counts[g] >= least[g] && counts[g] <= most[g]);
  }

  private boolean hasRoom(int kind, int more) {
    for (int group : kinds.get(kind)) {
      if (counts[group] + more > most[group]) {
        return false;
      }
    }
    return true;
  }

  private boolean isUsable(int kind) {
    return available[kind] > 0 && hasRoom(kind, 1);
  }

  private int lack(int group) {
    return Math.max(0, least[group] - counts[group]);
  }

  /** How many groups that lack items a kind is of. */
  private int helps(int kind) {
    int helps = 0;
    for (int group : kinds.get(kind)) {
      helps += lack(group) > 0 ? 1 : 0;
    }
    return helps;
  }

  /** Plans so many more; nothing more is planned where it is false. */
  private boolean search(int left) {
    if (steps <= 0) {
      return false;
    }
    steps--;
    int[] usable = IntStream.range(0, plan.length).filter(this::isUsable).toArray();
    if (isHopeless(usable, left)) {
      return false;
    }
    if (left == 0) {
      return true;
    }
    int[] taken = new int[plan.length];
    boolean found = false;
    for (int kind : branches(usable)) {
      plan(kind, 1);
      found = search(left - 1);
      if (found) {
        break;
      }
      plan(kind, -1);
      taken[kind] = available[kind];
      available[kind] = 0;
    }
    for (int kind = 0; kind < taken.length; kind++) {
      available[kind] += taken[kind];
    }
    return found;
  }

  /**
   * The kinds of which a completion must have one, the likeliest first: those of the group that has
   * the least choice among those that lack items; where none does, all.
   */
  private List<Integer> branches(int[] usable) {
    int scarce = -1;
    long least = Long.MAX_VALUE;
    long[] supply = supply(usable);
    for (int group = 0; group < counts.length; group++) {
      if (lack(group) > 0 && supply[group] - lack(group) < least) {
        scarce = group;
        least = supply[group] - lack(group);
      }
    }
    int wanted = scarce;
    return Arrays.stream(usable)
        .filter(kind -> wanted < 0 || Arrays.binarySearch(kinds.get(kind), wanted) >= 0)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(kind -> -helps(kind))
                .thenComparingInt(kind -> kinds.get(kind).length)
                .thenComparingInt(kind -> -room(kind)))
        .toList();
  }

  /** How many more the tightest of a kind's groups takes. */
  private int room(int kind) {
    return Arrays.stream(kinds.get(kind))
        .map(group -> most[group] - counts[group])
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** By group, how many usable items are of it. */
  private long[] supply(int[] usable) {
    long[] supply = new long[counts.length];
    for (int kind : usable) {
      for (int group : kinds.get(kind)) {
        supply[group] += available[kind];
      }
    }
    return supply;
  }

  /** Whether bounds tell that so many items cannot be added. */
  private boolean isHopeless(int[] usable, int left) {
    long[] supply = supply(usable);
    long lacking = 0;
    long room = 0;
    for (int group = 0; group < counts.length; group++) {
      int lack = lack(group);
      if (lack > Math.min(left, supply[group])) {
        return true;
      }
      lacking += lack;
      room += Math.min(most[group] - counts[group], supply[group]);
    }
    long items = 0;
    long free = 0;
    int most = 0;
    int fewest = Integer.MAX_VALUE;
    for (int kind : usable) {
      items += available[kind];
      most = Math.max(most, helps(kind));
      int groups = kinds.get(kind).length;
      if (groups == 0) {
        free += available[kind];
      } else {
        fewest = Math.min(fewest, groups);
      }
    }
    // Each item fills at most so many lacks, and each that is not free takes room in some groups.
    return items < left || lacking > (long) left * most || (left - free) * fewest > room;
  }
}

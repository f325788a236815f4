package org.querent.experiments.questionnaire;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.querent.experiments.ExperimentException;
import org.querent.strategies.rehearsal.RehearsedList;
import org.querent.strategies.rehearsal.RehearsedList.Listed;

/**
 * Which items may be on a list. Immutable and thread-safe.
 *
 * @param length how many are
 * @param excluded which never are, by index; aliased, and not changed
 * @param groups of which so many are
 */
public record Choice(int length, BitSet excluded, List<Group> groups) {
  /** Copies the groups. */
  public Choice {
    groups = List.copyOf(groups);
  }

  /** Extends a list that is still empty, as far as there are items. */
  List<Listed> extend(RehearsedList list) {
    List<Listed> listed = new ArrayList<>();
    int[] counts = new int[groups.size()];
    while (listed.size() < length) {
      int left = length - listed.size();
      Optional<Listed> next = list.extend(item -> allows(item, counts, left));
      if (next.isEmpty()) {
        break;
      }
      listed.add(next.get());
      for (int g = 0; g < counts.length; g++) {
        counts[g] += groups.get(g).items().get(next.get().item()) ? 1 : 0;
      }
    }
    return listed;
  }

  private boolean allows(int item, int[] counts, int left) {
    if (excluded.get(item)) {
      return false;
    }
    int lacking = 0;
    boolean helps = false;
    for (int g = 0; g < counts.length; g++) {
      Group group = groups.get(g);
      boolean isOne = group.items().get(item);
      if (isOne && counts[g] >= group.most()) {
        return false;
      }
      int lacks = Math.max(0, group.least() - counts[g]);
      lacking += lacks;
      helps |= isOne && lacks > 0;
    }
    return helps || lacking < left;
  }

  /**
   * Refuses a list that is too short or has too few of a group.
   *
   * @throws ExperimentException if it is, saying what to loosen
   */
  void require(List<Listed> listed) {
    String lacking =
        groups.stream()
            .filter(group -> count(group, listed) < group.least())
            .map(
                group ->
                    String.format(
                        Locale.ROOT,
                        "%s has %d of at least %d",
                        group.name(),
                        count(group, listed),
                        group.least()))
            .collect(Collectors.joining("; "));
    if (!lacking.isEmpty()) {
      throw new ExperimentException(
          "--quota: not all quotas can be met at once: "
              + lacking
              + "; loosen one, exclude less, or take more --items");
    }
    if (listed.size() < length) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "only %d of %d items can be on the list: the others are excluded, beyond a quota or"
                  + " known to nobody; take fewer --items or loosen --quota",
              listed.size(),
              length));
    }
  }

  private static long count(Group group, List<Listed> listed) {
    return listed.stream().filter(it -> group.items().get(it.item())).count();
  }
}

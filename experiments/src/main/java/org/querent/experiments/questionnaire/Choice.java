package org.querent.experiments.questionnaire;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  /** Some seconds; most searches take as many steps as there are items. */
  private static final long MOST_STEPS = 200_000;

  /** Copies the groups. */
  public Choice {
    groups = List.copyOf(groups);
  }

  /**
   * A list, as far as one was found.
   *
   * @param list that was extended
   * @param items that were put on it, in their order
   * @param refusal why it is too short or misses a quota; empty where it does not
   */
  record Chosen(RehearsedList list, List<Listed> items, Optional<String> refusal) {}

  /**
   * Makes a list, one item after the other, each the best that leaves enough room for what quotas
   * still want if every item fills one of them. Where that comes to nothing, as items may be of
   * several groups, it is made again of the best that leave any way to meet all quotas.
   *
   * @param empty gives lists without an item
   */
  Chosen choose(Supplier<RehearsedList> empty) {
    RehearsedList list = empty.get();
    List<Listed> listed = new ArrayList<>();
    int[] counts = new int[groups.size()];
    boolean more = true;
    while (more && listed.size() < length) {
      int left = length - listed.size();
      more = add(list, item -> allows(item, counts, left), listed);
      for (int g = 0; more && g < counts.length; g++) {
        counts[g] += groups.get(g).items().get(listed.get(listed.size() - 1).item()) ? 1 : 0;
      }
    }
    String lacking = lacking(listed);
    if (lacking.isEmpty() && listed.size() == length) {
      return new Chosen(list, listed, Optional.empty());
    }
    QuotaSearch search = search(list);
    QuotaSearch.Outcome outcome = search.complete(length);
    if (outcome == QuotaSearch.Outcome.FOUND) {
      RehearsedList other = empty.get();
      List<Listed> items = new ArrayList<>();
      while (items.size() < length) {
        BitSet next = search.next();
        add(other, next::get, items);
        search.take(items.get(items.size() - 1).item());
      }
      return new Chosen(other, items, Optional.empty());
    }
    return new Chosen(list, listed, Optional.of(refusal(list, outcome, lacking)));
  }

  private static boolean add(RehearsedList list, IntPredicate allowed, List<Listed> listed) {
    Optional<Listed> next = list.extend(allowed);
    next.ifPresent(listed::add);
    return next.isPresent();
  }

  private QuotaSearch search(RehearsedList list) {
    BitSet items = list.answerable();
    items.andNot(excluded);
    return new QuotaSearch(groups, items, MOST_STEPS);
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

  /** What the list has too few of; empty where that is nothing. */
  private String lacking(List<Listed> listed) {
    return groups.stream()
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
  }

  /** Says what to loosen. */
  private String refusal(RehearsedList list, QuotaSearch.Outcome outcome, String lacking) {
    String which = lacking.isEmpty() ? "" : ": of those chosen one by one " + lacking;
    if (outcome == QuotaSearch.Outcome.OPEN) {
      return String.format(
          Locale.ROOT,
          "--quota: none found within %,d steps of a search for a list that meets all quotas, though"
              + " there may be one%s; loosen one, exclude less, or take %s --items",
          MOST_STEPS,
          which,
          lacking.isEmpty() ? "fewer" : "more");
    }
    int longest = length - 1;
    QuotaSearch search = search(list);
    while (longest > 0 && search.complete(longest) != QuotaSearch.Outcome.FOUND) {
      longest--;
    }
    return longest > 0
        ? String.format(
            Locale.ROOT,
            "only %d of %d items can be on the list: the others are excluded, beyond a quota or"
                + " known to nobody; take fewer --items or loosen --quota",
            longest,
            length)
        : String.format(
            Locale.ROOT,
            "--quota: not all quotas can be met at once by %d items%s; loosen one, exclude less, or"
                + " take more --items",
            length,
            which);
  }

  private static long count(Group group, List<Listed> listed) {
    return listed.stream().filter(it -> group.items().get(it.item())).count();
  }
}

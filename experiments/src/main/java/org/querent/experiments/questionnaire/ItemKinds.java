package org.querent.experiments.questionnaire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Kinds of items: those that are of the same groups.
 *
 * @param groups by kind, the numbers of its groups, ascending
 * @param kindOf by item; -1 of those that are not looked at; not copied
 * @param sizes by kind, how many items are of it; not copied
 */
record ItemKinds(List<int[]> groups, int[] kindOf, int[] sizes) {
  /** The kinds of some items. O(items groups). */
  static ItemKinds of(List<Group> groups, BitSet items) {
    int[] kindOf = new int[items.length()];
    Arrays.fill(kindOf, -1);
    int[] sizes = new int[items.length()];
    List<int[]> kinds = new ArrayList<>();
    Map<List<Integer>, Integer> known = new HashMap<>();
    items.stream()
        .forEach(
            item -> {
              List<Integer> own =
                  IntStream.range(0, groups.size())
                      .filter(g -> groups.get(g).items().get(item))
                      .boxed()
                      .toList();
              int kind = known.computeIfAbsent(own, it -> known.size());
              if (kind == kinds.size()) {
                kinds.add(own.stream().mapToInt(g -> g).toArray());
              }
              kindOf[item] = kind;
              sizes[kind]++;
            });
    return new ItemKinds(kinds, kindOf, Arrays.copyOf(sizes, kinds.size()));
  }
}

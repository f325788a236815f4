package org.querent.experiments.questionnaire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.questionnaire.QuotaSearch.Outcome;

/** What is searched for, against trying out all lists. */
class QuotaSearchTest {
  private static final int ITEMS = 8;
  private static final int PLENTY = 100_000;

  /** Overlapping groups with limits that some lists meet, perhaps. */
  private static List<Group> groups(RandomGenerator random, int length) {
    List<Group> groups = new ArrayList<>();
    for (int g = random.nextInt(1, 5); g > 0; g--) {
      BitSet items = new BitSet();
      IntStream.range(0, ITEMS).filter(item -> random.nextInt(2) > 0).forEach(items::set);
      int least = random.nextInt(0, length + 1);
      groups.add(new Group("g", items, least, random.nextInt(least, length + 1)));
    }
    return groups;
  }

  /** Whether any list of so many items that has some meets all. */
  private static boolean exists(List<Group> groups, int length, BitSet listed) {
    return IntStream.range(0, 1 << ITEMS)
        .mapToObj(bits -> BitSet.valueOf(new long[] {bits}))
        .filter(list -> list.cardinality() == length && contains(list, listed))
        .anyMatch(list -> groups.stream().allMatch(group -> meets(group, list)));
  }

  private static boolean contains(BitSet list, BitSet listed) {
    BitSet others = (BitSet) listed.clone();
    others.andNot(list);
    return others.isEmpty();
  }

  private static boolean meets(Group group, BitSet list) {
    BitSet own = (BitSet) group.items().clone();
    own.and(list);
    return own.cardinality() >= group.least() && own.cardinality() <= group.most();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_list_is_found_where_there_is_one_and_every_item_that_may_come_next(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int found = 0;
    for (int round = 0; round < 60; round++) {
      int length = random.nextInt(1, 6);
      List<Group> groups = groups(random, length);
      BitSet all = new BitSet();
      all.set(0, ITEMS);
      QuotaSearch search = new QuotaSearch(groups, all, PLENTY);
      BitSet listed = new BitSet();
      boolean exists = exists(groups, length, listed);
      assertEquals(exists ? Outcome.FOUND : Outcome.IMPOSSIBLE, search.complete(length));
      for (; exists && listed.cardinality() < length; found++) {
        BitSet next = new BitSet();
        for (int item = 0; item < ITEMS; item++) {
          BitSet longer = (BitSet) listed.clone();
          longer.set(item);
          next.set(item, !listed.get(item) && exists(groups, length, longer));
        }
        assertEquals(next, search.next(), groups + " " + listed);
        int[] choices = next.stream().toArray();
        int item = choices[random.nextInt(choices.length)];
        search.take(item);
        listed.set(item);
      }
    }
    assertTrue(found > 20, "most rounds had no list");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whoever_has_too_few_steps_does_not_say_that_there_is_none(int steps) {
    BitSet even = new BitSet();
    IntStream.range(0, ITEMS / 2).forEach(n -> even.set(2 * n));
    BitSet all = new BitSet();
    all.set(0, ITEMS);
    List<Group> groups = List.of(new Group("even", even, 3, 3));
    assertEquals(Outcome.OPEN, new QuotaSearch(groups, all, steps).complete(5));
    assertEquals(Outcome.FOUND, new QuotaSearch(groups, all, 6).complete(5));
  }
}

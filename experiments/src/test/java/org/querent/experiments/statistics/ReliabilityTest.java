package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.querent.experiments.statistics.Reliability.Group;

class ReliabilityTest {
  private final RandomGenerator random = new SplittableRandom(3);

  private List<Group> fine(int bins, int most) {
    List<Group> fine = new ArrayList<>();
    for (int n = 0; n < bins; n++) {
      fine.add(new Group(random.nextInt(1, most), 0.8 + n * 0.01, random.nextDouble(0.5, 2)));
    }
    return fine;
  }

  private static double squares(List<Group> groups, ToDoubleFunction<Group> deviation) {
    return groups.stream()
        .mapToDouble(g -> g.count() * Math.pow(deviation.applyAsDouble(g), 2))
        .sum();
  }

  private static SortedMap<Integer, Group> numbered(List<Group> fine) {
    SortedMap<Integer, Group> numbered = new TreeMap<>();
    fine.forEach(group -> numbered.put(numbered.size(), group));
    return numbered;
  }

  private static Reliability of(List<Group> fine) {
    return Reliability.of(List.of(numbered(fine)), 10);
  }

  @Test
  void coarse_groups_hold_the_same_predictions_in_about_equal_parts() {
    List<Group> fine = fine(200, 40);
    List<Group> coarse = of(fine).groups();
    long total = fine.stream().mapToLong(Group::count).sum();
    assertEquals(total, coarse.stream().mapToLong(Group::count).sum());
    assertEquals(squares(fine, Group::predicted), squares(coarse, Group::predicted), 1e-9 * total);
    assertEquals(squares(fine, Group::observed), squares(coarse, Group::observed), 1e-9 * total);
    assertEquals(10, coarse.size());
    for (int n = 0; n < coarse.size(); n++) {
      assertEquals(total / 10.0, coarse.get(n).count(), 40);
      assertTrue(n == 0 || coarse.get(n - 1).predicted() < coarse.get(n).predicted());
    }
  }

  @Test
  void predictions_that_are_all_alike_make_one_group() {
    List<Group> one = List.of(new Group(100, 0.9, 1.1));
    assertEquals(one, of(one).groups());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Reliability(List.of(), List.of(), Interval.of(1)));
  }

  @Test
  void ratios_are_means_over_the_runs_with_their_intervals() {
    List<SortedMap<Integer, Group>> runs =
        List.of(
            new TreeMap<>(Map.of(1, new Group(10, 1, 1.1), 2, new Group(10, 2, 2))),
            new TreeMap<>(Map.of(1, new Group(10, 1, 0.9), 2, new Group(10, 2, 3))));
    Reliability reliability = Reliability.of(runs, 2);
    assertEquals(List.of(20L, 20L), reliability.groups().stream().map(Group::count).toList());
    assertEquals(List.of(Interval.of(1.1, 0.9), Interval.of(1, 1.5)), reliability.ratios());
    assertEquals(
        Math.sqrt((0.81 + 9) / 5) / 2 + Math.sqrt((1.21 + 4) / 5) / 2,
        reliability.whole().mean(),
        1e-12);
  }

  @Test
  void a_group_holds_as_much_of_every_run_however_sure_runs_are() {
    SortedMap<Integer, Group> sure = new TreeMap<>();
    SortedMap<Integer, Group> unsure = new TreeMap<>();
    for (int n = 0; n < 20; n++) {
      sure.put(n, new Group(5, 0.5 + n / 100.0, 0.5 + n / 100.0));
      unsure.put(100 + n, new Group(5, 1 + n / 100.0, 2 + n / 50.0));
    }
    Reliability reliability = Reliability.of(List.of(sure, unsure), 10);
    assertEquals(10, reliability.groups().size());
    for (int n = 0; n < 10; n++) {
      assertEquals(20, reliability.groups().get(n).count());
      assertEquals(1.5, reliability.ratios().get(n).mean(), 1e-12);
    }
  }

  @Test
  void a_group_that_not_every_run_has_is_joined_to_the_next_or_in_the_end_to_the_last() {
    SortedMap<Integer, Group> spread = ofCounts(3, 3, 4);
    // Thirds: the surest of the first run are all alike, and of the second the least sure.
    assertEquals(List.of(14L, 6L), counts(ofCounts(8, 1, 1), spread));
    assertEquals(List.of(5L, 15L), counts(ofCounts(1, 1, 8), spread));
  }

  private static SortedMap<Integer, Group> ofCounts(int... counts) {
    return numbered(
        IntStream.range(0, counts.length).mapToObj(n -> new Group(counts[n], 1 + n, 1)).toList());
  }

  private static List<Long> counts(SortedMap<Integer, Group> one, SortedMap<Integer, Group> other) {
    return Reliability.of(List.of(one, other), 3).groups().stream().map(Group::count).toList();
  }
}

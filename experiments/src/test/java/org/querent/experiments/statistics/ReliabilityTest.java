package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
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

  @Test
  void coarse_groups_hold_the_same_predictions_in_about_equal_parts() {
    List<Group> fine = fine(200, 40);
    List<Group> coarse = Reliability.of(fine, 10).groups();
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
    assertEquals(one, Reliability.of(one, 10).groups());
    assertThrows(IllegalArgumentException.class, () -> new Reliability(List.of()));
  }
}

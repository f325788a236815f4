package org.querent.experiments.report.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void texts_with_room_stay_where_they_belong_and_others_are_around_their_mean() {
    assertArrayEquals(
        new double[] {50, 95, 105, 20}, Spread.of(new double[] {50, 99, 101, 20}, 10, 0, 200));
    assertArrayEquals(new double[] {5, 15, 195}, Spread.of(new double[] {-3, 2, 250}, 10, 0, 200));
  }

  @RepeatedTest(50)
  void no_text_touches_another_changes_places_with_it_or_is_outside(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    double[] wanted = random.doubles(random.nextInt(1, 20), -20, 220).toArray();
    double[] at = Spread.of(wanted, 10, 0, 200);
    int[] order =
        IntStream.range(0, at.length)
            .boxed()
            .sorted(Comparator.comparingDouble(n -> wanted[n]))
            .mapToInt(n -> n)
            .toArray();
    for (int i = 0; i < at.length; i++) {
      assertTrue(at[i] > 5 - 1e-9 && at[i] < 195 + 1e-9, Arrays.toString(at));
      assertTrue(i == 0 || at[order[i]] > at[order[i - 1]] + 10 - 1e-9, Arrays.toString(at));
    }
  }
}

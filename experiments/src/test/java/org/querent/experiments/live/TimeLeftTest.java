package org.querent.experiments.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private final TimeLeft left = new TimeLeft();

  @Test
  void it_is_unknown_at_first_and_while_nothing_happens() {
    assertTrue(left.seconds().isEmpty());
    left.note(0, 1000);
    assertTrue(left.seconds().isEmpty());
    left.note(1, 900);
    assertTrue(left.seconds().isEmpty());
    TimeLeft still = new TimeLeft();
    still.note(0, 1000);
    still.note(60, 1000);
    assertTrue(still.seconds().isEmpty());
  }

  @Test
  void at_a_steady_rate_it_is_exact() {
    for (int second = 0; second <= 2_000; second++) {
      left.note(second, 10_000 - 3L * second);
    }
    assertEquals((10_000 - 6_000) / 3.0, left.seconds().orElseThrow(), 1e-9);
  }

  @Test
  void it_follows_a_new_rate_within_minutes() {
    for (int second = 0; second <= 600; second++) {
      left.note(second, 100_000 - 100L * Math.min(second, 290) - Math.max(0, second - 290));
    }
    assertEquals(100_000 - 29_000 - 310, left.seconds().orElseThrow(), 1e-6);
  }

  @Test
  void it_is_unknown_again_when_runs_are_begun_anew() {
    left.note(0, 1000);
    left.note(10, 500);
    assertEquals(10, left.seconds().orElseThrow(), 1e-9);
    left.note(11, 1000);
    assertTrue(left.seconds().isEmpty());
    left.note(21, 900);
    assertEquals(90, left.seconds().orElseThrow(), 1e-9);
  }

  @Test
  void when_nothing_is_left_it_is_nothing() {
    left.note(0, 100);
    left.note(10, 0);
    assertEquals(0, left.seconds().orElseThrow());
  }
}

package org.querent.simulator.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseClockTest {
  private final List<Phase> phases = new ArrayList<>();
  private long told;
  private final PhaseClock clock =
      new PhaseClock(
          new SimulationListener() {
            @Override
            public void answered(int query, int user, int item, double rating) {}

            @Override
            public void evaluated(CurvePoint point) {}

            @Override
            public void spent(Phase phase, long nanos) {
              assertTrue(nanos >= 0, phase + " took " + nanos);
              phases.add(phase);
              told += nanos;
            }
          },
          () -> 0);

  private Runnable choice(int scored) {
    return () -> {
      clock.scores().begin();
      for (int n = 0; n < scored; n++) {
        clock.scores().scored();
      }
    };
  }

  private void choose(Runnable choice) {
    clock.time(Phase.SELECT, choice);
  }

  @Test
  void scores_are_no_part_of_the_choice() {
    long before = System.nanoTime();
    choose(choice(1));
    assertEquals(List.of(Phase.SCORE, Phase.SELECT), phases);
    assertTrue(told <= System.nanoTime() - before, "nothing counts twice");
  }

  @Test
  void who_says_nothing_has_chosen_all_the_time() {
    choose(choice(0));
    // Too late: that choice is over.
    clock.scores().scored();
    assertEquals(List.of(Phase.SELECT), phases);
  }

  @Test
  void said_twice_it_counts_once() {
    choose(choice(2));
    assertEquals(List.of(Phase.SCORE, Phase.SELECT), phases);
  }

  @Test
  void strategies_within_another_score_one_after_another() {
    long before = System.nanoTime();
    choose(
        () -> {
          clock.scores().begin();
          choice(1).run();
          choice(1).run();
        });
    assertEquals(List.of(Phase.SCORE, Phase.SELECT), phases);
    assertTrue(told <= System.nanoTime() - before, "nothing counts twice");
  }

  @Test
  void a_choice_that_fails_is_told_and_leaves_nothing_to_the_next() {
    assertThrows(
        IllegalStateException.class,
        () ->
            choose(
                () -> {
                  clock.scores().begin();
                  throw new IllegalStateException();
                }));
    choose(clock.scores()::scored);
    assertEquals(List.of(Phase.SELECT, Phase.SELECT), phases);
  }
}

package org.querent.strategies.learner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingHistoryTest {
  private static GrowingHistory history() {
    GrowingHistory history = new GrowingHistory();
    history.add(0, 1, 3, 0);
    history.add(1, 1, 4, 0);
    history.begin();
    return history;
  }

  @Test
  void what_is_made_of_the_initial_ratings_is_made_once_for_each_key() {
    GrowingHistory history = history();
    List<String> made = new ArrayList<>();
    String first = history.shared("a", known -> made("a" + known.initial(), made));
    history.add(2, 3, 5, 0);
    history.skip(2, 4);
    assertSame(first, history.shared("a", known -> made("again", made)));
    assertEquals("b2", history.shared("b", known -> made("b" + known.initial(), made)));
    history.forgetAnswers();
    assertSame(first, history.shared("a", known -> made("again", made)));
    assertEquals(List.of("a2", "b2"), made);
  }

  @Test
  void what_reads_the_history_reads_on_until_answers_are_forgotten() {
    GrowingHistory history = history();
    List<String> made = new ArrayList<>();
    String reader = history.reader("a", () -> made("a", made));
    history.shared("a", known -> made("other", made));
    history.add(2, 3, 5, 0);
    assertSame(reader, history.reader("a", () -> made("again", made)));
    history.forgetAnswers();
    history.reader("a", () -> made("forgotten", made));
    history.settle();
    history.reader("a", () -> made("settled", made));
    assertEquals(List.of("a", "other", "forgotten", "settled"), made);
  }

  private static String made(String what, List<String> made) {
    made.add(what);
    return what;
  }

  @Test
  void what_came_of_questions_is_kept_in_their_order() {
    GrowingHistory history = history();
    history.skip(2, 4);
    history.add(2, 3, 5, 0);
    history.skip(2, 5);
    assertEquals(3, history.asked());
    assertEquals(2, history.initial());
    assertEquals(
        List.of(-1, 2, -2), List.of(history.outcome(0), history.outcome(1), history.outcome(2)));
    history.forgetAnswers();
    assertEquals(0, history.asked());
    assertEquals(2, history.size());
  }
}

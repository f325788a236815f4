package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;
import org.querent.core.spec.Covariance;
import org.querent.experiments.ExperimentException;
import org.querent.simulator.stopping.Budget;
import org.querent.simulator.stopping.ConfiguredStopping;
import org.querent.simulator.stopping.StableTop;
import org.querent.strategies.profile.Recommendation;

class SessionTest {
  private static final BitSet NONE = new BitSet();

  @TempDir Path folder;
  private Ratings known;
  private AskModel model;

  @BeforeEach
  void train() {
    known = Models.ratings(24, 30, 400, 1).withUser("newcomer");
    model = model("interview");
  }

  private AskModel model(String strategy) {
    Path file = folder.resolve(strategy + ".querent");
    Models.write(file, known, Models.settings(Covariance.FULL), Models.strategy(strategy), 5);
    return AskModel.read(file, Models.ASKED_BY);
  }

  private AnswerLog log(String user) {
    return AnswerLog.open(folder.resolve("answers"), user, model.sha256(), 1);
  }

  private static OptionalDouble rating(int question) {
    return question % 3 == 1
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 + 0.5 * (question * 5 % 9));
  }

  private static List<Integer> play(Session session, int questions) {
    List<Integer> asked = new ArrayList<>();
    for (int n = 0; n < questions; n++) {
      int item = session.next().orElseThrow();
      asked.add(item);
      session.answer(item, rating(session.interview().answers().size()), 10);
    }
    return asked;
  }

  private double[] predictions(Session session) {
    int user = known.userCount() - 1;
    return IntStream.range(0, known.itemCount())
        .mapToDouble(
            item ->
                session.interview().posterior().mean(user, item)
                    + session.interview().posterior().epistemicVariance(user, item))
        .toArray();
  }

  /** The log is all that a process leaves that is killed. */
  @ParameterizedTest
  @ValueSource(strings = {"interview", "random", "bootstrap-tree", "functional-mf", "max-variance"})
  void a_session_goes_on_from_its_log_as_if_it_had_never_been_broken_off(String strategy) {
    model = model(strategy);
    List<Integer> whole;
    double[] end;
    try (AnswerLog log = log("a");
        Session session = Session.of(model, log, NONE, Optional.empty())) {
      whole = play(session, 8);
      end = predictions(session);
    }
    List<Integer> parts = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      model = n == 4 ? model(strategy) : model;
      // The same generator as of a, which the id decides.
      try (AnswerLog log = AnswerLog.open(folder.resolve("others"), "a", model.sha256(), 1);
          Session session = Session.of(model, log, NONE, Optional.empty())) {
        parts.addAll(play(session, 1));
        assertTrue(n < 7 || Arrays.equals(end, predictions(session)));
      }
    }
    assertEquals(whole, parts);
  }

  @Test
  void what_is_taken_back_and_revised_is_as_if_it_had_never_been() {
    try (AnswerLog log = log("a")) {
      double[] before;
      List<Integer> asked;
      try (Session session = Session.of(model, log, NONE, Optional.empty())) {
        assertFalse(session.back(3));
        asked = play(session, 3);
        before = predictions(session);
        play(session, 2);
        assertTrue(session.back(3));
        assertTrue(session.back(3));
        assertArrayEquals(before, predictions(session));
        session.revise(1, OptionalDouble.of(5), 3);
        double[] revised = predictions(session);
        session.revise(1, rating(1), 3);
        assertArrayEquals(before, predictions(session));
        session.revise(1, OptionalDouble.of(5), 3);
        before = revised;
      }
      try (Session session = Session.of(model, log, NONE, Optional.empty())) {
        assertArrayEquals(before, predictions(session));
        assertEquals(asked.size(), session.interview().answers().size());
      }
    }
  }

  @Test
  void nobody_sees_what_another_answered_and_only_one_sits_at_a_time() {
    try (AnswerLog log = log("a");
        AnswerLog other = log("b")) {
      OptionalInt first;
      double[] start;
      try (Session session = Session.of(model, other, NONE, Optional.empty())) {
        first = session.next();
        start = predictions(session);
      }
      try (Session session = Session.of(model, log, NONE, Optional.empty())) {
        play(session, 6);
        assertThrows(
            IllegalStateException.class, () -> Session.of(model, other, NONE, Optional.empty()));
      }
      try (Session session = Session.of(model, other, NONE, Optional.empty())) {
        assertArrayEquals(start, predictions(session));
        assertEquals(first, session.next());
      }
    }
  }

  @Test
  void a_rating_beside_the_scale_is_refused_before_it_is_logged() {
    try (AnswerLog log = log("a");
        Session session = Session.of(model, log, NONE, Optional.empty())) {
      int item = session.next().orElseThrow();
      String message =
          assertThrows(
                  ExperimentException.class, () -> session.answer(item, OptionalDouble.of(5.5), 1))
              .getMessage();
      assertEquals("rating: found 5.5, allowed 0.5 to 5 in steps of 0.5", message);
      assertEquals(List.of(), log.answers());
    }
  }

  @Test
  void answers_lower_what_is_uncertain_and_known_users_go_on_from_their_ratings() {
    try (AnswerLog log = log("a");
        Session session = Session.of(model, log, NONE, Optional.empty())) {
      assertEquals(1, session.interview().uncertaintyLeft(), 1e-12);
      double left = 1;
      for (int n = 0; n < 12; n++) {
        int item = session.next().orElseThrow();
        session.answer(item, OptionalDouble.of(4), 1);
        assertTrue(session.interview().uncertaintyLeft() < (n == 0 ? 2 : left));
        left = session.interview().uncertaintyLeft();
      }
      assertTrue(left < 0.9, "left " + left);
    }
    String user = known.userIds().idOf(0);
    assertTrue(model.knows(user, List.of()));
    assertFalse(model.knows("a", List.of()));
    try (AnswerLog log = log(user);
        Session session = Session.of(model, log, NONE, Optional.empty())) {
      BitSet rated = model.rated(0);
      for (int n = 0; n < 5; n++) {
        int item = session.next().orElseThrow();
        assertFalse(rated.get(item));
        session.answer(item, rating(n), 1);
      }
      for (Recommendation best : session.interview().profile().best(100)) {
        assertFalse(rated.get(best.item()));
      }
    }
  }

  @Test
  void a_rule_says_when_it_is_enough_also_after_going_on() {
    Optional<ConfiguredStopping<?>> rule =
        Optional.of(new ConfiguredStopping<>(new Budget(), new Budget.Parameters(4)));
    try (AnswerLog log = log("a")) {
      try (Session session = Session.of(model, log, NONE, rule)) {
        play(session, 3);
      }
      try (Session session = Session.of(model, log, NONE, rule)) {
        play(session, 1);
        assertTrue(session.next().isEmpty());
        assertTrue(session.next().isEmpty(), "it does not take that back");
        session.goOn();
        play(session, 3);
      }
      try (Session session = Session.of(model, log, NONE, rule)) {
        assertTrue(session.next().isEmpty(), "long since");
        for (int n = 0; n < 4; n++) {
          session.back(3);
        }
        assertTrue(session.next().isPresent(), "what made it so was taken back");
      }
    }
    Optional<ConfiguredStopping<?>> stable =
        Optional.of(new ConfiguredStopping<>(new StableTop(), new StableTop.Parameters(1, 2)));
    List<Integer> ends = new ArrayList<>();
    for (boolean broken : new boolean[] {false, true}) {
      try (AnswerLog log = AnswerLog.open(folder.resolve("s" + broken), "c", "m", 1)) {
        for (boolean goesOn = true; goesOn; ) {
          try (Session session = Session.of(model, log, NONE, stable)) {
            OptionalInt next = session.next();
            for (; next.isPresent() && !broken; next = session.next()) {
              session.answer(next.getAsInt(), OptionalDouble.of(3), 1);
            }
            goesOn = next.isPresent();
            if (goesOn) {
              session.answer(next.getAsInt(), OptionalDouble.of(3), 1);
            }
          }
        }
        ends.add(log.answers().size());
      }
    }
    assertEquals(ends.get(0), ends.get(1));
    assertTrue(ends.get(0) < 30, ends.toString());
  }

  @Test
  void who_wants_more_than_enough_is_asked_that_once() throws IOException {
    Optional<ConfiguredStopping<?>> rule =
        Optional.of(new ConfiguredStopping<>(new Budget(), new Budget.Parameters(2)));
    String said = said(rule, "a", "4", "d", "4", "more", "3", "2", "q");
    assertEquals(1, said.split("that is enough", -1).length - 1, said);
    assertTrue(said.contains("that is none of the letters"), said);
    assertTrue(said.contains("\n5. "), said);
    said = said(rule, "a", "b", "");
    assertEquals(2, said.split("that is enough", -1).length - 1, said);
    assertFalse(said.contains("\n4. "), said);
    try (AnswerLog log = log("a")) {
      assertEquals(3, log.answers().size());
    }
    assertTrue(said(rule, "a").contains("that is enough"));
  }

  @Test
  void who_was_asked_enough_is_told_why_the_next_question_and_why_a_recommendation()
      throws IOException {
    Optional<ConfiguredStopping<?>> rule =
        Optional.of(new ConfiguredStopping<>(new Budget(), new Budget.Parameters(2)));
    String said = said(rule, "a", "4", "3", "w", "why 1", "w 9", "x", "m", "q");
    String enough = said.substring(said.indexOf("that is enough"));
    assertTrue(enough.contains("w: why the next question"), enough);
    String next = enough.replaceFirst("(?s).*\n3\\. (Thing B\\d+).*", "$1");
    assertTrue(enough.contains("the next question is about " + next + "\n"), enough);
    assertTrue(enough.contains("an answer lowers the standard deviation"), enough);
    assertTrue(enough.matches("(?s).*others like it, and 4 for Thing B00\\d+ \\(\\+.*"), enough);
    assertTrue(enough.contains("there is no such recommendation yet"), enough);
    assertEquals(2, enough.split("that is none of the letters", -1).length, enough);
    Optional<ConfiguredStopping<?>> all =
        Optional.of(new ConfiguredStopping<>(new Budget(), new Budget.Parameters(1)));
    String[] lines = Collections.nCopies(100, "d").toArray(String[]::new);
    lines[1] = "m";
    assertTrue(said(all, "b", lines).contains("nothing is left to ask"));
  }

  /** Cut off they would all be alike, and their order have no reason. */
  @Test
  void what_is_expected_beyond_the_scale_is_shown_as_it_is_and_said() throws IOException {
    String said = said("a", "5", "5", "5", "5", "5", "5", "5", "5", "5", "5");
    assertTrue(said.contains("more than 5 is expected of some"), said);
    String last = said.substring(said.lastIndexOf("    1  "));
    double first =
        Double.parseDouble(last.replaceFirst("(?s)    1  \\S+ \\S+ +([0-9.]+) .*", "$1"));
    assertTrue(first > 5, last);
  }

  private String said(String user, String... lines) throws IOException {
    return said(Optional.empty(), user, lines);
  }

  private String said(Optional<ConfiguredStopping<?>> rule, String user, String... lines)
      throws IOException {
    StringWriter heard = new StringWriter();
    try (AnswerLog log = log(user);
        Session session = Session.of(model, log, NONE, rule)) {
      new Conversation(
              model,
              session,
              new BufferedReader(new StringReader(String.join("\n", lines))),
              new PrintWriter(heard, true),
              Screen.PLAIN,
              2,
              InstantSource.fixed(Instant.ofEpochSecond(99)))
          .hold();
    }
    return heard.toString();
  }

  @Test
  void a_conversation_shows_names_takes_ratings_and_words_and_says_why() throws IOException {
    String said =
        said("a", "w", "b", "6", "nonsense", "w 1", "4,5", "d", "W 1", "b", "3", "quit", "5");
    assertTrue(said.contains("q: quit\n\n1. Thing B00"), said);
    assertTrue(said.contains("  Toys, Games · 199") || said.contains("  Books · 199"), said);
    assertTrue(said.contains("an answer lowers the standard deviation of what is expected"), said);
    assertTrue(
        said.matches("(?s).*there is an answer with a probability of [1-9][0-9]?\\.\\d %.*"), said);
    assertTrue(said.contains("this is the first question"), said);
    assertEquals(
        1, said.split("that is neither a rating on the scale nor one of the letters").length - 1);
    assertTrue(said.contains("found 6, allowed 0.5 to 5 in steps of 0.5"), said);
    assertTrue(said.contains("there is no such recommendation yet"), said);
    assertTrue(said.contains("mostly by 4.5 for Thing B00"), said);
    assertTrue(
        said.lines()
                .filter(it -> it.matches("    1  Thing B00\\d+ +\\d\\.\\d\\d  \\(.* to .*\\)"))
                .count()
            == 4,
        said);
    assertTrue(said.contains("still uncertain about you: [#"), said);
    assertFalse(said.contains("\u001b"), said);
    try (AnswerLog log = log("a")) {
      assertEquals(2, log.answers().size());
      assertEquals(OptionalDouble.of(4.5), log.answers().get(0).rating());
      assertEquals(99, log.answers().get(1).time());
    }
    assertTrue(said("a").contains("q: quit\ngoing on after 2 answers\n"));
  }
}

package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.spec.Covariance;

class ScreenTest {
  @TempDir Path folder;

  private String said(Screen screen) throws IOException {
    Path file =
        Models.write(
            folder.resolve("m.querent"),
            Models.ratings(24, 30, 400, 1).withUser("newcomer"),
            Models.settings(Covariance.FULL),
            Models.strategy("interview"),
            1);
    AskModel model = AskModel.read(file, Models.ASKED_BY);
    StringWriter heard = new StringWriter();
    try (AnswerLog log = AnswerLog.open(folder, "ann", model.sha256(), 1);
        Session session = Session.of(model, log, new BitSet(), Optional.empty())) {
      new Conversation(
              model,
              session,
              new BufferedReader(new StringReader("4\nw\nx\n3\nw 1\nw 2\n")),
              new PrintWriter(heard, true),
              screen,
              5,
              InstantSource.system())
          .hold();
    }
    return heard.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 60, 40})
  void no_line_is_longer_than_the_screen_is_wide(int width) throws IOException {
    String said = said(new Screen(true, false, true, width));
    // What is typed stands behind the prompt.
    List<String> lines = said.replace("5: ", "5: \n").lines().toList();
    lines.forEach(line -> assertTrue(line.length() <= width, line));
    assertFalse(said.contains("\u001b"), "letters are bold");
    assertTrue(said.contains("\u2588"), said);
  }

  @Test
  void names_are_bold_and_blocks_are_signs_where_that_is_so() throws IOException {
    assertTrue(said(new Screen(true, true, false, 80)).contains("1. \u001b[1mThing "));
    assertTrue(said(new Screen(true, false, false, 80)).contains("about you: [#"));
  }

  @Test
  void a_bar_is_full_only_where_the_percents_beside_it_are_100() {
    Screen screen = new Screen(true, true, false, 80);
    assertEquals("[" + "#".repeat(29) + ".]", screen.bar(0.984, 0));
    assertEquals("[" + "#".repeat(29) + ".]", screen.bar(0.994, 0));
    assertEquals("[" + "#".repeat(30) + "]", screen.bar(0.996, 0));
    assertEquals("[" + "#".repeat(30) + "]", screen.bar(1.2, 0));
    assertEquals("[" + "#".repeat(15) + ".".repeat(15) + "]", screen.bar(0.5, 0));
    assertEquals("[" + ".".repeat(30) + "]", screen.bar(0, 0));
  }

  @Test
  void a_text_is_broken_between_words_and_a_name_is_cut() {
    Screen screen = new Screen(true, true, true, 40);
    String word = "x".repeat(45);
    assertEquals(List.of("  a", "  " + word, "  b c"), screen.lines("  ", "a " + word + " b c"));
    assertEquals("abc  ", screen.fitted("abc", 5));
    assertEquals("ab\u2026", screen.fitted("abcd", 3));
    assertEquals("abcdef", Screen.PLAIN.fitted("abcdef", 4));
    assertEquals("a...", new Screen(true, true, false, 80).fitted("abcdef", 4));
  }
}

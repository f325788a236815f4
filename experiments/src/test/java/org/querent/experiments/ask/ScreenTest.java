package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {
  @TempDir Path folder;

  private String said(Screen screen) throws IOException {
    return said(screen, "Thing");
  }

  private String said(Screen screen, String title) throws IOException {
    Path file =
        Models.writeTitled(
            folder.resolve("m.querent"),
            Models.ratings(24, 30, 400, 1).withUser("newcomer"),
            title);
    Files.deleteIfExists(new AnswerFolder(folder).file("ann"));
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
  void a_long_title_is_shown_whole_in_the_question_and_among_the_best() throws IOException {
    String title = "a title \twith " + "many words ".repeat(12) + "and an end";
    String shown = title.replace('\t', ' ');
    for (Screen screen : List.of(Screen.PLAIN, new Screen(true, false, true, 60))) {
      String said = said(screen, title);
      String running = said.replaceAll("\\s+", " ");
      assertTrue(running.contains("1. " + shown.replaceAll(" +", " ")), said);
      assertTrue(said.lines().filter(it -> it.contains("and an end")).count() >= 11, said);
      assertFalse(said.contains("\uFFFD"), said);
      // What is typed stands behind the prompt.
      assertTrue(
          screen == Screen.PLAIN
              || said.replace("5: ", "5: \n").lines().allMatch(it -> it.length() <= 60),
          said);
    }
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
  void a_text_is_broken_between_words_and_a_name_also_within_one_that_is_too_long() {
    Screen screen = new Screen(true, true, true, 40);
    String word = "x".repeat(45);
    assertEquals(List.of("  a", "  " + word, "  b c"), screen.lines("  ", "a " + word + " b c"));
    assertEquals("abc  ", screen.filled("abc", 5));
    assertEquals(List.of("abc"), screen.pieces("abc", 3));
    assertEquals(List.of("ab cd", "ef"), screen.pieces("ab cd ef", 5));
    assertEquals(List.of("ab", "cdefg", "hi j"), screen.pieces("ab cdefghi j", 5));
    assertEquals(List.of("\ud83d\ude00a", "b"), screen.pieces("\ud83d\ude00ab", 2));
    assertEquals(List.of("ab cd"), Screen.PLAIN.pieces("ab cd", 2));
  }
}

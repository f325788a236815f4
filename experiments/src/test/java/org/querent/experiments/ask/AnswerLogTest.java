package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentException;

class AnswerLogTest {
  private static final String USER = "4f7c\n../\u202e\ud83d\ude00";

  @TempDir Path folder;

  private static Answer answer(String item, double rating) {
    return new Answer(item, OptionalDouble.of(rating), 7);
  }

  private static Answer unknown(String item) {
    return new Answer(item, OptionalDouble.empty(), 8);
  }

  private AnswerLog open() {
    return AnswerLog.open(folder, USER, "model", 1);
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }

  private List<Answer> written() {
    List<Answer> expected = new ArrayList<>();
    try (AnswerLog log = open()) {
      log.add(answer("B00X", 4));
      log.add(unknown("B00\"Y"));
      log.add(answer("B00Z", 1));
      log.back(9);
      log.add(answer("B00V", 2.5));
      log.revise(0, answer("B00X", 3));
      expected.addAll(log.answers());
    }
    assertEquals(List.of(answer("B00X", 3), unknown("B00\"Y"), answer("B00V", 2.5)), expected);
    return expected;
  }

  @Test
  void answers_that_were_added_revised_and_taken_back_are_read_again() throws IOException {
    List<Answer> answers = written();
    long size = Files.size(file());
    try (AnswerLog log = open()) {
      assertEquals(answers, log.answers());
      assertEquals(USER, log.user());
    }
    assertEquals(size, Files.size(file()), "opening writes nothing");
    try (AnswerLog log = AnswerLog.open(folder, USER, "another model", 2)) {
      assertEquals(answers, log.answers());
    }
    assertTrue(Files.readString(file()).contains("another model"));
  }

  @Test
  void nobody_but_their_owner_reads_answers() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path made = folder.resolve("shop").resolve("answers");
    AnswerLog.open(made, USER, "model", 1).close();
    assertEquals("rwx------", permissions(made));
    assertEquals("rw-------", permissions(new AnswerFolder(made).file(USER)));
    assertEquals(
        permissions(Files.createDirectory(folder.resolve("usual"))),
        permissions(made.getParent()),
        "a folder above it is not one of answers");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** A process that is killed while it writes leaves the beginning of a line. */
  @Test
  void a_log_that_ends_anywhere_has_all_answers_of_its_whole_lines() throws IOException {
    List<Answer> answers = written();
    byte[] whole = Files.readAllBytes(file());
    Path file = file();
    int full = 0;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      List<Answer> all;
      try (AnswerLog log = open()) {
        log.add(answer("more", 5));
        all = log.answers();
      }
      full += all.size() == answers.size() + 1 ? 1 : 0;
      try (AnswerLog again = open()) {
        assertEquals(all, again.answers());
      }
    }
    assertTrue(full > 0);
  }

  @Test
  void damage_before_the_last_line_is_refused_and_nothing_is_cut_off() throws IOException {
    written();
    byte[] whole = Files.readAllBytes(file());
    for (int at : new int[] {3, whole.length / 2}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file(), damaged);
      String message = assertThrows(DamagedAnswersException.class, this::open).getMessage();
      assertTrue(message.contains("is damaged after line"), message);
      assertEquals(whole.length, Files.size(file()));
    }
  }

  @Test
  void the_log_of_somebody_else_in_its_place_is_refused() throws IOException {
    written();
    byte[] others = Files.readAllBytes(file());
    try (AnswerLog log = AnswerLog.open(folder, "bob", "model", 1)) {
      log.add(answer("B00X", 4));
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".jsonl")).toList()) {
        Files.write(file, others);
      }
    }
    DamagedAnswersException refused =
        assertThrows(
            DamagedAnswersException.class, () -> AnswerLog.open(folder, "bob", "model", 1));
    assertTrue(refused.isOfAnother());
    assertEquals("bob", refused.user());
    assertThrows(DamagedAnswersException.class, () -> AnswerLog.delete(folder, "bob"));
    assertTrue(new AnswerFolder(folder).has("bob"));
    open().close();
  }

  @Test
  void a_log_is_deleted_whether_or_not_it_can_be_read_but_not_while_somebody_has_it()
      throws IOException {
    written();
    Files.writeString(file(), "damaged\nand more\n");
    AnswerLog.delete(folder, USER);
    assertFalse(new AnswerFolder(folder).has(USER));
    try (AnswerLog log = open()) {
      assertEquals(List.of(), log.answers());
      assertThrows(ExperimentException.class, () -> AnswerLog.delete(folder, USER));
    }
    assertTrue(new AnswerFolder(folder).has(USER));
  }

  @Test
  void a_line_with_a_sound_checksum_that_is_no_json_is_damage() throws IOException {
    written();
    CRC32C sum = new CRC32C();
    sum.update("{no json}".getBytes(StandardCharsets.UTF_8));
    String line = String.format("{no json,\"crc\":\"%08x\"}%n", sum.getValue());
    Files.writeString(file(), line, StandardOpenOption.APPEND);
    assertThrows(DamagedAnswersException.class, this::open);
  }

  @Test
  void two_cannot_ask_the_same_person_at_a_time_but_two_persons() {
    try (AnswerLog log = open();
        AnswerLog bob = AnswerLog.open(folder, "bob", "model", 1)) {
      String message = assertThrows(ExperimentException.class, this::open).getMessage();
      assertTrue(message.contains("another process is asking"), message);
      assertNotEquals(log.random().apply(0).nextLong(), bob.random().apply(0).nextLong());
      assertEquals(log.random().apply(3).nextLong(), log.random().apply(3).nextLong());
    }
    open().close();
  }

  @Test
  void guests_are_numbered() {
    try (AnswerLog first = AnswerLog.ofGuest(folder, "model", 1);
        AnswerLog second = AnswerLog.ofGuest(folder, "model", 1)) {
      assertEquals("guest-1", first.user());
      assertEquals("guest-2", second.user());
    }
  }
}

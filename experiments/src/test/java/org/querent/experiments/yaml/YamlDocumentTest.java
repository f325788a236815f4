package org.querent.experiments.yaml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;

class YamlDocumentTest {
  private static final String TEXT =
      """
      # a comment
      name: quick

      list:
        - random
        - {type: x, "power": 2.5}
      """;

  @Test
  void every_node_knows_where_it_starts() {
    Mapping root = (Mapping) Documents.read(TEXT);
    assertEquals(new Location(2, 1), root.location());
    Entry name = root.find("name").orElseThrow();
    assertEquals(new Location(2, 1), name.location());
    assertEquals(new Scalar(new Location(2, 7), "quick", Kind.TEXT), name.value());
    Sequence list = (Sequence) root.find("list").orElseThrow().value();
    assertEquals(new Location(5, 3), list.location());
    assertEquals(new Location(5, 5), list.items().get(0).location());
    Mapping item = (Mapping) list.items().get(1);
    assertEquals(new Location(6, 5), item.location());
    Entry power = item.find("power").orElseThrow();
    assertEquals(new Location(6, 15), power.location());
    assertEquals(new Scalar(new Location(6, 24), "2.5", Kind.NUMBER), power.value());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void what_is_written_is_read_and_stands_where_the_nodes_say(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int n = 0; n < 100; n++) {
      Map<String, Object> written = Documents.randomMap(random, 4);
      String text = YamlText.of(written);
      requireSame(text, written, Documents.read(text));
    }
  }

  private static void requireSame(String text, Object written, YamlNode node) {
    if (written instanceof Map<?, ?> map) {
      Mapping mapping = assertInstanceOf(Mapping.class, node, text);
      List<String> keys = mapping.entries().stream().map(Entry::key).toList();
      assertEquals(List.copyOf(map.keySet()), keys, text);
      for (Entry entry : mapping.entries()) {
        requirePlace(text, entry.key(), entry.location());
        requireSame(text, map.get(entry.key()), entry.value());
      }
    } else if (written instanceof List<?> list) {
      Sequence sequence = assertInstanceOf(Sequence.class, node, text);
      assertEquals(list.size(), sequence.items().size(), text);
      for (int i = 0; i < list.size(); i++) {
        requireSame(text, list.get(i), sequence.items().get(i));
      }
    } else {
      Scalar scalar = assertInstanceOf(Scalar.class, node, text);
      // YAML 1.1 writes the text 1e3 without quotes; Querent reads it as what it looks like.
      assertEquals(written.equals("1e3") ? Kind.NUMBER : kind(written), scalar.kind(), text);
      assertEquals(written.toString(), scalar.text(), text);
      requirePlace(text, scalar.text(), scalar.location());
    }
  }

  private static Kind kind(Object written) {
    if (written instanceof Integer) {
      return Kind.WHOLE;
    }
    if (written instanceof Double) {
      return Kind.NUMBER;
    }
    return written instanceof Boolean ? Kind.TRUTH : Kind.TEXT;
  }

  private static void requirePlace(String text, String value, Location location) {
    String seen = Documents.at(text, location);
    boolean quoted = seen.startsWith("\"") || seen.startsWith("'") || seen.startsWith("|");
    assertTrue(quoted || seen.startsWith(value), () -> location + " of\n" + text);
  }

  @ParameterizedTest
  @CsvSource({
    "12, WHOLE", "-3, WHOLE", "1_000, WHOLE", "010, TEXT", "0x1F, TEXT", "0.5, NUMBER",
    "1e-3, NUMBER", ".inf, NUMBER", ".nan, NUMBER", "true, TRUTH", "No, TRUTH", "'\"12\"', TEXT",
    "~, NOTHING", "null, NOTHING", "'', NOTHING", "1.2.3, TEXT", "12 apples, TEXT"
  })
  void a_scalar_reads_as_what_it_looks_like(String written, Kind kind) {
    Mapping root = (Mapping) Documents.read("a: " + written + "\n");
    Scalar scalar = (Scalar) root.find("a").orElseThrow().value();
    assertEquals(kind, scalar.kind());
  }

  @Test
  void keys_given_again_are_all_reported_and_the_first_counts() {
    Problems problems = new Problems("test.yaml");
    Mapping root =
        (Mapping) YamlDocument.parse("a: 1\nb: {c: 1, c: 2}\na: 3\n", problems).orElseThrow();
    assertEquals(
        List.of(
            "test.yaml:2:11: b.c: found the key again, allowed once; it was given first in line 2,"
                + " column 5",
            "test.yaml:3:1: a: found the key again, allowed once; it was given first in line 1,"
                + " column 1"),
        problems.lines());
    assertEquals("1", ((Scalar) root.find("a").orElseThrow().value()).text());
  }

  @Test
  void anchors_aliases_and_tags_are_reported_each_in_its_place() {
    assertEquals(
        List.of(
            "test.yaml:1:4: a: found an anchor (&), allowed plain YAML: write each value out",
            "test.yaml:2:4: b: found an alias (*), allowed the value itself: write it out again",
            "test.yaml:3:4: c: found a tag (!), allowed plain YAML without types",
            "test.yaml:5:5: d[0]: found an anchor (&), allowed plain YAML: write each value out",
            "test.yaml:6:5: d[1]: found an alias (*), allowed the value itself: write it out"
                + " again"),
        Documents.problemsOf("a: &x 1\nb: *x\nc: !!java.net.URL [1]\nd:\n  - &y {k: 1}\n  - *y\n"));
  }

  @Test
  void a_bomb_of_aliases_is_small_when_it_is_read() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int n = 1; n < 30; n++) {
      String before = "*a" + (n - 1);
      bomb.append("a%d: &a%d [%s, %s, %s]\n".formatted(n, n, before, before, before));
    }
    assertEquals(30 + 29 * 3, Documents.problemsOf(bomb.toString()).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "~"})
  void an_empty_document_is_refused(String text) {
    List<String> problems = Documents.problemsOf(text);
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).endsWith("found an empty document, allowed keys with values"));
  }

  @Test
  void a_second_document_is_refused_where_it_starts() {
    assertEquals(
        List.of("test.yaml:3:1: found a second document, allowed one document in a file"),
        Documents.problemsOf("a: 1\n---\nb: 2\n"));
  }

  @Test
  void nesting_is_bounded() {
    String deepest = "[".repeat(YamlDocument.MAX_DEPTH) + "]".repeat(YamlDocument.MAX_DEPTH);
    assertEquals(List.of(), Documents.problemsOf(deepest));
    assertEquals(
        List.of("test.yaml:1:51: found deeper nesting, allowed 50 levels"),
        Documents.problemsOf("[" + deepest + "]"));
    assertEquals(1, Documents.problemsOf("[".repeat(100_000)).size());
    assertEquals(1, Documents.problemsOf("{a: ".repeat(25_000)).size());
  }

  @Test
  void size_is_bounded(@TempDir Path folder) throws IOException {
    String large = "a: " + "x".repeat(YamlDocument.MAX_SIZE);
    assertTrue(Documents.problemsOf(large).get(0).startsWith("test.yaml:1:1: found more than"));
    Path file = Files.writeString(folder.resolve("large.yaml"), large);
    Problems problems = new Problems("large.yaml");
    assertTrue(YamlDocument.parse(file, problems).isEmpty());
    assertEquals(1, problems.lines().size());
    String crowded = "[" + "1,\n ".repeat(YamlDocument.MAX_NODES) + "]";
    assertTrue(Documents.problemsOf(crowded).get(0).contains("found too large a document"));
    String wide = "a: b\nc: " + "x".repeat(100_000);
    assertEquals(
        List.of("test.yaml:2:100001: found a longer line, allowed 100000 characters"),
        Documents.problemsOf(wide));
  }

  @ParameterizedTest
  @CsvSource({"0000", "001B", "007F", "FEFF", "FFFE"})
  void a_character_that_yaml_forbids_is_refused_where_it_stands(String code) {
    String character = Character.toString(Integer.parseInt(code, 16));
    assertEquals(
        List.of("test.yaml:2:6: found the character U+" + code + ", allowed printable text"),
        Documents.problemsOf("a: \uD83D\uDE00\nb: \uD83D\uDE00x" + character + "\n"));
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_document() {
    assertEquals(new Location(1, 1), Documents.read("\uFEFFa: 1").location());
  }

  @ParameterizedTest
  @CsvSource({
    "'a: [1, 2', 1, 9",
    "'a: 1\n b: 2', 2, 3",
    "'a: \"x', 1, 6",
    "'a: {b: 1]', 1, 9",
    "'a: 1\nb\nc: 2', 3, 1",
    "'a: @x', 1, 4",
    "'a:\n\t- x', 2, 1"
  })
  void a_syntax_error_is_one_line_with_the_place_of_the_mistake(String text, int line, int column) {
    List<String> problems = Documents.problemsOf(text);
    assertEquals(1, problems.size());
    String start = "test.yaml:" + line + ":" + column + ": this is not valid YAML: ";
    assertTrue(problems.get(0).startsWith(start), problems.get(0));
    assertEquals(1, problems.get(0).lines().count());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void any_text_gives_a_node_or_problems_of_one_line_each(long seed) {
    String alphabet = "ab1 .:-?,[]{}#&*!|>'\"%@`~\n\n\t\\<=+_\u00e9\u0085\u2028\uD83D\uDE00\r";
    RandomGenerator random = new SplittableRandom(seed);
    for (int n = 0; n < 5_000; n++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(1, 30);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      requireNodeOrProblems(text.toString());
    }
  }

  private static void requireNodeOrProblems(String text) {
    Problems problems = new Problems("test.yaml");
    boolean read = YamlDocument.parse(text, problems).isPresent();
    assertTrue(read || !problems.isEmpty(), text);
    for (String line : problems.lines()) {
      assertTrue(line.matches("test\\.yaml:\\d+:\\d+: \\P{Cntrl}+"), () -> line + "\nof\n" + text);
    }
  }

  @Test
  void a_file_that_cannot_be_read_is_one_message(@TempDir Path folder) throws IOException {
    Path latin = Files.write(folder.resolve("latin.yaml"), "name: é".getBytes(ISO_8859_1));
    for (Path file : List.of(folder, folder.resolve("missing.yaml"), latin)) {
      ExperimentException error =
          assertThrows(
              ExperimentException.class, () -> YamlDocument.parse(file, new Problems("x")));
      assertTrue(error.getMessage().contains(file.toString()));
      assertFalse(error.getMessage().contains("\n"));
    }
  }
}

package org.querent.experiments.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.yaml.Sample.Colour;
import org.querent.experiments.yaml.Sample.Inner;

class RecordBinderTest {
  private static List<String> problems(String text) {
    Problems problems = new Problems("test.yaml");
    Sample bound = RecordBinder.bind(Documents.read(text), Sample.DEFAULTS, "", problems);
    if (!problems.isEmpty()) {
      assertEquals(Sample.DEFAULTS, bound, "what is wrong must leave the default");
    }
    return problems.lines();
  }

  private static Sample bind(String text) {
    Problems problems = new Problems("test.yaml");
    Sample bound = RecordBinder.bind(Documents.read(text), Sample.DEFAULTS, "", problems);
    assertEquals(List.of(), problems.lines());
    return bound;
  }

  @Test
  void what_is_not_given_keeps_its_default() {
    assertEquals(Sample.DEFAULTS, bind("{}"));
    assertEquals(new Inner(1, 9), bind("inner: {high: 9}").inner());
  }

  @Test
  void every_kind_of_component_can_be_given() {
    assertEquals(
        new Sample(
            10,
            -9_000_000_000L,
            1,
            -2.5e-3,
            true,
            "2016",
            Path.of("/data/r.csv"),
            Colour.DARK_BLUE,
            Optional.of(7),
            List.of(5, 0),
            List.of(),
            new Inner(0, 0)),
        bind(
            """
            count: 10
            large: -9_000_000_000
            share: 1
            exact: -2.5e-3
            fast-mode: yes
            text: 2016
            path: /data/r.csv
            colour: dark-blue
            limit: 7
            steps: [5, 0]
            colours: []
            inner: {low: 0, high: 0}
            """));
  }

  @Test
  void null_takes_an_optional_away() {
    Sample given = bind("limit: 3");
    Problems problems = new Problems("test.yaml");
    assertEquals(
        Optional.empty(),
        RecordBinder.bind(Documents.read("limit: null"), given, "", problems).limit());
    assertEquals(List.of(), problems.lines());
  }

  @Test
  void all_problems_are_reported_at_once_in_the_order_of_the_file() {
    assertEquals(
        List.of(
            "test.yaml:1:8: count: found 11, allowed 1 to 10",
            "test.yaml:2:8: share: found \"half\" (text), allowed a number, 0 to 1",
            "test.yaml:3:1: fastmode: found an unknown key, allowed count, large, share, exact,"
                + " fast-mode, text, path, colour, limit, steps, colours, inner; did you mean"
                + " \"fast-mode\"?",
            "test.yaml:4:9: colour: found \"dark_blu\", allowed red, dark-blue; did you mean"
                + " \"dark-blue\"?",
            "test.yaml:5:12: steps[1]: found -1, allowed at least 0",
            "test.yaml:5:16: steps[2]: found a list, allowed a whole number, at least 0",
            "test.yaml:6:8: inner: low must not be above high"),
        problems(
            """
            count: 11
            share: half
            fastmode: true
            colour: dark_blu
            steps: [0, -1, [1]]
            inner: {low: 5}
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count: 2.5 | 8 | count: found 2.5 (a number), allowed a whole number, 1 to 10",
        "count: ten | 8 | count: found \"ten\" (text), allowed a whole number, 1 to 10",
        "count: | 7 | count: found nothing, allowed a whole number, 1 to 10",
        "count: [1] | 8 | count: found a list, allowed a whole number, 1 to 10",
        "count: {a: 1} | 8 | count: found a mapping, allowed a whole number, 1 to 10",
        "count: 99999999999 | 8 | count: found 99999999999, allowed 1 to 10",
        "large: 9223372036854775808 | 8 | large: found 9223372036854775808, allowed"
            + " -9223372036854775808 to 9223372036854775807",
        "share: .nan | 8 | share: found .nan, allowed a finite number, 0 to 1",
        "share: 1e99 | 8 | share: found 1e99, allowed a finite number, 0 to 1",
        "share: true | 8 | share: found true (true or false), allowed a number, 0 to 1",
        "fast-mode: 1 | 12 | fast-mode: found 1 (a whole number), allowed true or false",
        "text: ~ | 7 | text: found nothing, allowed text",
        "path: [] | 7 | path: found a list, allowed a path",
        "colour: RED | 9 | colour: found \"RED\", allowed red, dark-blue; did you mean \"red\"?",
        "limit: x | 8 | limit: found \"x\" (text), allowed a whole number, at least 0",
        "limit: [] | 8 | limit: found a list, allowed a whole number, at least 0, or null",
        "steps: 3 | 8 | steps: found 3 (a whole number), allowed a list, each a whole number,"
            + " at least 0",
        "inner: 3 | 8 | inner: found 3 (a whole number), allowed a mapping with low, high",
        "inner: {deep: 1} | 9 | inner.deep: found an unknown key, allowed low, high",
        "inner: {hgih: 1} | 9 | inner.hgih: found an unknown key, allowed low, high; did you mean"
            + " \"high\"?"
      })
  void a_wrong_value_is_named_with_its_place_and_what_is_allowed(
      String text, int column, String message) {
    assertEquals(List.of("test.yaml:1:" + column + ": " + message), problems(text));
  }

  @Test
  void text_from_the_file_cannot_break_the_line_of_a_message() {
    List<String> lines = problems("\"a\\nb\\e[31m\": 1\ncolour: \"x\\ny\"\n");
    assertEquals(2, lines.size());
    lines.forEach(line -> assertEquals(line, line.replaceAll("\\p{Cntrl}", "")));
  }

  @Test
  void a_document_that_is_no_mapping_is_one_problem() {
    assertEquals(1, problems("[1, 2]").size());
    assertEquals(1, problems("just text").size());
  }

  @Test
  void keys_of_the_caller_are_left_to_the_caller() {
    Problems problems = new Problems("test.yaml");
    YamlNode node = Documents.read("label: x\ncount: many\nlable: y\n");
    Sample bound =
        RecordBinder.bind(node, Sample.DEFAULTS, "s[0]", problems, Set.of("label", "count"));
    assertEquals(Sample.DEFAULTS, bound);
    assertEquals(1, problems.lines().size());
    String line = problems.lines().get(0);
    assertEquals("test.yaml:3:1: s[0].lable: ", line.substring(0, line.indexOf("found")));
    assertEquals("did you mean \"label\"?", line.substring(line.lastIndexOf("did")));
  }

  @Test
  void a_private_record_of_another_package_can_be_bound() {
    // The strategies' parameters are records of other jars, and their authors need not open them.
    record Elsewhere(int size) {}
    Problems problems = new Problems("test.yaml");
    assertEquals(
        new Elsewhere(4),
        RecordBinder.bind(Documents.read("size: 4"), new Elsewhere(1), "", problems));
  }

  /** Threads by their names. */
  private static final ComponentType THREADS =
      new ComponentType() {
        @Override
        public boolean covers(Class<?> type) {
          return type == Thread.class;
        }

        @Override
        public String allowed() {
          return "a thread";
        }

        @Override
        public Optional<?> read(YamlNode node, String path, Problems problems) {
          if (node instanceof YamlNode.Scalar scalar) {
            return Optional.of(new Thread(scalar.text()));
          }
          problems.add(node.location(), path, "found no name");
          return Optional.empty();
        }

        @Override
        public String brief(Object value) {
          return ((Thread) value).getName();
        }
      };

  @Test
  void a_type_that_the_caller_reads_is_read_by_the_caller_in_records_within_as_well() {
    record Odd(Thread thread) {}
    record Around(Odd odd, int count) {}
    Around standard = new Around(new Odd(new Thread("main")), 1);
    Problems problems = new Problems("test.yaml");
    List<ComponentType> types = List.of(THREADS);
    YamlNode named = Documents.read("odd: {thread: worker}");
    Around bound = RecordBinder.bind(named, standard, "", problems, Set.of(), types);
    assertEquals("worker", bound.odd().thread().getName());
    assertEquals(List.of(), problems.lines());
    YamlNode wrong = Documents.read("odd: {thread: []}");
    assertEquals(standard, RecordBinder.bind(wrong, standard, "", problems, Set.of(), types));
    assertEquals(List.of("test.yaml:1:15: odd.thread: found no name"), problems.lines());
    assertEquals(
        List.of(
            new SettingHelp("odd.thread", "a thread", "main", ""),
            new SettingHelp("count", "a whole number", "1", "")),
        SettingHelp.describe(standard, types));
    assertEquals(
        Map.of("odd", Map.of("thread", "main"), "count", 1),
        PlainRecord.toPlain(
            standard,
            value ->
                value instanceof Thread thread ? Optional.of(thread.getName()) : Optional.empty()));
  }

  @Test
  void a_component_that_no_scalar_can_become_is_a_programmers_error() {
    record Odd(Thread thread) {}
    Odd odd = new Odd(Thread.currentThread());
    Problems problems = new Problems("test.yaml");
    assertThrows(
        IllegalArgumentException.class,
        () -> RecordBinder.bind(Documents.read("thread: 1"), odd, "", problems));
  }

  @Test
  void problems_count_themselves() {
    Problems problems = new Problems("f.yaml");
    problems.throwIfAny();
    problems.add(new Location(2, 1), "b", "second");
    problems.add(new Location(1, 9), "", "first");
    RuntimeException error = assertThrows(RuntimeException.class, problems::throwIfAny);
    assertEquals(
        "f.yaml has 2 problems:\nf.yaml:1:9: first\nf.yaml:2:1: b: second", error.getMessage());
  }
}

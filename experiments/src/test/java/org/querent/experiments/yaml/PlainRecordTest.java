package org.querent.experiments.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRecordTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void a_record_written_as_yaml_is_read_back_as_it_was(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int n = 0; n < 200; n++) {
      Sample record = sample(random);
      String yaml = YamlText.of(PlainRecord.toPlain(record));
      Problems problems = new Problems("test.yaml");
      Sample read = RecordBinder.bind(Documents.read(yaml), Sample.DEFAULTS, "", problems);
      assertEquals(List.of(), problems.lines(), yaml);
      assertEquals(record, read, yaml);
    }
  }

  private static Sample sample(RandomGenerator random) {
    int low = random.nextInt(0, 1000);
    return new Sample(
        random.nextInt(1, 11),
        random.nextLong(),
        random.nextFloat(),
        random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300)),
        random.nextBoolean(),
        Documents.randomMap(random, 0).keySet().iterator().next(),
        Path.of("folder " + random.nextInt(), "yes"),
        colour(random),
        random.nextBoolean() ? Optional.empty() : Optional.of(random.nextInt(0, 9)),
        random.ints(random.nextInt(0, 4), 0, 100).boxed().toList(),
        random.nextBoolean() ? List.of() : List.of(colour(random), colour(random)),
        new Sample.Inner(low, low + random.nextInt(0, 1000)));
  }

  private static Sample.Colour colour(RandomGenerator random) {
    return random.nextBoolean() ? Sample.Colour.RED : Sample.Colour.DARK_BLUE;
  }

  @Test
  void keys_are_in_kebab_case_and_in_the_order_of_the_record() {
    Map<String, Object> plain = PlainRecord.toPlain(Sample.DEFAULTS);
    assertEquals(
        List.of(
            "count",
            "large",
            "share",
            "exact",
            "fast-mode",
            "text",
            "path",
            "colour",
            "steps",
            "colours",
            "inner"),
        List.copyOf(plain.keySet()));
    assertEquals(Map.of("low", 1, "high", 2), plain.get("inner"));
    assertEquals(List.of("dark-blue"), plain.get("colours"));
  }

  @Test
  void words_of_a_name_are_joined_by_dashes() {
    assertEquals("full-refit-every", Kebab.ofCamelCase("fullRefitEvery"));
    assertEquals("path-of-csv-file", Kebab.ofCamelCase("pathOfCSVFile"));
    assertEquals("coverage90", Kebab.ofCamelCase("coverage90"));
  }

  @Test
  void the_result_cannot_be_changed() {
    Map<String, Object> plain = PlainRecord.toPlain(Sample.DEFAULTS);
    assertThrows(UnsupportedOperationException.class, plain::clear);
  }

  @Test
  void a_component_without_a_form_in_yaml_is_a_programmers_error() {
    record Odd(Thread thread) {}
    Odd odd = new Odd(Thread.currentThread());
    assertThrows(IllegalArgumentException.class, () -> PlainRecord.toPlain(odd));
    record Nothing(String text) {}
    Nothing nothing = new Nothing(null);
    assertThrows(IllegalArgumentException.class, () -> PlainRecord.toPlain(nothing));
  }

  @Test
  void yaml_text_is_one_block_with_line_feeds_only() {
    String yaml = YamlText.of(Map.of("a", Map.of("b", List.of(1, "x\r\ny"))));
    assertFalse(yaml.contains("\r"));
    assertFalse(yaml.startsWith("---"));
    assertEquals("a:\n  b:\n    - 1\n", yaml.substring(0, yaml.indexOf("1") + 2));
  }
}

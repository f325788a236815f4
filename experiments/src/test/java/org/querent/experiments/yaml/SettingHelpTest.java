package org.querent.experiments.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingHelpTest {
  private final List<SettingHelp> help = SettingHelp.describe(Sample.DEFAULTS);

  @Test
  void every_setting_is_described_in_order_with_nested_ones_in_their_place() {
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
            "limit",
            "steps",
            "colours",
            "inner.low",
            "inner.high"),
        help.stream().map(SettingHelp::key).toList());
  }

  @Test
  void help_gives_type_range_default_and_meaning() {
    assertEquals(new SettingHelp("count", "a whole number, 1 to 10", "3", "a count"), help.get(0));
    assertEquals(new SettingHelp("exact", "a number", "1.0E-9", ""), help.get(3));
    assertEquals(new SettingHelp("colour", "red, dark-blue", "red", "a colour"), help.get(7));
    assertEquals(
        new SettingHelp("limit", "a whole number, at least 0, or null", "", "a limit"),
        help.get(8));
    assertEquals(
        new SettingHelp("inner.low", "a whole number, at least 0", "1", "the lower end"),
        help.get(11));
  }

  @Test
  void the_default_is_written_as_yaml_and_reads_back() {
    for (SettingHelp line : help) {
      if (!line.standard().isEmpty() && !line.key().contains(".")) {
        Problems problems = new Problems("test.yaml");
        YamlNode node = Documents.read(line.key() + ": " + line.standard());
        assertEquals(
            Sample.DEFAULTS, RecordBinder.bind(node, Sample.DEFAULTS, "", problems), line.key());
        assertEquals(List.of(), problems.lines());
      }
    }
  }
}

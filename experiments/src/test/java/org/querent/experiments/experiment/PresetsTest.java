package org.querent.experiments.experiment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a preset is what it says itself. */
class PresetsTest {
  private static final Map<String, String> WORDS =
      Map.of("3", "three", "10", "ten", "20", "twenty");

  @ParameterizedTest
  @MethodSource("org.querent.experiments.experiment.Presets#names")
  void a_preset_is_described_with_its_number_of_seeds(String name) {
    Matcher seeds = Pattern.compile("(?m)^seeds: ([0-9]+)").matcher(Presets.text(name));
    assertTrue(seeds.find());
    String description = Presets.description(name);
    assertTrue(description.contains(WORDS.get(seeds.group(1)) + " seeds"), description);
  }
}

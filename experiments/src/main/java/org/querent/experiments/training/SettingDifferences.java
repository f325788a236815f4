package org.querent.experiments.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Tells in what a snapshot was trained otherwise than it would be now. */
final class SettingDifferences {
  private SettingDifferences() {}

  /**
   * The paths at which settings differ, each with both values.
   *
   * @param saved the settings of a snapshot
   * @param now those of the model that is to go on from it
   * @param run what else the result depends on now
   */
  static List<String> of(JsonNode saved, JsonNode now, JsonNode run) {
    List<String> differences = new ArrayList<>();
    for (String key : List.of("model", "training", "seed")) {
      compare(key, saved.path(key), now.path(key), differences);
    }
    compare("fields", declared(saved), declared(now), differences);
    compare("run", saved.path("notes").path("run"), run, differences);
    return differences;
  }

  private static JsonNode declared(JsonNode settings) {
    ArrayNode specs = JsonMapper.builder().build().createArrayNode();
    settings.path("fields").forEach(field -> specs.add(field.path("spec")));
    return specs;
  }

  /** Adds the paths at which two trees differ, with both values. */
  private static void compare(String path, JsonNode saved, JsonNode now, List<String> differences) {
    if (saved.isObject() && now.isObject()) {
      TreeSet<String> keys = new TreeSet<>();
      saved.fieldNames().forEachRemaining(keys::add);
      now.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        compare(path + "." + key, saved.path(key), now.path(key), differences);
      }
    } else if (!saved.equals(now)) {
      differences.add(
          String.format(Locale.ROOT, "%s: then %s, now %s", path, shown(saved), shown(now)));
    }
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "its default" : node.toString();
  }
}

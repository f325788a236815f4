package org.querent.experiments.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;

/**
 * Every setting of an experiment as a path and a text: {@code model.factors} and {@code 8}.
 *
 * <p>What has a label is found by it, {@code strategies[evr].selection}, so that two experiments
 * can be compared whatever the order of their strategies. Lists of plain values are one text.
 */
public final class SettingPaths {
  private SettingPaths() {}

  /**
   * Reads the settings of a document.
   *
   * @param file usually the resolved form of an experiment
   * @return the texts by path, in the order of the document
   * @throws org.querent.experiments.ExperimentException if it cannot be read
   */
  public static Map<String, String> read(Path file) {
    Problems problems = new Problems(file.toString());
    Optional<YamlNode> document = YamlDocument.parse(file, problems);
    problems.throwIfAny();
    Map<String, String> settings = new LinkedHashMap<>();
    document.ifPresent(node -> add("", node, settings));
    return settings;
  }

  /** What begins the paths of a strategy's settings. */
  public static String ofStrategy(String label) {
    return "strategies[" + label + "].";
  }

  private static void add(String path, YamlNode node, Map<String, String> settings) {
    if (node instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        add(path.isEmpty() ? entry.key() : path + "." + entry.key(), entry.value(), settings);
      }
    } else if (node instanceof Sequence sequence && !isPlain(sequence)) {
      List<YamlNode> items = sequence.items();
      for (int n = 0; n < items.size(); n++) {
        add(path + "[" + key(items.get(n), n) + "]", items.get(n), settings);
      }
    } else {
      settings.put(path, text(node));
    }
  }

  private static boolean isPlain(Sequence sequence) {
    return sequence.items().stream().allMatch(Scalar.class::isInstance);
  }

  private static String key(YamlNode item, int index) {
    return item instanceof Mapping mapping
            && mapping.find("label").map(Entry::value).orElse(item) instanceof Scalar label
        ? label.text()
        : Integer.toString(index + 1);
  }

  private static String text(YamlNode node) {
    return node instanceof Scalar scalar
        ? scalar.text()
        : ((Sequence) node)
            .items().stream().map(SettingPaths::text).collect(Collectors.joining(", ", "[", "]"));
  }
}

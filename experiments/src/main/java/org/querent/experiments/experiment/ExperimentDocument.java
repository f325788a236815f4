package org.querent.experiments.experiment;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;
import org.querent.experiments.yaml.YamlTree;

/**
 * The YAML of an experiment before its keys are looked at: with the files it includes and the
 * preset it starts from beneath it, and what was set on the command line above it.
 */
final class ExperimentDocument {
  static final String INCLUDE = "include";
  static final String PRESET = "preset";

  /** Files that each include another twice would be read without end. */
  private static final int MOST_INCLUDED = 100;

  private final Problems problems;
  private final Deque<Path> open = new ArrayDeque<>();
  private int included;

  private ExperimentDocument(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @param settings such as {@code queries.budget=1000}
   */
  static Optional<YamlNode> read(Path file, List<String> settings, Problems problems) {
    ExperimentDocument document = new ExperimentDocument(problems);
    return document.read(file).map(node -> document.set(node, settings));
  }

  private Optional<YamlNode> read(Path file) {
    open.push(file.toAbsolutePath().normalize());
    Optional<YamlNode> node = YamlDocument.parse(file, problems).map(read -> based(read, file));
    open.pop();
    return node;
  }

  /** Puts what a document is based on beneath it. */
  private YamlNode based(YamlNode node, Path file) {
    if (!(node instanceof Mapping mapping)) {
      return node;
    }
    List<YamlNode> layers = new ArrayList<>();
    mapping.find(PRESET).flatMap(this::preset).ifPresent(layers::add);
    mapping.find(INCLUDE).ifPresent(entry -> include(entry, file, layers));
    layers.add(YamlTree.without(YamlTree.without(mapping, PRESET), INCLUDE));
    return layers.stream().reduce(YamlTree::over).orElseThrow();
  }

  private void include(Entry entry, Path file, List<YamlNode> layers) {
    List<YamlNode> names =
        entry.value() instanceof Sequence sequence ? sequence.items() : List.of(entry.value());
    for (YamlNode name : names) {
      if (!(name instanceof Scalar scalar)) {
        problems.add(name.location(), INCLUDE, "found no name of a file, allowed one or a list");
        continue;
      }
      if (++included > MOST_INCLUDED) {
        problems.add(
            name.location(), INCLUDE, "found more files, allowed " + MOST_INCLUDED + " in all");
        return;
      }
      Path other;
      try {
        other = file.resolveSibling(scalar.text());
      } catch (InvalidPathException e) {
        problems.add(
            name.location(),
            INCLUDE,
            "found " + Found.quoted(scalar.text()) + ", allowed the path of a file");
        continue;
      }
      if (open.contains(other.toAbsolutePath().normalize())) {
        problems.add(
            name.location(),
            INCLUDE,
            "found " + Found.quoted(scalar.text()) + ", which includes this file");
        continue;
      }
      open.push(other.toAbsolutePath().normalize());
      try {
        Problems within = new Problems(other.toString());
        YamlDocument.parse(other, within)
            .map(read -> YamlTree.from(other.toString(), read))
            .filter(read -> isMapping(read, within))
            .map(read -> based(read, other))
            .ifPresent(layers::add);
        within.lines().forEach(line -> problems.add(name.location(), INCLUDE, line));
      } catch (ExperimentException e) {
        problems.add(name.location(), INCLUDE, e.getMessage());
      } finally {
        open.pop();
      }
    }
  }

  private static boolean isMapping(YamlNode node, Problems problems) {
    if (!(node instanceof Mapping)) {
      problems.add(node.location(), "", "found no keys, allowed keys of an experiment");
    }
    return node instanceof Mapping;
  }

  private Optional<YamlNode> preset(Entry entry) {
    String name = entry.value() instanceof Scalar scalar ? scalar.text() : "";
    if (!Presets.names().contains(name)) {
      problems.add(
          entry.value().location(),
          PRESET,
          String.format(
              Locale.ROOT,
              "found %s, allowed %s%s",
              Found.quoted(name),
              String.join(", ", Presets.names()),
              Nearest.hint(name, Presets.names())));
      return Optional.empty();
    }
    return YamlDocument.parse(Presets.text(name), problems)
        .map(node -> YamlTree.from("preset " + name, node));
  }

  private YamlNode set(YamlNode node, List<String> settings) {
    YamlNode set = node;
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      String key = setting.substring(0, Math.max(equals, 0));
      if (!key.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*")) {
        throw new ExperimentException(
            String.format(
                Locale.ROOT,
                "--set: found %s, allowed KEY=VALUE, such as queries.budget=1000",
                Found.quoted(setting)));
      }
      if (key.equals(INCLUDE) || key.equals(PRESET)) {
        throw new ExperimentException("--set: found " + key + ", which has to be in a file");
      }
      Problems within = new Problems("--set " + key);
      Optional<YamlNode> value =
          YamlDocument.parse(setting.substring(equals + 1), within)
              .map(read -> YamlTree.from("--set " + key, read));
      within.throwIfAny();
      set =
          YamlTree.over(set, YamlTree.nested(Arrays.asList(key.split("\\.")), value.orElseThrow()));
    }
    return set;
  }
}

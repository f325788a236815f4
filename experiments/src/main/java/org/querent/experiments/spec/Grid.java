package org.querent.experiments.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;

/**
 * Takes a document apart in which values are grids, {@code {grid: [2, 4, 8]}}: one document for
 * every choice of one value from each.
 */
final class Grid {
  static final String KEY = "grid";

  /** More are a mistake. */
  static final int MOST = 1_000;

  private static final int LONGEST_LABEL = 40;

  private Grid() {}

  /**
   * A document in which every grid is one of its values.
   *
   * @param label the values chosen, as a part of a name: {@code factors-4}; empty without grids
   */
  record Choice(String label, YamlNode node) {
    private Choice and(Choice other, YamlNode node) {
      return new Choice(join(label, other.label), node);
    }
  }

  /** All choices, those of the last grid varying the fastest. */
  static List<Choice> choices(YamlNode node, Problems problems) {
    long count = count(node);
    if (count > MOST) {
      problems.add(
          node.location(),
          "",
          "found %,d experiments in its grids, allowed %,d".formatted(count, MOST));
      return List.of();
    }
    return choices("", node);
  }

  private static long count(YamlNode node) {
    Optional<Sequence> grid = values(node);
    if (grid.isPresent()) {
      return Math.min(grid.get().items().stream().mapToLong(Grid::count).sum(), MOST + 1L);
    }
    long product = 1;
    for (YamlNode child : children(node)) {
      product = Math.min(product * count(child), MOST + 1L);
    }
    return product;
  }

  private static List<YamlNode> children(YamlNode node) {
    if (node instanceof Mapping mapping) {
      return mapping.entries().stream().map(Entry::value).toList();
    }
    return node instanceof Sequence sequence ? sequence.items() : List.of();
  }

  /** The values of a grid that has some. */
  private static Optional<Sequence> values(YamlNode node) {
    return node instanceof Mapping mapping
            && mapping.entries().size() == 1
            && mapping.entries().get(0).key().equals(KEY)
            && mapping.entries().get(0).value() instanceof Sequence sequence
            && !sequence.items().isEmpty()
        ? Optional.of(sequence)
        : Optional.empty();
  }

  private static List<Choice> choices(String key, YamlNode node) {
    Optional<Sequence> grid = values(node);
    if (grid.isPresent()) {
      List<Choice> choices = new ArrayList<>();
      for (YamlNode value : grid.get().items()) {
        for (Choice choice : choices(key, value)) {
          choices.add(new Choice(label(key, value, choice), choice.node()));
        }
      }
      return choices;
    }
    if (node instanceof Mapping mapping) {
      return ofMapping(mapping);
    }
    return node instanceof Sequence sequence
        ? ofSequence(key, sequence)
        : List.of(new Choice("", node));
  }

  private static List<Choice> ofMapping(Mapping mapping) {
    List<Choice> choices = List.of(new Choice("", new Mapping(mapping.location(), List.of())));
    for (Entry entry : mapping.entries()) {
      List<Choice> more = new ArrayList<>();
      for (Choice before : choices) {
        for (Choice value : choices(entry.key(), entry.value())) {
          List<Entry> entries = new ArrayList<>(((Mapping) before.node()).entries());
          entries.add(new Entry(entry.key(), entry.location(), value.node()));
          more.add(before.and(value, new Mapping(mapping.location(), entries)));
        }
      }
      choices = more;
    }
    return choices;
  }

  private static List<Choice> ofSequence(String key, Sequence sequence) {
    List<Choice> choices = List.of(new Choice("", new Sequence(sequence.location(), List.of())));
    for (YamlNode item : sequence.items()) {
      List<Choice> more = new ArrayList<>();
      for (Choice before : choices) {
        for (Choice value : choices(key, item)) {
          List<YamlNode> items = new ArrayList<>(((Sequence) before.node()).items());
          items.add(value.node());
          more.add(before.and(value, new Sequence(sequence.location(), items)));
        }
      }
      choices = more;
    }
    return choices;
  }

  private static String label(String key, YamlNode value, Choice choice) {
    // A grid within a value of a grid tells more than the value that it is in.
    String text = choice.label().isEmpty() ? join(key, words(value)) : choice.label();
    return text.substring(0, Math.min(text.length(), LONGEST_LABEL));
  }

  private static String words(YamlNode node) {
    String text =
        node instanceof Scalar scalar
            ? scalar.text()
            : children(node).stream().map(Grid::words).collect(Collectors.joining("-"));
    return text.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^-|-$", "");
  }

  private static String join(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + "-" + second;
  }
}

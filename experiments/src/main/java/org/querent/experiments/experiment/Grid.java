package org.querent.experiments.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;
import org.querent.experiments.yaml.YamlTree;

/**
 * Takes a document apart in which values are grids, {@code {grid: [2, 4, 8]}}: one document for
 * every choice of one value from each.
 */
final class Grid {
  static final String KEY = "grid";

  private static final String STRATEGIES = "strategies";

  /** More are a mistake. */
  static final int MOST = 1_000;

  /** The most nodes of all documents together. */
  private static final int MOST_NODES = 1_000_000;

  private static final int LONGEST_LABEL = 40;

  private Grid() {}

  /**
   * A document in which every grid is one of its values.
   *
   * @param label the values chosen, as a part of a name: {@code factors-4}; empty without grids
   */
  record Choice(String label, YamlNode node) {}

  /**
   * All choices, those of the last grid varying the fastest. A grid within a strategy of the list
   * is none of these: it is as many strategies, so that all of them are compared with each other.
   */
  static List<Choice> choices(YamlNode document, Problems problems) {
    YamlNode node = withStrategies(document, problems);
    long count = count(node);
    if (count > MOST) {
      problems.add(
          node.location(),
          "",
          String.format(
              Locale.ROOT, "found %,d experiments in its grids, allowed %,d", count, MOST));
      return List.of();
    }
    if (count > 1 && count * size(node) > MOST_NODES) {
      problems.add(
          node.location(),
          "",
          String.format(Locale.ROOT, "found too large a document for %,d experiments", count));
      return List.of();
    }
    return choices("", node);
  }

  private static YamlNode withStrategies(YamlNode document, Problems problems) {
    if (!(document instanceof Mapping mapping)) {
      return document;
    }
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : mapping.entries()) {
      YamlNode value =
          entry.key().equals(STRATEGIES) ? strategies(entry.value(), problems) : entry.value();
      entries.add(new Entry(entry.key(), entry.location(), value));
    }
    return new Mapping(mapping.location(), entries);
  }

  /** A list of strategies, or a grid of such lists. */
  private static YamlNode strategies(YamlNode node, Problems problems) {
    Optional<Sequence> lists = values(node);
    if (lists.isPresent()) {
      List<YamlNode> each =
          lists.get().items().stream().map(list -> strategies(list, problems)).toList();
      Entry grid = ((Mapping) node).entries().get(0);
      Sequence expanded = new Sequence(lists.get().location(), each);
      return new Mapping(node.location(), List.of(new Entry(KEY, grid.location(), expanded)));
    }
    if (!(node instanceof Sequence list) || !hasGrid(list)) {
      return node;
    }
    long count = list.items().stream().mapToLong(Grid::count).sum();
    if (count > MOST || count * size(list) > MOST_NODES) {
      problems.add(
          list.location(),
          STRATEGIES,
          String.format(
              Locale.ROOT, "found %,d strategies in their grids, allowed %,d", count, MOST));
      return new Sequence(list.location(), List.of());
    }
    return new Sequence(
        list.location(),
        list.items().stream()
            .flatMap(item -> choices("", item).stream().map(choice -> strategy(item, choice)))
            .toList());
  }

  /** A label that is given is that of all choices, which are told apart by what was chosen. */
  private static YamlNode strategy(YamlNode item, Choice choice) {
    if (choice.label().isEmpty()
        || values(item).isPresent()
        || !(choice.node() instanceof Mapping mapping)
        || !(mapping.find("label").map(Entry::value).orElse(mapping) instanceof Scalar label)) {
      return choice.node();
    }
    Scalar longer = new Scalar(label.location(), join(label.text(), choice.label()), Kind.TEXT);
    return YamlTree.over(mapping, YamlTree.nested(List.of("label"), longer));
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

  private static boolean hasGrid(YamlNode node) {
    return values(node).isPresent() || children(node).stream().anyMatch(Grid::hasGrid);
  }

  private static long size(YamlNode node) {
    return 1 + children(node).stream().mapToLong(Grid::size).sum();
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
    if (!hasGrid(node)) {
      return List.of(new Choice("", node));
    }
    return node instanceof Mapping mapping ? ofMapping(mapping) : ofSequence(key, (Sequence) node);
  }

  private static List<Choice> ofMapping(Mapping mapping) {
    List<Entry> entries = mapping.entries();
    List<List<Choice>> ofEntries =
        entries.stream().map(entry -> choices(entry.key(), entry.value())).toList();
    return combined(
        ofEntries,
        values -> {
          List<Entry> chosen = new ArrayList<>();
          for (int n = 0; n < values.size(); n++) {
            Entry entry = entries.get(n);
            chosen.add(new Entry(entry.key(), entry.location(), values.get(n)));
          }
          return new Mapping(mapping.location(), chosen);
        });
  }

  private static List<Choice> ofSequence(String key, Sequence sequence) {
    return combined(
        sequence.items().stream().map(item -> choices(key, item)).toList(),
        values -> new Sequence(sequence.location(), values));
  }

  /** Every way to choose one of each, the last varying the fastest, as one node. */
  private static List<Choice> combined(
      List<List<Choice>> parts, Function<List<YamlNode>, YamlNode> join) {
    int count = parts.stream().mapToInt(List::size).reduce(1, Math::multiplyExact);
    List<Choice> all = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      String label = "";
      List<YamlNode> values = new ArrayList<>();
      int block = count;
      for (List<Choice> part : parts) {
        block /= part.size();
        Choice choice = part.get(number / block % part.size());
        label = join(label, choice.label());
        values.add(choice.node());
      }
      all.add(new Choice(label, join.apply(values)));
    }
    return all;
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

package org.querent.experiments.questionnaire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.querent.core.data.Ids;
import org.querent.core.data.SideColumns;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.report.Texts;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.NearestId;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;

/** Reads which items may be on a list, and gathers what is wrong. Not thread-safe. */
public final class ChoiceReader {
  private static final String QUOTA = "--quota";
  private static final int MOST_LISTED = 20;
  private static final Pattern LIMITS = Pattern.compile("(\\d{1,6})(?:(-)(\\d{0,6}))?");
  private static final String LIMITS_HELP =
      "allowed at most so many, as 2, or at least and at most, as 1-3 or 2-";

  private final Ids ids;
  private final SideColumns items;
  private final int length;
  private final BitSet excluded = new BitSet();
  private final List<Group> groups = new ArrayList<>();
  private final Problems problems = new Problems(QUOTA);
  private final List<String> messages = new ArrayList<>();

  /**
   * Nothing is excluded yet.
   *
   * @param ids of all items
   * @param items what is known of them
   * @param length how many are on the list
   */
  public ChoiceReader(Ids ids, SideColumns items, int length) {
    this.ids = ids;
    this.items = items;
    this.length = length;
  }

  /**
   * Excludes an item.
   *
   * @param where it is named, for messages
   */
  public void exclude(String where, String id) {
    OptionalInt item = ids.indexOf(id);
    if (item.isEmpty()) {
      messages.add(
          String.format(
              Locale.ROOT,
              "%s: the model knows no item \"%s\"%s",
              where,
              Texts.label(id),
              NearestId.hint(id, ids)));
    } else {
      excluded.set(item.getAsInt());
    }
  }

  /**
   * Excludes the items of a file in UTF-8, one id on a line; blanks around ids and empty lines are
   * passed over.
   *
   * @throws ExperimentException if it cannot be read
   */
  public void exclude(Path file) {
    try {
      int line = 0;
      for (String text : Files.readAllLines(file)) {
        line++;
        if (!text.isBlank()) {
          exclude(file + ":" + line, text.strip());
        }
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot read the items to exclude of " + file, e);
    }
  }

  /** Takes quotas, as {@code genres: {Drama: 2, Comedy: 1-3}} or {@code genres: 3}. */
  public void quota(String text) {
    YamlDocument.parse("{" + text + "}", problems)
        .ifPresent(
            node -> {
              if (node instanceof Mapping mapping) {
                mapping.entries().forEach(this::column);
              }
            });
  }

  private void column(Entry entry) {
    String column = entry.key();
    if (!items.has(column)) {
      List<String> names = items.names();
      problems.add(
          entry.location(),
          QUOTA,
          names.isEmpty()
              ? "the model knows no columns of items: train it with a table of them, --dataset"
                  + " \"items: {path: items.csv, id: item_id}\""
              : "the items have no column \""
                  + Texts.label(column)
                  + "\", but "
                  + String.join(", ", names)
                  + Nearest.hint(column, names));
      return;
    }
    Map<String, BitSet> values = values(column);
    if (entry.value() instanceof Scalar scalar && !LIMITS.matcher(scalar.text()).matches()) {
      problems.add(
          entry.location(),
          QUOTA,
          String.format(
              Locale.ROOT,
              "%s: found \"%s\", %s of each value, or a mapping, as {%s: 2}",
              Texts.label(column),
              Texts.label(scalar.text()),
              LIMITS_HELP,
              values.isEmpty() ? "VALUE" : Texts.label(values.keySet().iterator().next())));
    } else if (entry.value() instanceof Mapping of) {
      of.entries().forEach(value -> value(column, value, values));
    } else {
      values.forEach((value, own) -> add(column + " " + value, own, entry.value()));
    }
  }

  /** The items of each value; several values of an item are parted by bars. */
  private Map<String, BitSet> values(String column) {
    Map<String, BitSet> values = new TreeMap<>();
    for (int item = 0; item < ids.size(); item++) {
      int index = item;
      items
          .text(column, item)
          .ifPresent(
              text -> {
                for (String value : text.split("\\|")) {
                  values.computeIfAbsent(value.strip(), it -> new BitSet()).set(index);
                }
              });
    }
    return values;
  }

  private void value(String column, Entry value, Map<String, BitSet> values) {
    BitSet own = values.get(value.key());
    if (own == null) {
      problems.add(
          value.location(),
          QUOTA,
          String.format(
              Locale.ROOT,
              "no item has the %s \"%s\"%s",
              Texts.label(column),
              Texts.label(value.key()),
              Nearest.hint(value.key(), values.keySet())));
    } else {
      add(column + " " + value.key(), own, value.value());
    }
  }

  private void add(String name, BitSet own, YamlNode limits) {
    String text = limits instanceof Scalar scalar ? scalar.text() : "";
    Matcher parts = LIMITS.matcher(text);
    if (!parts.matches()) {
      problems.add(
          limits.location(),
          QUOTA,
          Texts.label(name) + ": found \"" + Texts.label(text) + "\", " + LIMITS_HELP);
      return;
    }
    boolean isRange = parts.group(2) != null;
    int least = isRange ? Integer.parseInt(parts.group(1)) : 0;
    String last = isRange ? parts.group(3) : parts.group(1);
    int most = last.isEmpty() ? length : Integer.parseInt(last);
    if (least > most || least > length) {
      problems.add(
          limits.location(),
          QUOTA,
          String.format(
              Locale.ROOT,
              "%s: found %s, which no list of %d meets; %s",
              Texts.label(name),
              text,
              length,
              LIMITS_HELP));
      return;
    }
    groups.add(new Group(Texts.label(name), own, least, most));
  }

  /**
   * What was read.
   *
   * @throws ExperimentException if anything was wrong, with all of it
   */
  public Choice choice() {
    // A quota of every value says the same of each.
    problems.withoutPlaces().stream()
        .distinct()
        .limit(MOST_LISTED)
        .map(text -> text.startsWith(QUOTA) ? text : QUOTA + ": " + text)
        .forEach(messages::add);
    if (!messages.isEmpty()) {
      throw new ExperimentException(String.join("\n", messages));
    }
    return new Choice(length, excluded, groups);
  }
}

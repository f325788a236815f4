package org.querent.core.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.querent.core.data.DatasetException;
import org.querent.core.data.SideColumns;

/** One feature per level of an attribute; n levels of one row have value 1 / sqrt(n) each. */
final class LevelRows implements FieldRows {
  private final List<String> labels;
  private final int[][] levels;

  private LevelRows(List<String> labels, int[][] levels) {
    this.labels = labels;
    this.levels = levels;
  }

  /**
   * Where an attribute's levels come from.
   *
   * @param field the field
   * @param attribute what one value is called
   * @param entities the number of users or items
   * @param origin the file
   * @param entityName what messages call one of them
   * @param values the values of one of them; empty if unknown
   * @param text what a value is called
   * @param <V> what a value is
   */
  record Source<V extends Comparable<V>>(
      FieldSpec field,
      String attribute,
      int entities,
      String origin,
      IntFunction<String> entityName,
      IntFunction<List<V>> values,
      Function<V, String> text) {}

  /**
   * Numbers the levels in ascending order; that of the unknown is the last. O(values).
   *
   * @throws DatasetException if a value is unknown and that is an error
   */
  static <V extends Comparable<V>> LevelRows of(Source<V> source, FieldSpec.Unknown unknown) {
    boolean isKnown = requireKnown(source, unknown);
    TreeSet<V> known = new TreeSet<>();
    for (int entity = 0; entity < source.entities(); entity++) {
      known.addAll(source.values().apply(entity));
    }
    List<String> labels =
        new ArrayList<>(
            known.stream()
                .map(v -> source.attribute() + " " + SideColumns.label(source.text().apply(v)))
                .toList());
    if (!isKnown) {
      labels.add(source.attribute() + " unknown");
    }
    return new LevelRows(labels, levels(source, known));
  }

  /**
   * Whether the values of all are known. O(entities).
   *
   * @throws DatasetException if one is not, and that is an error
   */
  static boolean requireKnown(Source<?> source, FieldSpec.Unknown unknown) {
    int[] without =
        IntStream.range(0, source.entities())
            .filter(entity -> source.values().apply(entity).isEmpty())
            .toArray();
    if (without.length > 0 && unknown == FieldSpec.Unknown.ERROR) {
      throw refusal(source, without[0], without.length);
    }
    return without.length == 0;
  }

  private static DatasetException refusal(Source<?> source, int first, int unknowns) {
    String column =
        source.field() instanceof FieldSpec.Column || source.field() instanceof PriorField
            ? named(source.field(), source.field().column().orElseThrow())
            : "";
    return new DatasetException(
        String.format(
            Locale.ROOT,
            "field %s: %s has no %s in %s (%d of %d have none); write {type: %s, %sunknown: level} to give them %s of their own",
            source.field().field(),
            source.entityName().apply(first),
            source.attribute(),
            source.origin(),
            unknowns,
            source.entities(),
            source.field().type(),
            column,
            source.field() instanceof PriorField ? "a number" : "a feature"));
  }

  /** What of a column is not as it is where nothing is said. */
  private static String named(FieldSpec field, FieldSpec.Column column) {
    StringBuilder named = new StringBuilder();
    named.append("of: ").append(column.of().name().toLowerCase(Locale.ROOT));
    named.append(", name: ").append(column.name());
    if (column.as() != FieldSpec.As.CATEGORY) {
      named.append(", as: ").append(column.as().name().toLowerCase(Locale.ROOT));
    }
    if (field == column && column.width() != FieldSpec.Column.WIDTH) {
      named.append(", width: ").append(column.width());
    }
    if (!column.separator().equals("|")) {
      named.append(", separator: \"").append(column.separator()).append('"');
    }
    return named.append(", ").toString();
  }

  private static <V extends Comparable<V>> int[][] levels(Source<V> source, TreeSet<V> known) {
    Map<V, Integer> indices = new HashMap<>();
    known.forEach(value -> indices.put(value, indices.size()));
    int[] unknown = {known.size()};
    int[][] levels = new int[source.entities()][];
    for (int entity = 0; entity < levels.length; entity++) {
      List<V> values = source.values().apply(entity);
      levels[entity] =
          values.isEmpty() ? unknown : values.stream().mapToInt(indices::get).distinct().toArray();
    }
    return levels;
  }

  /** The levels of a user or an item. */
  int[] of(int entity) {
    return levels[entity];
  }

  @Override
  public int size() {
    return labels.size();
  }

  @Override
  public int count(int entity, int bin) {
    return levels[entity].length;
  }

  @Override
  public void write(int entity, int bin, int first, DesignWriter out) {
    double value = 1 / Math.sqrt(levels[entity].length);
    for (int level : levels[entity]) {
      out.add(first + level, value);
    }
  }

  @Override
  public String label(int feature) {
    return labels.get(feature);
  }
}

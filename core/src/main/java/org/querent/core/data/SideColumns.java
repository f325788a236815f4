package org.querent.core.data;

import java.io.Serializable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What is known about all users, or about all items, in columns of texts, by the dense indices of
 * {@link Ratings}. Filled by one reader and unchanged from then on; thread-safe then.
 */
public final class SideColumns implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int LONGEST_LABEL = 200;

  private final String kind;
  private final Ids ids;
  private final Map<String, String[]> columns = new LinkedHashMap<>();
  private final Map<String, String> absent = new HashMap<>();
  private final BitSet added = new BitSet();
  private String origin;

  /** Many rows have the same value; only the reader needs it. */
  private transient Map<String, String> values = new HashMap<>();

  /**
   * Columns of users or items of which nothing is known yet.
   *
   * @param kind what messages call one of them: user, item
   * @param origin where the columns are from, or why there are none, as a clause for a message
   * @param names of the columns in the order of {@link #add}
   */
  public SideColumns(String kind, Ids ids, String origin, List<String> names) {
    this.kind = kind;
    this.ids = ids;
    this.origin = origin;
    names.forEach(name -> columns.put(name, new String[ids.size()]));
  }

  /**
   * Adds what is known about one of them; ignored without a rating; false if added twice.
   *
   * @param row a value for each column; empty if unknown
   */
  public boolean add(String id, List<String> row) {
    OptionalInt known = ids.indexOf(id);
    if (known.isEmpty()) {
      return true;
    }
    int index = known.getAsInt();
    int column = 0;
    for (String[] texts : columns.values()) {
      String text = row.get(column++).strip();
      texts[index] = text.isEmpty() ? null : values.computeIfAbsent(text, it -> it);
    }
    boolean first = !added.get(index);
    added.set(index);
    return first;
  }

  /** A text as labels have it: with at most 200 characters, whatever it is. */
  public static String label(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_LABEL
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
  }

  /** Says why nothing is known of a column; rows have a value for it all the same. */
  public void leaveOut(String name, String reason) {
    absent.putIfAbsent(name, reason);
  }

  /** Says where the columns are from, as a clause for a message. */
  public void from(String file) {
    origin = file;
  }

  /** The names of the columns in their order. */
  public List<String> names() {
    return columns.keySet().stream().filter(this::has).toList();
  }

  /** Whether there is a column. */
  public boolean has(String name) {
    return columns.containsKey(name) && !absent.containsKey(name);
  }

  /**
   * Refuses to go on without a column.
   *
   * @throws DatasetException if it is not there, with the file that is missing, or what there is
   */
  public void require(String name) {
    if (!has(name)) {
      String there = columns.isEmpty() ? origin : origin + " has " + String.join(", ", names());
      String reason = absent.getOrDefault(name, there);
      throw new DatasetException(
          String.format(
              Locale.ROOT, "the data set has no column %s of its %ss: %s", name, kind, reason));
    }
  }

  /**
   * The same columns, by the indices of others: of whom nothing is known here, nothing is there.
   */
  SideColumns over(Ids others) {
    List<String> names = names();
    SideColumns over = new SideColumns(kind, others, origin, names);
    for (int index = 0; index < others.size(); index++) {
      String id = others.idOf(index);
      ids.indexOf(id)
          .ifPresent(
              known -> over.add(id, names.stream().map(it -> text(it, known).orElse("")).toList()));
    }
    return over;
  }

  /** The indices of these users or items among others, each -1 where it is not there. */
  int[] indicesIn(Ids others) {
    return IntStream.range(0, ids.size())
        .map(index -> others.indexOf(ids.idOf(index)).orElse(-1))
        .toArray();
  }

  /** Where the columns are from. */
  public String origin() {
    return origin;
  }

  /**
   * What a column says of one of them, without blanks around it; empty if it says nothing, as of
   * one who was added since.
   */
  public Optional<String> text(String column, int index) {
    return Optional.ofNullable(columns.get(column))
        .filter(texts -> index < texts.length)
        .map(texts -> texts[index]);
  }
}

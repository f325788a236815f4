package org.querent.core.data.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.form.RatingsForm.Time;
import org.querent.core.data.form.TableRows.Row;

/**
 * What a file of ratings seems to be, seen from its first lines: recognised are the names that
 * published data sets have for users, items, ratings and times, in any spelling, and the usual
 * order of columns without names. A guess is for a person to look at, unless it is {@link #sure()}.
 *
 * @param kind what is in the file
 * @param columns the columns to be read; empty if none was recognised, or the form has its own
 * @param separator what seems to be between columns
 * @param header whether the first line has names
 * @param sure whether nothing else can be meant: MovieLens, RecBole and Netflix say so themselves
 */
public record ColumnGuess(
    Kind kind,
    Optional<ColumnMapping> columns,
    Optional<Separator> separator,
    boolean header,
    boolean sure) {
  private static final List<String> MOVIELENS = List.of("userid", "movieid", "rating", "timestamp");
  private static final Pattern LIBFM = Pattern.compile("\\S+( +[0-9]+:\\S+)+ *(#.*)?");

  private static final List<String> COMMENTS = List.of("#", "%", "//");

  /** A matrix has more columns than a table of ratings. */
  private static final int MANY = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A guess about a file.
   *
   * @param head its text from the beginning on, a few lines at least, if it has as many
   * @param comment what begins lines to be passed over
   */
  public static ColumnGuess of(String head, Optional<String> comment) {
    String first =
        head.lines()
            .filter(line -> !line.isBlank())
            .filter(line -> comment.isEmpty() || !line.startsWith(comment.get()))
            .findFirst()
            .orElse("")
            .strip();
    if (first.startsWith("{") || first.startsWith("[")) {
      return ofJson(head, first);
    } else if (NetflixForm.ITEM.matcher(first).matches()) {
      return new ColumnGuess(Kind.NETFLIX, Optional.empty(), Optional.empty(), false, true);
    } else if (LIBFM.matcher(first).matches()) {
      return new ColumnGuess(
          Kind.LIBFM, Optional.empty(), Optional.of(Separator.BLANK), false, false);
    }
    Optional<Separator> separator = separator(first);
    return separator.isEmpty()
        ? new ColumnGuess(Kind.TABLE, Optional.empty(), separator, false, false)
        : ofTable(head, comment, separator.get());
  }

  /** What seems to begin lines to be passed over: the first one is none of ratings. */
  public static Optional<String> comment(String head) {
    return COMMENTS.stream().filter(head.stripLeading()::startsWith).findFirst();
  }

  /** A guess about a table or objects with such names. */
  static ColumnGuess ofNames(List<String> names) {
    Optional<ColumnMapping> columns = ColumnNames.columns(names);
    return new ColumnGuess(Kind.TABLE, columns, Optional.empty(), true, false);
  }

  /** The first objects of a text of JSON, each by itself or all in a list. */
  public static List<JsonNode> objects(String text, int most) {
    List<JsonNode> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> all = JSON.readerFor(JsonNode.class).readValues(text)) {
      while (objects.size() < most && all.hasNextValue()) {
        Optional.of(all.nextValue()).filter(JsonNode::isObject).ifPresent(objects::add);
      }
    } catch (IOException e) {
      // The text may end within an object; if it is damaged, whoever reads it all says so.
      return objects;
    }
    return objects;
  }

  private static ColumnGuess ofJson(String head, String first) {
    Set<String> keys = new LinkedHashSet<>();
    objects(head, 2).forEach(object -> object.fieldNames().forEachRemaining(keys::add));
    List<String> names = List.copyOf(keys);
    return new ColumnGuess(
        Kind.JSON_LINES, ofNames(names).columns(), separator(first), false, false);
  }

  private static ColumnGuess ofTable(String head, Optional<String> comment, Separator separator) {
    List<String> names = List.of();
    Optional<Row> second = Optional.empty();
    try {
      byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
      TableRows rows = new TableRows(new ByteArrayInputStream(bytes), "", separator, comment);
      names = rows.next().map(Row::values).orElse(List.of());
      second = rows.next();
    } catch (DatasetException | IOException e) {
      // The head may end within a row.
      second = Optional.empty();
    }
    List<String> simple = names.stream().limit(4).map(ColumnNames::simple).toList();
    ColumnGuess named = ofNames(names);
    if (named.columns().isPresent()) {
      boolean typed = names.stream().anyMatch(name -> name.endsWith(":token"));
      boolean movieLens =
          simple.size() >= 3
              && names.size() <= 4
              && simple.equals(MOVIELENS.subList(0, Math.min(4, simple.size())));
      return new ColumnGuess(
          movieLens ? Kind.MOVIELENS : Kind.TABLE,
          named.columns(),
          Optional.of(separator),
          true,
          typed || movieLens);
    }
    boolean counts = TableForm.counts(names);
    List<String> values = counts ? second.map(Row::values).orElse(List.of()) : names;
    boolean header = counts || names.stream().noneMatch(ColumnGuess::isNumber);
    if (names.size() > MANY) {
      boolean unnamed = !header && isNumber(names.get(0));
      boolean alike = unnamed && names.indexOf(names.get(0)) < names.lastIndexOf(names.get(0));
      ColumnMapping range =
          range(unnamed ? Optional.empty() : Optional.of("1"), alike ? "1-" : "2-");
      return new ColumnGuess(Kind.WIDE, Optional.of(range), Optional.of(separator), header, false);
    }
    if (values.size() >= 3 && isNumber(values.get(2))) {
      boolean timed = values.size() > 3 && isTime(values.get(3));
      boolean movieLens =
          !header
              && names.size() <= 4
              && (separator == Separator.TAB || separator == Separator.DOUBLE_COLON);
      ColumnMapping columns =
          new ColumnMapping(
              "1", "2", "3", timed ? Optional.of("4") : Optional.empty(), Optional.empty());
      return new ColumnGuess(
          movieLens ? Kind.MOVIELENS : Kind.TABLE,
          Optional.of(columns),
          Optional.of(separator),
          header,
          movieLens);
    }
    return new ColumnGuess(Kind.TABLE, Optional.empty(), Optional.of(separator), header, false);
  }

  private static ColumnMapping range(Optional<String> user, String items) {
    return new ColumnMapping(
        user, Optional.of(items), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static boolean isNumber(String text) {
    return !Double.isNaN(FieldValues.number(text, Decimal.POINT))
        || !Double.isNaN(FieldValues.number(text, Decimal.COMMA));
  }

  private static boolean isTime(String text) {
    OptionalLong time = FieldValues.time(text, Time.AUTO, Decimal.POINT);
    // A year after 1970 at least, for small numbers may be anything.
    return time.isPresent() && time.getAsLong() > 31_536_000;
  }

  /** What a line has most of between its values; blanks only if there is nothing else. */
  static Optional<Separator> separator(String line) {
    String unquoted = line.replaceAll("\"[^\"]*+\"", "\"\"");
    return Arrays.stream(Separator.values())
        .filter(separator -> unquoted.contains(separator.text()))
        .max(
            Comparator.comparing((Separator separator) -> separator != Separator.BLANK)
                .thenComparing(separator -> count(separator.text(), unquoted)));
  }

  private static int count(String separator, String line) {
    return (line.length() - line.replace(separator, "").length()) / separator.length();
  }

  /**
   * What to write under {@code dataset} for a file that is this, in YAML, such as {@code columns:
   * {user: user_id, item: business_id, rating: stars}}.
   */
  public String setting() {
    List<String> settings = new ArrayList<>();
    if (kind == Kind.JSON_LINES || kind == Kind.LIBFM || kind == Kind.WIDE) {
      settings.add("form: " + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    if (columns.isPresent()) {
      settings.add("columns: " + columns.get().yaml());
      if (header && !columns.get().hasNames()) {
        settings.add("header: true");
      }
    } else if (kind == Kind.TABLE || kind == Kind.JSON_LINES) {
      settings.add("columns: {user: NAME, item: NAME, rating: NAME}");
    }
    return String.join(", ", settings);
  }
}

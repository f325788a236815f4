package org.querent.core.features;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.querent.core.data.DatasetException;
import org.querent.core.data.SideColumns;
import org.querent.core.features.FieldSpec.Column;

/** The values of a column as its field takes them: texts, or numbers in spans. */
final class ColumnValues {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:[0-9]{1,300}\\.?[0-9]{0,300}|\\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?");

  private static final int MOST_SHOWN = 100;

  private final Column column;
  private final SideColumns columns;
  private final BiFunction<FieldSpec.Side, Integer, String> name;

  /**
   * Values of a column that is there.
   *
   * @param name what messages call a user or an item
   */
  ColumnValues(
      Column column, SideColumns columns, BiFunction<FieldSpec.Side, Integer, String> name) {
    this.column = column;
    this.columns = columns;
    this.name = name;
  }

  /** The texts of a user or an item; none if nothing is known. */
  List<String> texts(int entity) {
    Optional<String> text = columns.text(column.name(), entity);
    if (text.isEmpty() || column.as() == FieldSpec.As.CATEGORY) {
      return text.stream().toList();
    }
    return Arrays.stream(text.get().split(Pattern.quote(column.separator())))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .distinct()
        .toList();
  }

  /** The number of the span of a user or an item; none if nothing is known. */
  List<Long> spans(int entity) {
    return number(entity).stream()
        .mapToObj(value -> (long) Math.floor(value / column.width()))
        .toList();
  }

  /**
   * The number of a user or an item; empty if nothing is known.
   *
   * @throws DatasetException if what is known is no number
   */
  OptionalDouble number(int entity) {
    Optional<String> text = columns.text(column.name(), entity);
    if (text.isPresent() && !NUMBER.matcher(text.get()).matches()) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s: %s has the %s \"%s\", which is no number; write as: category to take texts, or mend it",
              columns.origin(),
              name.apply(column.of(), entity),
              column.name(),
              text.get().substring(0, Math.min(MOST_SHOWN, text.get().length()))));
    }
    return text.stream().mapToDouble(Double::parseDouble).findFirst();
  }

  /**
   * What a span is called: where all numbers are whole by its first and last one.
   *
   * @param count the number of users or items
   */
  Function<Long, String> spanText(int count) {
    double width = column.width();
    boolean whole =
        isWhole(width)
            && IntStream.range(0, count)
                .mapToObj(this::number)
                .flatMapToDouble(OptionalDouble::stream)
                .allMatch(ColumnValues::isWhole);
    return span -> {
      double from = span * width;
      if (whole) {
        return width == 1 ? text(from) : text(from) + "-" + text(from + width - 1);
      }
      return "from " + text(from) + " until " + text(from + width);
    };
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15;
  }

  private static String text(double value) {
    return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
  }
}

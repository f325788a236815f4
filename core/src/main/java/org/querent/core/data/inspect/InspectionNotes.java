package org.querent.core.data.inspect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.querent.core.Counted;
import org.querent.core.YamlText;
import org.querent.core.data.Ids;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.form.LineSource;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.inspect.RatingCounts.Side;

/** What a person should know of a file, or decide, in whole sentences. Not thread-safe. */
final class InspectionNotes {
  private final List<String> notes = new ArrayList<>();

  /** All so far, in the order in which they were added. */
  List<String> all() {
    return List.copyOf(notes);
  }

  void add(String note) {
    notes.add(note);
  }

  private void add(String format, Object... values) {
    notes.add(String.format(Locale.ROOT, format, values));
  }

  /** Notes what stands where there is no rating, if anything does, and how often. */
  void missing(List<String> codes, int times) {
    if (!codes.isEmpty()) {
      add(
          "%s: seems to mean that there is no rating, %s",
          String.join(", ", codes.stream().map(YamlText::of).toList()), Counted.of(times, "time"));
    }
  }

  /** Notes what a number was taken for, if its comma may as well be one between thousands. */
  void thousands(String number) {
    if (number.matches("[+-]?[0-9]{1,3}(,[0-9]{3})+")) {
      add(
          "the comma in %s is taken for a decimal comma; if it is between thousands, take it out",
          YamlText.of(number));
    }
  }

  /** Notes what letters are taken for, and the first id that has one beyond ASCII. */
  void latin1(Ratings ratings) {
    String example =
        foreign(ratings.userIds())
            .or(() -> foreign(ratings.itemIds()))
            .map(id -> ", as in \"" + LineSource.shown(id) + '"')
            .orElse("");
    add(
        "the text is not in UTF-8 and taken for Latin-1; see whether its letters are right%s",
        example);
  }

  private static Optional<String> foreign(Ids ids) {
    return ids.areNumbers()
        ? Optional.empty()
        : IntStream.range(0, ids.size())
            .mapToObj(ids::idOf)
            .filter(id -> id.chars().anyMatch(unit -> unit > 0x7f))
            .findFirst();
  }

  /** Notes which columns beside a matrix are not read, and what may as well be a matrix. */
  void columns(RatingsForm form, SeenTable table) {
    ColumnMapping columns = form.columns().orElse(ColumnMapping.NONE);
    if (form.kind().equals(Optional.of(Kind.WIDE))) {
      String unread =
          table.columns().stream()
              .filter(column -> columns.roleOf(column.position(), column.name()).isEmpty())
              .map(column -> (column.position() + " " + LineSource.shown(column.name())).strip())
              .collect(Collectors.joining(", "));
      if (!unread.isEmpty()) {
        add("not read, for they are not like the columns of the matrix: column %s", unread);
      }
    } else if (!table.header() && table.columns().size() >= 3 && areAlike(table)) {
      add(
          "all columns have the same values; if each is what one item got: form: wide, columns: {item: 1-}");
    }
  }

  private static boolean areAlike(SeenTable table) {
    return IntStream.range(0, table.columns().size())
            .mapToObj(place -> new HashSet<>(table.values(place)))
            .distinct()
            .count()
        == 1;
  }

  /** Notes what is odd about ratings. */
  void values(SeenValues values) {
    if (values.zeros() > 0) {
      add(
          "0 is a rating %s; if it means that there is none: missing: [0]",
          Counted.of(values.zeros(), "time"));
    }
    if (values.counts().size() == 1) {
      add("all ratings are alike: there is nothing to predict");
    }
    List<Double> outliers = values.outliers();
    if (!outliers.isEmpty()) {
      RatingScale others = values.scaleWithout(outliers);
      String codes = outliers.stream().map(SeenValues::number).collect(Collectors.joining(", "));
      add(
          "%s: far from all other ratings, %s; missing: [%s] leaves it out, and the others are on scale: {min: %s, max: %s}",
          codes,
          Counted.of(outliers.stream().mapToInt(values.counts()::get).sum(), "time"),
          codes,
          SeenValues.number(others.min()),
          SeenValues.number(others.max()));
    }
  }

  /** Notes what is odd about ids, and which pairs are rated more than once. */
  void counts(RatingCounts counts) {
    side(counts.users(), "user");
    side(counts.items(), "item");
    if (counts.pairs() > 0) {
      add(
          "%s %s rated more than once, in %s too many, %,d of them with different ratings; duplicates: first, last or mean decides",
          Counted.of(counts.pairs(), "pair"),
          Counted.are(counts.pairs()),
          Counted.of(counts.repeats(), "rating"),
          counts.conflicts());
    }
  }

  private void side(Side side, String kind) {
    if (side.leadingZeros() > 0) {
      add(
          "ids of %ss that begin with 0: %,d; the zeros belong to them, 01 is not 1",
          kind, side.leadingZeros());
    }
    if (side.pointZeros() > 0) {
      add(
          "ids of %ss that end with .0, as pandas writes numbers beside gaps: %,d; they are texts, 1.0 is not 1",
          kind, side.pointZeros());
    }
  }
}

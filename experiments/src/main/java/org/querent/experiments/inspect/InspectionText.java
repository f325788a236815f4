package org.querent.experiments.inspect;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.querent.core.Counted;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.form.LineSource;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.inspect.Inspection;
import org.querent.core.data.inspect.RatingCounts;
import org.querent.core.data.inspect.RatingCounts.Side;
import org.querent.core.data.inspect.SeenColumn;
import org.querent.experiments.RunningBuild;

/** An inspection for a person, and the settings that it ends in. */
public final class InspectionText {
  /** The columns of a matrix are alike. */
  private static final int MOST_COLUMNS = 12;

  private static final int LONGEST_EXAMPLE = 30;

  /** What makes a model that asks, as far as the folder that it is written to. */
  private static final String ASKS = "--test 0 --ask interview --covariance full --out ";

  private final Inspection seen;
  private final boolean unicode;

  /**
   * Text about an inspection.
   *
   * @param unicode whether the terminal shows more than ASCII
   */
  public InspectionText(Inspection seen, boolean unicode) {
    this.seen = seen;
    this.unicode = unicode;
  }

  /**
   * All lines; the last ones are the key {@code dataset}, and commands that train models on the
   * file.
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(seen.block().file() + ": " + form());
    lines.addAll(columns());
    lines.add("");
    lines.addAll(counts());
    lines.add("");
    lines.add("ratings " + scale());
    lines.addAll(new Histogram(unicode).lines(seen.values()));
    if (!seen.notes().isEmpty()) {
      lines.add("");
      seen.notes().forEach(note -> lines.add("note: " + note));
    }
    lines.add("");
    lines.addAll(seen.block().yaml().lines().toList());
    lines.add("");
    lines.addAll(train());
    return lines;
  }

  private String form() {
    List<String> parts = new ArrayList<>();
    parts.add(
        Amounts.bytes(seen.size())
            + seen.packing().map(packing -> " of " + packing).orElse("")
            + seen.tables().stream()
                .limit(1)
                .map(table -> " with " + LineSource.shown(table))
                .collect(Collectors.joining()));
    parts.add(
        switch (seen.kind()) {
          case MOVIELENS -> "a table as MovieLens publishes it";
          case TABLE -> "a table, a rating a line";
          case JSON_LINES -> "objects of JSON";
          case LIBFM -> "lines of libFM";
          case WIDE -> "a matrix";
          case NETFLIX -> "blocks of Netflix";
          case PARQUET -> "Parquet";
        });
    if (seen.kind() == Kind.MOVIELENS || seen.kind() == Kind.TABLE || seen.kind() == Kind.WIDE) {
      seen.separator()
          .ifPresent(
              it ->
                  parts.add(
                      "between columns a " + it.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
      parts.add(seen.header() ? "a header" : "no header");
    }
    if (seen.kind() != Kind.PARQUET) {
      parts.add(
          switch (seen.encoding()) {
            case UTF_8 -> "UTF-8";
            case LATIN_1 -> "Latin-1";
            case UTF_16 -> "UTF-16";
          });
    }
    return String.join(", ", parts);
  }

  private List<String> columns() {
    List<String> lines = new ArrayList<>();
    for (SeenColumn column : seen.columns().subList(0, Math.min(MOST_COLUMNS, size()))) {
      String name = column.name().isEmpty() ? "" : " " + shown(column.name());
      String example =
          column.example().isEmpty() ? "" : " such as \"" + shown(column.example()) + '"';
      lines.add(
          String.format(
              Locale.ROOT,
              "  column %d%s: %s%s%s",
              column.position(),
              name,
              column.kind().plural(),
              example,
              role(column).map(role -> ", read as " + role).orElse("")));
    }
    if (size() > MOST_COLUMNS) {
      lines.add("  and " + Counted.of(size() - MOST_COLUMNS, "column") + " more");
    }
    return lines;
  }

  private int size() {
    return seen.columns().size();
  }

  private static String shown(String text) {
    String shown = LineSource.shown(text);
    int length = shown.codePointCount(0, shown.length());
    return length <= LONGEST_EXAMPLE
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, LONGEST_EXAMPLE)) + "...";
  }

  /** What a column is read as, in the order in which MovieLens has them where none are given. */
  private Optional<String> role(SeenColumn column) {
    Optional<ColumnMapping> given = seen.block().form().columns();
    if (given.isEmpty()) {
      return seen.kind() == Kind.MOVIELENS && column.position() <= 4
          ? Optional.of(List.of("user", "item", "rating", "timestamp").get(column.position() - 1))
          : Optional.empty();
    }
    return given.get().roleOf(column.position(), column.name());
  }

  private List<String> counts() {
    RatingCounts counts = seen.counts();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s of %s by %s: %s %% of all pairs",
            Counted.of(counts.ratings(), "rating"),
            Counted.of(counts.items().count(), "item"),
            Counted.of(counts.users().count(), "user"),
            Amounts.rounded(100 * counts.density())));
    lines.add("users: " + side(counts.users()));
    lines.add("items: " + side(counts.items()));
    lines.add(
        seen.times().isEmpty()
            ? "times: none"
            : String.format(
                Locale.ROOT,
                "times: %s to %s, %s",
                date(counts.firstTime()),
                date(counts.lastTime()),
                seen.times().stream()
                    .map(
                        time ->
                            switch (time) {
                              case SECONDS -> "in seconds since 1970";
                              case MILLISECONDS -> "in milliseconds since 1970";
                              default -> "as dates";
                            })
                    .collect(Collectors.joining(" and "))));
    return lines;
  }

  private static String side(Side side) {
    return String.format(
        Locale.ROOT,
        "%s as ids, such as \"%s\"; the median has %s, the most %,d",
        side.numbers() ? "numbers" : "texts",
        shown(side.example()),
        Counted.of(side.median(), "rating"),
        side.most());
  }

  private static String date(long seconds) {
    // Years of five digits are no dates that people have rated on.
    return seconds < -62_000_000_000L || seconds > 250_000_000_000L
        ? seconds + " s"
        : Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private String scale() {
    String range =
        Amounts.number(seen.values().firstKey()) + " to " + Amounts.number(seen.values().lastKey());
    String steps =
        seen.step().isPresent() ? " in steps of " + Amounts.rounded(seen.step().getAsDouble()) : "";
    String different = Counted.of(seen.values().size(), "value");
    return range + steps + ", " + different + ":";
  }

  /** The commands that fit a model to the file, to be measured and to ask people. */
  private List<String> train() {
    String settings = seen.block().onOneLine();
    String option = settings.isEmpty() ? "" : " --dataset " + RunningBuild.shellWord(settings);
    String file = seen.block().file().toString();
    String train = RunningBuild.command() + " train " + RunningBuild.shellWord(file) + option;
    List<String> lines =
        new ArrayList<>(List.of("# a model, measured on a quarter of the ratings:", train, ""));
    lines.add("# one that asks people, in the terminal (ask) or on a page (serve):");
    if (seen.kind() != Kind.MOVIELENS || !settings.isEmpty()) {
      String items = "items: {path: items.csv, id: item_id, title: title}";
      lines.add(
          "# (a table names the items: --dataset '"
              + (settings.isEmpty() ? "" : "..., ")
              + items
              + "')");
    }
    lines.add(train + " " + ASKS + RunningBuild.shellWord(folder(seen.block().file())));
    return lines;
  }

  /** A folder for the model, called as the file is, without its endings. */
  private static String folder(Path file) {
    String name = file.getFileName().toString().replaceFirst("(?<=.)\\..*", "");
    return name + "-model";
  }
}

package org.querent.core.data.side;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.querent.core.data.Ids;

/**
 * The file {@code movies.csv}: in MovieLens 20M and later with the columns movieId, title and
 * genres; in the embedded set, whose titles have no year, with a column of years and {@code NA} for
 * what is unknown.
 */
final class CommaFiles {
  private static final List<String> PUBLISHED = List.of("movieid", "title", "genres");
  private static final List<String> WITH_YEAR = List.of("movieid", "title", "year", "genres");
  private static final Pattern YEAR = Pattern.compile("\\d{4}|NA|");

  private final SideTables tables;

  CommaFiles(SideTables tables) {
    this.tables = tables;
  }

  void read() throws IOException {
    tables.absent(
        SideTables.OF_USERS,
        "MovieLens publishes nothing about users with ratings.csv; ml-100k and ml-1m have it");
    Optional<SideLines> movies = tables.lines("movies.csv", SideTables.OF_ITEMS);
    if (movies.isPresent()) {
      read(movies.get());
    }
  }

  private void read(SideLines movies) throws IOException {
    List<String> header = CsvLine.values(movies.first().toLowerCase(Locale.ROOT)).orElse(List.of());
    boolean withYear = header.equals(WITH_YEAR);
    if (!withYear && !header.equals(PUBLISHED)) {
      throw movies.malformed("which is not the header movieId,title,genres");
    }
    movies.forEach(
        withYear ? "movieId,title,year,genres" : "movieId,title,genres",
        line -> {
          List<String> values = CsvLine.values(line).orElse(List.of());
          return values.size() == header.size()
              && Ids.fault(values.get(0)).isEmpty()
              && (!withYear || YEAR.matcher(values.get(2)).matches())
              && movies.once(withYear ? addWithYear(values) : addPublished(values));
        });
  }

  private boolean addPublished(List<String> values) {
    String title = values.get(1).strip();
    return tables.addItem(values.get(0), title, values.get(2), TitleYear.of(title));
  }

  private boolean addWithYear(List<String> values) {
    String title = known(values.get(1).strip());
    String year = known(values.get(2));
    String titleWithYear = title.isEmpty() || year.isEmpty() ? title : title + " (" + year + ")";
    return tables.addItem(values.get(0), titleWithYear, values.get(3), year);
  }

  private static String known(String value) {
    return value.equals("NA") ? "" : value;
  }
}

package org.querent.experiments.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.querent.core.data.Ids;
import org.querent.core.data.form.LineSource;
import org.querent.core.data.side.CsvLine;
import org.querent.experiments.ExperimentException;

/**
 * A CSV file of pairs: a header with {@code userId} and {@code movieId} and perhaps {@code
 * timestamp}, in any order; a column {@code rating} is not looked at. Ids may be quoted, but do not
 * span lines. Read line by line.
 */
final class PairFile {
  private static final List<String> COLUMNS = List.of("userid", "movieid", "rating", "timestamp");
  private static final int USER = 0;
  private static final int ITEM = 1;
  private static final int TIMESTAMP = 3;

  private final Path path;

  PairFile(Path path) {
    this.path = path;
  }

  /** What is done with each pair. */
  @FunctionalInterface
  interface Reader {
    /**
     * Takes a pair.
     *
     * @param line its number in the file, from 1
     * @param timestamp in seconds since 1970, if the file has times
     */
    void read(long line, String user, String item, OptionalLong timestamp) throws IOException;
  }

  /**
   * Reads all pairs.
   *
   * @throws ExperimentException if the file is missing or a line is no pair
   */
  void read(Reader reader) {
    try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      String header = lines.readLine();
      List<String> columns = columns(header == null ? "" : header.replace("\ufeff", ""));
      long number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          read(number, line, columns, reader);
        }
      }
    } catch (NoSuchFileException e) {
      throw new ExperimentException("there is no file " + path + "; check the path", e);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + path, e);
    }
  }

  private List<String> columns(String header) {
    List<String> columns = new ArrayList<>();
    for (String column : header.split(",", -1)) {
      columns.add(column.strip().toLowerCase(Locale.ROOT));
    }
    boolean known =
        COLUMNS.containsAll(columns) && columns.size() == columns.stream().distinct().count();
    if (!known || !columns.contains("userid") || !columns.contains("movieid")) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s, line 1: found \"%s\", which is not the header userId,movieId or userId,movieId,timestamp",
              path,
              LineSource.shown(header)));
    }
    return columns;
  }

  private void read(long number, String line, List<String> columns, Reader reader)
      throws IOException {
    List<String> values = CsvLine.values(line).orElse(List.of());
    String[] found = new String[COLUMNS.size()];
    boolean whole = values.size() == columns.size();
    for (int n = 0; whole && n < values.size(); n++) {
      int column = COLUMNS.indexOf(columns.get(n));
      found[column] = values.get(n).strip();
      whole =
          switch (column) {
            case USER, ITEM -> Ids.fault(found[column]).isEmpty();
            case TIMESTAMP -> found[column].matches("[0-9]{1,18}");
            default -> true;
          };
    }
    if (!whole) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s, line %d: found \"%s\", which is not one value each of %s",
              path,
              number,
              LineSource.shown(line),
              String.join(", ", columns)));
    }
    reader.read(
        number,
        found[USER],
        found[ITEM],
        found[TIMESTAMP] == null
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(found[TIMESTAMP])));
  }
}

package org.querent.core.data.side;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;
import org.querent.core.data.form.RatingsReader;
import org.querent.core.data.side.SideTable.Described;

/**
 * Reads what MovieLens publishes beside the ratings: with {@code u.data} the files {@code u.user},
 * {@code u.item} and {@code u.genre}; with {@code ratings.dat} the files {@code users.dat} (ML-1M
 * only) and {@code movies.dat}; with {@code ratings.csv} the file {@code movies.csv}. Text is UTF-8
 * where it is that, line by line, and Latin-1 otherwise.
 *
 * <p>A file that is missing leaves its attributes absent; a damaged one is refused. Users and items
 * without ratings are skipped. Stateless and thread-safe. O(size of the files); from a zip, the
 * ratings are not inflated again.
 */
public final class SideInformationReader {
  /**
   * Reads the files beside a file of ratings.
   *
   * @param file the ratings, by the name they are published under, perhaps with {@code .gz}, or the
   *     published .zip; with any other file there is no side information
   * @param ratings the ratings, for their users and items
   * @throws DatasetException if a file is damaged, with line number and content
   */
  public SideInformation read(Path file, Ratings ratings) {
    String name = file.getFileName().toString();
    if (name.endsWith(".zip")) {
      return read(new SideFiles.Archive(file), ratingsInside(file), ratings);
    }
    Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    return read(new SideFiles.Folder(folder), name.replaceFirst("\\.gz$", ""), ratings);
  }

  /**
   * Reads tables of one's own, each in the place of what is published about its side.
   *
   * @param published asked only for a side that no table is given for
   * @throws DatasetException if one is not there, or damaged
   */
  public static SideInformation read(
      Optional<SideTable> users,
      Optional<SideTable> items,
      Ratings ratings,
      Supplier<SideInformation> published) {
    Optional<Described> known = items.map(table -> table.read("item", ratings.itemIds()));
    return new SideInformation(
        users
            .map(table -> table.read("user", ratings.userIds()).columns())
            .orElseGet(() -> published.get().users()),
        known.map(Described::columns).orElseGet(() -> published.get().items()),
        known.map(Described::title).orElse(SideInformation.TITLE));
  }

  /** The name of the ratings that {@link RatingsReader} takes from an archive. */
  private static String ratingsInside(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        String name = SideFiles.Archive.lastName(entries.nextElement().getName());
        if (RatingsReader.ENTRIES.contains(name)) {
          return name;
        }
      }
      return file.getFileName().toString();
    } catch (IOException | IllegalArgumentException e) {
      throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the files of the format that belongs to a file of ratings.
   *
   * @param ratingsName how that is published
   */
  public SideInformation read(SideFiles files, String ratingsName, Ratings ratings) {
    if (!RatingsReader.ENTRIES.contains(ratingsName)) {
      return SideInformation.none(
          ratings,
          "it is read from beside a file named u.data, ratings.dat or ratings.csv, or from the"
              + " published .zip, and the ratings are in "
              + files.locate(ratingsName));
    }
    SideTables tables = new SideTables(files, ratings);
    try {
      switch (ratingsName) {
        case "u.data" -> new BarFiles(tables).read();
        case "ratings.dat" -> new ColonFiles(tables).read();
        default -> new CommaFiles(tables).read();
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "cannot read the side information beside %s: %s",
              files.locate(ratingsName),
              e.getMessage()),
          e);
    }
    return tables.build();
  }
}

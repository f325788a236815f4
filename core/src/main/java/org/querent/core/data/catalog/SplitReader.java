package org.querent.core.data.catalog;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.querent.core.data.Dataset;
import org.querent.core.data.DatasetException;
import org.querent.core.data.GivenSplit;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.form.RatingsReader;

/**
 * Reads splits that are files of ratings: as rows of a data set that has all of these ratings, or
 * of the one that they make up together. Files are read as the data set is, or as {@link
 * SplitWriter} writes them.
 */
public final class SplitReader {
  /** What is written; not a table of anybody else with other columns. */
  private static final RatingsForm WRITTEN =
      new RatingsForm(
          Optional.of(RatingsForm.Kind.TABLE),
          Optional.of(
              new ColumnMapping(
                  Optional.of("userId"),
                  Optional.of("movieId"),
                  Optional.of("rating"),
                  Optional.of("timestamp"),
                  Optional.of(ColumnMapping.Separator.COMMA))),
          Optional.of(true),
          RatingsForm.Decimal.POINT,
          RatingsForm.Time.AUTO,
          Optional.empty(),
          Optional.of(RatingsForm.Encoding.UTF_8),
          List.of());

  /** Parsers differ in the last bits of long decimals. */
  private static final double SAME = 1e-9;

  private final RatingScale scale;
  private final RatingsForm form;

  /**
   * A reader.
   *
   * @param scale what ratings may be
   * @param form what files are, as far as they do not say so themselves
   */
  public SplitReader(RatingScale scale, RatingsForm form) {
    this.scale = scale;
    this.form = form;
  }

  /**
   * The data set that the parts of a split make up, users and items numbered together.
   *
   * @throws DatasetException if a file is missing or damaged, or a pair is in two of them
   */
  public Dataset whole(SplitFiles files) {
    RatingsBuilder builder = new RatingsBuilder();
    for (Path file : files.all()) {
      Ratings part = read(file);
      for (int row = 0; row < part.size(); row++) {
        builder.add(
            part.userIds().idOf(part.user(row)),
            part.itemIds().idOf(part.item(row)),
            part.rating(row),
            part.timestamp(row));
      }
    }
    OptionalInt repeat = builder.firstRepeat();
    if (repeat.isPresent()) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s: user %s rates item %s in two of the files %s; keep it in one of them",
              files.test().toAbsolutePath().getParent(),
              builder.userId(repeat.getAsInt()),
              builder.itemId(repeat.getAsInt()),
              names(files)));
    }
    return new Dataset(names(files), builder.build(scale), sum(files));
  }

  private static String names(SplitFiles files) {
    return files.all().stream()
        .map(file -> file.getFileName().toString())
        .collect(Collectors.joining(" + "));
  }

  /**
   * A data set with splits of its ratings. Cost: a table of all pairs.
   *
   * @throws DatasetException if a file is missing or damaged, or has a rating that the data set has
   *     not, or that is in another part as well
   */
  public Dataset split(Dataset whole, List<SplitFiles> splits) {
    Rows rows = new Rows(whole);
    List<GivenSplit> given = new ArrayList<>();
    for (SplitFiles files : splits) {
      Path[] taken = new Path[whole.ratings().size()];
      given.add(
          new GivenSplit(
              files.prefix().getFileName().toString(),
              rows.of(files.test(), read(files.test()), taken),
              files.initial().map(file -> rows.of(file, read(file), taken)).orElse(new int[0]),
              rows.of(files.pool(), read(files.pool()), taken),
              sum(files)));
    }
    return new Dataset(
        whole.name(), whole.ratings(), whole.sha256(), whole.side(), whole.preparation(), given);
  }

  private Ratings read(Path file) {
    return new RatingsReader().read(file, scale, written(file).orElse(form)).ratings();
  }

  /** The form of a file that {@link SplitWriter} has written; empty if it has not. */
  private static Optional<RatingsForm> written(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty(); // The reader tells.
    }
    try (InputStream in = Files.newInputStream(file)) {
      String head =
          new String(in.readNBytes(SplitWriter.HEADER.length()), StandardCharsets.US_ASCII);
      if (head.startsWith(SplitWriter.TIMELESS_HEADER)) {
        return Optional.of(WRITTEN.withoutTimes());
      }
      return Optional.of(WRITTEN).filter(times -> head.equals(SplitWriter.HEADER));
    } catch (IOException e) {
      throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String sum(SplitFiles files) {
    StringBuilder sums = new StringBuilder();
    for (Path file : files.all()) {
      try (FileChecksum checksum = FileChecksum.start(file)) {
        sums.append(sums.isEmpty() ? "" : "+").append(checksum.get());
      } catch (IOException e) {
        throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
      }
    }
    return sums.toString();
  }

  /** Finds the rows of a data set by their pairs. */
  private static final class Rows {
    private final Dataset whole;
    private final Long2IntOpenHashMap rows;

    Rows(Dataset whole) {
      this.whole = whole;
      Ratings ratings = whole.ratings();
      rows = new Long2IntOpenHashMap(ratings.size());
      rows.defaultReturnValue(-1);
      for (int row = 0; row < ratings.size(); row++) {
        rows.put(pair(ratings.user(row), ratings.item(row)), row);
      }
    }

    private static long pair(int user, int item) {
      return (long) user << 32 | item;
    }

    /**
     * The rows of a part, in its order.
     *
     * @param taken the file that has a row, of those of the same split so far
     */
    int[] of(Path file, Ratings part, Path[] taken) {
      int[] found = new int[part.size()];
      for (int row = 0; row < found.length; row++) {
        found[row] = find(file, part, row);
        Path other = taken[found[row]];
        if (other != null) {
          throw wrong(file, part, row, "is in " + other + " as well; keep it in one of them");
        }
        taken[found[row]] = file;
      }
      return found;
    }

    private int find(Path file, Ratings part, int row) {
      OptionalInt user = whole.ratings().userIds().indexOf(part.userIds().idOf(part.user(row)));
      OptionalInt item = whole.ratings().itemIds().indexOf(part.itemIds().idOf(part.item(row)));
      int found =
          user.isPresent() && item.isPresent()
              ? rows.get(pair(user.getAsInt(), item.getAsInt()))
              : -1;
      if (found < 0) {
        throw wrong(
            file,
            part,
            row,
            "is not in the data set "
                + whole.name()
                + "; leave dataset.name or path out, and the files are all there is");
      }
      double known = whole.ratings().rating(found);
      if (Math.abs(known - part.rating(row)) > SAME * Math.max(1, Math.abs(known))) {
        throw wrong(
            file, part, row, "is " + part.rating(row) + ", and " + known + " in " + whole.name());
      }
      return found;
    }

    private static DatasetException wrong(Path file, Ratings part, int row, String how) {
      return new DatasetException(
          String.format(
              Locale.ROOT,
              "%s, rating %,d: that of item %s by user %s %s",
              file,
              row + 1,
              part.itemIds().idOf(part.item(row)),
              part.userIds().idOf(part.user(row)),
              how));
    }
  }
}

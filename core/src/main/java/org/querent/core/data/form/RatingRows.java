package org.querent.core.data.form;

import java.io.IOException;
import java.util.Locale;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.RatingsBuilder;

/** The ratings of one file on their way into a builder, each checked. */
final class RatingRows {
  /** Empty lines at the end; more of them are an archive that unpacks without end. */
  private static final int MOST_EMPTY = 1000;

  private final LineSource lines;
  private final String name;
  private final RatingScale scale;
  private final RatingsBuilder ratings;
  private final RepeatCheck repeats;

  /** The lines before the first rating. */
  private int header;

  /**
   * Nothing is read yet.
   *
   * @param name what messages call the file
   * @param ratings gets the ratings; what it has is of another file
   * @param keepsRepeats whether a pair may be rated a second time
   */
  RatingRows(
      LineSource lines,
      String name,
      RatingScale scale,
      RatingsBuilder ratings,
      boolean keepsRepeats) {
    this.lines = lines;
    this.name = name;
    this.scale = scale;
    this.ratings = ratings;
    repeats = new RepeatCheck(ratings, keepsRepeats, name, "line", row -> row + 1 + header);
  }

  /** Moves to the first line, which must be there. */
  LineSource first() throws IOException {
    requireLine("is empty; it should hold ratings");
    return lines;
  }

  /** Leaves the first line behind. */
  void skipHeader() throws IOException {
    header = 1;
    requireLine("has a header and no ratings");
  }

  private void requireLine(String otherwise) throws IOException {
    if (!lines.next() || lines.blank()) {
      requireEnd();
      throw new DatasetException(name + " " + otherwise);
    }
  }

  /**
   * Reads from the present line to the end of the file.
   *
   * @throws DatasetException at the first line that is no rating, or rates a pair a second time
   *     where that is refused
   */
  void addAll(RatingLine parser) throws IOException {
    try {
      addLines(parser);
    } catch (DatasetException | IOException e) {
      // A pair that repeats before what is wrong here is what was wrong first.
      repeats.require();
      throw e;
    }
    repeats.require();
  }

  private void addLines(RatingLine parser) throws IOException {
    do {
      if (lines.blank()) {
        requireEnd();
        return;
      }
      add(parser);
      repeats.added();
    } while (lines.next());
  }

  private void add(RatingLine parser) {
    if (!parser.parse(lines.buffer(), lines.start(), lines.end())) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s: found \"%s\", which is not a user, an item, a rating and a time as in MovieLens; columns says what is where in other tables: columns: {user: 1, item: 2, rating: 3}",
              line(lines.number()),
              lines.shown()));
    }
    if (lines.isCut()) {
      throw new DatasetException(
          line(lines.number()) + ": found too long a line, \"" + lines.shown() + '"');
    }
    if (!scale.contains(parser.rating())) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s: found the rating %s in \"%s\", allowed are %s to %s; scale: {min: ..., max: ...} says what ratings may be, missing: [...] what is none",
              line(lines.number()),
              parser.rating(),
              lines.shown(),
              scale.min(),
              scale.max()));
    }
    parser.addTo(ratings);
  }

  private String line(long number) {
    return name + ", line " + number;
  }

  private void requireEnd() throws IOException {
    long blank = lines.number();
    while (lines.next()) {
      if (lines.number() - blank > MOST_EMPTY) {
        throw new DatasetException(
            line(blank) + ": more than " + MOST_EMPTY + " empty lines; is the file damaged?");
      }
      if (!lines.blank()) {
        throw new DatasetException(line(blank) + ": an empty line among the ratings; take it out");
      }
    }
  }
}

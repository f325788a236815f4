package org.querent.experiments.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.querent.core.data.Ids;
import org.querent.core.data.form.LineSource;

/** Guesses which user or item an id was meant to name that none has. */
public final class NearestId {
  /** More are not compared letter by letter: a message must not take seconds. */
  private static final int MOST_COMPARED = 100_000;

  /** A number of a book or a shop, of which most digits are zeros in front. */
  private static final int MOST_ZEROS = 12;

  private NearestId() {}

  /**
   * The id without what programs add to one or take from it (zeros in front, {@code .0} at the end,
   * blanks, the case of letters), or else the nearest, as {@link Nearest} finds it. Of more than
   * 100,000 ids only the first so many that begin with the same half are compared. Cost: O(ids).
   */
  public static Optional<String> of(String id, Ids ids) {
    return rewritten(id)
        .filter(other -> ids.indexOf(other).isPresent())
        .findFirst()
        .or(() -> Nearest.of(id, candidates(id, ids)));
  }

  private static Stream<String> rewritten(String id) {
    return Stream.concat(
        Stream.of(
            id.strip(),
            id.replaceFirst("^0+(?=.)", ""),
            id.replaceFirst("\\.0$", ""),
            id + ".0",
            id.toUpperCase(Locale.ROOT),
            id.toLowerCase(Locale.ROOT)),
        IntStream.rangeClosed(1, MOST_ZEROS).mapToObj(zeros -> "0".repeat(zeros) + id));
  }

  private static List<String> candidates(String id, Ids ids) {
    Stream<String> all = IntStream.range(0, ids.size()).mapToObj(ids::idOf);
    if (ids.size() <= MOST_COMPARED) {
      return all.toList();
    }
    String half = id.substring(0, id.length() / 2);
    return all.filter(other -> other.startsWith(half)).limit(MOST_COMPARED).toList();
  }

  /** Ends a message with the guess, or with nothing. */
  public static String hint(String id, Ids ids) {
    return of(id, ids)
        .map(other -> "; did you mean \"" + LineSource.shown(other) + "\"?")
        .orElse("");
  }
}

package org.querent.core.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Attributes of items in columns. Filled by one reader and unchanged from then on. */
public final class ItemColumns implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int UNKNOWN = 0;
  private static final Set<String> NO_GENRE = Set.of("", "unknown", "(no genres listed)");

  private final Ids ids;
  private final BitSet added = new BitSet();
  private final String[] titles;
  private final int[] genres;
  private final int[] years;

  /** There are far fewer combinations of genres than items. */
  private final Map<String, Integer> combinationIndices = new HashMap<>();

  private final List<List<String>> combinations = new ArrayList<>();

  /** Columns of items of which nothing is known yet. */
  public ItemColumns(Ids ids) {
    this.ids = ids;
    titles = new String[ids.size()];
    genres = new int[ids.size()];
    years = new int[ids.size()];
    combination("");
  }

  /**
   * Adds an item; ignored without a rating; false if added twice.
   *
   * @param title empty if unknown
   * @param joinedGenres joined by bars; empty if unknown
   * @param year empty if unknown
   */
  public boolean add(String id, String title, String joinedGenres, String year) {
    OptionalInt known = ids.indexOf(id);
    if (known.isEmpty()) {
      return true;
    }
    int item = known.getAsInt();
    titles[item] = title;
    genres[item] = combination(joinedGenres);
    years[item] = year.isEmpty() ? UNKNOWN : Integer.parseInt(year);
    boolean first = !added.get(item);
    added.set(item);
    return first;
  }

  private int combination(String joined) {
    return combinationIndices.computeIfAbsent(
        joined,
        key -> {
          combinations.add(
              Arrays.stream(key.split("\\|"))
                  .filter(genre -> !NO_GENRE.contains(genre))
                  .distinct()
                  .toList());
          return combinations.size() - 1;
        });
  }

  Optional<String> title(int item) {
    return Optional.ofNullable(titles[item]).filter(title -> !title.isEmpty());
  }

  List<String> genres(int item) {
    return combinations.get(genres[item]);
  }

  OptionalInt year(int item) {
    return years[item] == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(years[item]);
  }
}

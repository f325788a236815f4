package org.querent.strategies.history;

import it.unimi.dsi.fastutil.doubles.DoubleOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.querent.strategies.History;

/** The known ratings of every item, counted as they come. */
final class ItemHistory {
  private final List<RatingCounts> items = new ArrayList<>();
  private final DoubleOpenHashSet values = new DoubleOpenHashSet();
  private int read;

  /** An empty history of some items; others may come. */
  ItemHistory(int items) {
    grow(items);
  }

  private void grow(int size) {
    while (items.size() < size) {
      items.add(new RatingCounts());
    }
  }

  /**
   * Counts what has become known since the last call. Cost: O(new ratings).
   *
   * @return the items whose counts have changed, each once; all items if a value was given for the
   *     first time
   */
  int[] follow(History known) {
    int valuesBefore = values.size();
    IntLinkedOpenHashSet changed = new IntLinkedOpenHashSet();
    for (; read < known.size(); read++) {
      int item = known.item(read);
      grow(item + 1);
      items.get(item).add(known.rating(read));
      values.add(known.rating(read));
      changed.add(item);
    }
    return values.size() == valuesBefore
        ? changed.toIntArray()
        : IntStream.range(0, items.size()).toArray();
  }

  /** How many different values the known ratings have. */
  int values() {
    return values.size();
  }

  /** What is known of an item. */
  RatingCounts of(int item) {
    return items.get(item);
  }
}

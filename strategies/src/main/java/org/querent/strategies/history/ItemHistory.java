package org.querent.strategies.history;

import it.unimi.dsi.fastutil.doubles.DoubleOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.querent.strategies.History;

/**
 * The known ratings of every item, counted as they come: once for all strategies of a run, whose
 * counts are copied when more of an item become known.
 */
final class ItemHistory {
  private final List<RatingCounts> items = new ArrayList<>();
  private final DoubleOpenHashSet values = new DoubleOpenHashSet();

  /** The items whose counts are no other's. */
  private final BitSet own = new BitSet();

  private int read;

  /** An empty history of some items; others may come. */
  ItemHistory(int items) {
    grow(items);
  }

  private void grow(int size) {
    while (items.size() < size) {
      own.set(items.size());
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
    if (read == 0) {
      begin(known);
    }
    IntLinkedOpenHashSet changed = readOn(known);
    return values.size() == valuesBefore
        ? changed.toIntArray()
        : IntStream.range(0, items.size()).toArray();
  }

  private IntLinkedOpenHashSet readOn(History known) {
    IntLinkedOpenHashSet changed = new IntLinkedOpenHashSet();
    for (; read < known.size(); read++) {
      int item = known.item(read);
      count(item, known.rating(read));
      changed.add(item);
    }
    return changed;
  }

  private void begin(History known) {
    ItemHistory all = known.reader(ItemHistory.class, () -> begun(known));
    all.readOn(known);
    take(all);
  }

  private static ItemHistory begun(History known) {
    ItemHistory all = new ItemHistory(0);
    all.take(known.shared(ItemHistory.class, ItemHistory::initial));
    return all;
  }

  /** Takes over what another has counted, of which either copies what it changes. */
  private void take(ItemHistory other) {
    grow(other.items.size());
    for (int item = 0; item < other.items.size(); item++) {
      items.set(item, other.items.get(item));
      own.clear(item);
    }
    other.own.clear();
    values.addAll(other.values);
    read = other.read;
  }

  private static ItemHistory initial(History known) {
    ItemHistory initial = new ItemHistory(0);
    for (; initial.read < known.initial(); initial.read++) {
      initial.count(known.item(initial.read), known.rating(initial.read));
    }
    return initial;
  }

  private void count(int item, double rating) {
    grow(item + 1);
    if (!own.get(item)) {
      own.set(item);
      items.set(item, items.get(item).copy());
    }
    items.get(item).add(rating);
    values.add(rating);
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

package org.querent.simulator.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;
import org.querent.simulator.spec.GroupBy;
import org.querent.simulator.spec.SimulationException;

/**
 * Users or items in groups.
 *
 * @param grouping how they were put there
 * @param labels what the groups are called, in their order
 * @param of the group of each user or item; aliased
 */
record Groups(GroupBy grouping, List<String> labels, int[] of) {
  /** As many groups a reader can compare, and a test does. */
  private static final int MOST = 50;

  private static final String UNKNOWN = "unknown";

  /**
   * Puts users or items into groups; those of a column of many numbers, such as an age, are {@link
   * NumberBands bands}. Cost: O(ratings + n log n).
   *
   * @param known the ratings known at the start
   * @throws SimulationException if there are too many groups
   * @throws org.querent.core.data.DatasetException if a column is named that there is not
   */
  static Groups of(GroupBy grouping, Dataset dataset, Ratings known) {
    Ratings all = dataset.ratings();
    boolean users = grouping.of() == GroupBy.Of.USER;
    int count = users ? all.userCount() : all.itemCount();
    if (grouping.column().isPresent()) {
      SideColumns columns =
          users ? dataset.sideInformation().users() : dataset.sideInformation().items();
      return byColumn(grouping, columns, grouping.column().get(), count);
    }
    if (grouping.newcomers()) {
      int[] of = new int[count];
      for (int n = 0; n < known.size(); n++) {
        of[users ? known.user(n) : known.item(n)] = 1;
      }
      return new Groups(grouping, List.of("new", "known"), of);
    }
    IntUnaryOperator owner = users ? all::user : all::item;
    List<String> tenths =
        IntStream.rangeClosed(1, RatingTenths.TENTHS).mapToObj(String::valueOf).toList();
    return new Groups(grouping, tenths, RatingTenths.of(count, all.size(), owner));
  }

  private static Groups byColumn(GroupBy grouping, SideColumns columns, String name, int count) {
    columns.require(name);
    String[] texts = new String[count];
    Arrays.setAll(texts, n -> columns.text(name, n).orElse(UNKNOWN));
    List<String> labels =
        NumberBands.put(texts, UNKNOWN)
            .orElseGet(() -> List.copyOf(new TreeSet<>(Arrays.asList(texts))));
    if (labels.size() > MOST) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "evaluate.groups: the column %s has %,d values, and %d groups are the most; use a column of wider groups",
              name,
              labels.size(),
              MOST));
    }
    return new Groups(grouping, labels, Arrays.stream(texts).mapToInt(labels::indexOf).toArray());
  }
}

package org.querent.core.features;

import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.querent.core.CountingSort;
import org.querent.core.data.Ratings;

/** The items that a user has rated, or the users that have rated an item, in compressed rows. */
final class NeighbourRows implements FieldRows {
  private final FieldSpec.Side side;
  private final int size;
  private final IntFunction<String> labels;
  private final int[] starts;
  private final int[] neighbours;

  /** Takes the known ratings by users or by items. O(ratings). */
  NeighbourRows(FieldSpec.Side side, Ratings known, IntFunction<String> labels) {
    boolean ofUsers = side == FieldSpec.Side.USER;
    IntUnaryOperator entity = ofUsers ? known::user : known::item;
    IntUnaryOperator neighbour = ofUsers ? known::item : known::user;
    this.side = side;
    this.labels = labels;
    size = ofUsers ? known.itemCount() : known.userCount();
    int entities = ofUsers ? known.userCount() : known.itemCount();
    CountingSort sorted = CountingSort.of(known.size(), entities, entity);
    starts = sorted.starts();
    neighbours = IntStream.of(sorted.order()).map(neighbour).toArray();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int count(int entity, int bin) {
    return starts[entity + 1] - starts[entity];
  }

  @Override
  public void write(int entity, int bin, int first, DesignWriter out) {
    double value = 1 / Math.sqrt(count(entity, bin));
    for (int n = starts[entity]; n < starts[entity + 1]; n++) {
      out.add(first + neighbours[n], value);
    }
  }

  @Override
  public String label(int feature) {
    return labels.apply(feature);
  }

  @Override
  public FieldRows with(Ratings known) {
    return new NeighbourRows(side, known, labels);
  }
}

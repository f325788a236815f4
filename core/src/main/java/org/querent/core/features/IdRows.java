package org.querent.core.features;

import java.util.function.IntFunction;

/** One feature per user, or per item. */
record IdRows(int size, IntFunction<String> labels) implements FieldRows {
  @Override
  public int count(int entity, int bin) {
    return 1;
  }

  @Override
  public void write(int entity, int bin, int first, DesignWriter out) {
    out.add(first + entity, 1);
  }

  @Override
  public String label(int feature) {
    return labels.apply(feature);
  }
}

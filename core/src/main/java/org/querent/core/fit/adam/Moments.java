package org.querent.core.fit.adam;

import java.util.Arrays;

/** The first and second moments of a gradient, as Adam keeps them. Mutable, and not thread-safe. */
public final class Moments {
  /** The running means of a gradient's numbers. */
  public final double[] first;

  /** The running means of their squares. */
  public final double[] second;

  /** Moments of so many numbers, all zero. */
  Moments(int size) {
    first = new double[size];
    second = new double[size];
  }

  void clear() {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
  }
}

package org.querent.core.data;

import java.io.Serializable;

/**
 * A split that a data set comes with, as rows of its ratings, none of them in two parts. The arrays
 * are not to be changed.
 *
 * @param name what it is called
 * @param test what is held out
 * @param initial what is known at the start; empty where that is drawn from the pool
 * @param pool what may be asked for
 * @param sha256 of the files that say so, in hexadecimal
 */
public record GivenSplit(String name, int[] test, int[] initial, int[] pool, String sha256)
    implements Serializable {
  /** Whether what is known at the start is to be drawn from the pool. */
  public boolean isFold() {
    return initial.length == 0;
  }
}

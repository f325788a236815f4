package org.querent.core;

import java.util.function.IntUnaryOperator;

/**
 * Things in order of a key that is a small number: all of key 0 first, and those of one key in the
 * order in which they came. Made in O(things + keys), asking twice for each key.
 *
 * @param starts where the things of each key begin in the order, and at last where all end
 * @param order the things, which are numbers from 0
 */
public record CountingSort(int[] starts, int[] order) {
  /**
   * Sorts things.
   *
   * @param things how many there are
   * @param keys how many keys there may be
   * @param key that of a thing, from 0, below {@code keys}
   */
  public static CountingSort of(int things, int keys, IntUnaryOperator key) {
    int[] starts = new int[keys + 1];
    for (int thing = 0; thing < things; thing++) {
      starts[key.applyAsInt(thing) + 1]++;
    }
    for (int n = 1; n < starts.length; n++) {
      starts[n] += starts[n - 1];
    }
    int[] next = starts.clone();
    int[] order = new int[things];
    for (int thing = 0; thing < things; thing++) {
      order[next[key.applyAsInt(thing)]++] = thing;
    }
    return new CountingSort(starts, order);
  }
}

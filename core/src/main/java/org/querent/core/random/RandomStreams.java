package org.querent.core.random;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Independent random generators derived from one seed, each named by a purpose and an index.
 *
 * <p>A generator depends on nothing but the seed, the purpose and the index: adding a purpose never
 * changes the numbers another one sees, and the generator of round 17 can be had without playing
 * the sixteen rounds before it, which is what makes a resumed run equal an uninterrupted one.
 *
 * <p>Immutable and thread-safe; the generators it returns are not thread-safe.
 *
 * @param seed the seed of the run
 */
public record RandomStreams(long seed) {
  /** The generator for a purpose that needs only one. */
  public RandomGenerator stream(String purpose) {
    return stream(purpose, 0);
  }

  /**
   * The generator of one step of a purpose, for example of one query round.
   *
   * @param purpose what the numbers are for, for example {@code "split"}
   * @param index which step of it
   */
  public RandomGenerator stream(String purpose, long index) {
    long state = mix(seed);
    for (int i = 0; i < purpose.length(); i++) {
      state = mix(state + purpose.charAt(i));
    }
    return new SplittableRandom(mix(state ^ mix(index + 1)));
  }

  /** A random order of the numbers from 0 to {@code size - 1} (Fisher and Yates). */
  public static int[] permutation(int size, RandomGenerator random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Stafford's variant 13 of the 64-bit finalizer, after a golden-ratio step. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

package org.querent.strategies.variance;

/**
 * A number for every pair that is the inner product of a vector of its user and one of its item,
 * both row-major, {@code row * width + n}.
 */
final class RowProducts {
  final int width;
  final double[] users;
  final double[] items;

  /**
   * Vectors of zeros.
   *
   * @param width an even number
   */
  RowProducts(int users, int items, int width) {
    this.width = width;
    this.users = new double[Math.multiplyExact(users, width)];
    this.items = new double[Math.multiplyExact(items, width)];
  }

  /** The product of a pair. Cost: O(width). */
  double of(int user, int item) {
    int u = user * width;
    int i = item * width;
    // Two sums, since an addition takes longer than it takes until the next one can begin.
    double even = 0;
    double odd = 0;
    for (int n = 0; n < width; n += 2) {
      even += users[u + n] * items[i + n];
      odd += users[u + n + 1] * items[i + n + 1];
    }
    return even + odd;
  }
}

package org.querent.strategies.variance;

import org.querent.strategies.moments.Moments;

/**
 * A number for every pair that is the inner product of a vector of its user and one of its item,
 * both row-major.
 */
final class RowProducts {
  final int width;
  final double[] users;
  final double[] items;

  private final int firstUser;

  /** Vectors of zeros, of the users from one up to, but without, another, and of all items. */
  RowProducts(int firstUser, int endOfUsers, int items, int width) {
    this.width = width;
    this.firstUser = firstUser;
    users = new double[Math.multiplyExact(endOfUsers - firstUser, width)];
    this.items = new double[Math.multiplyExact(items, width)];
  }

  /** Vectors of zeros, of the rows that moments are of. */
  RowProducts(Moments users, Moments items, int width) {
    this(users.first, users.end, items.end, width);
  }

  /** Where the vector of a user begins. */
  int ofUser(int user) {
    return (user - firstUser) * width;
  }

  /** Where the vector of an item begins. */
  int ofItem(int item) {
    return item * width;
  }

  /** The product of a pair. Cost: O(width). */
  double of(int user, int item) {
    return product(users, ofUser(user), items, ofItem(item));
  }

  private double product(double[] one, int at, double[] other, int otherAt) {
    double sum = 0;
    for (int n = 0; n < width; n++) {
      sum += one[at + n] * other[otherAt + n];
    }
    return sum;
  }

  /** The products of a user with each of several items, bit for bit what {@link #of} gives. */
  void ofUser(int user, int[] with, int count, double[] out) {
    products(users, ofUser(user), items, 0, with, count, out);
  }

  /** The products of an item with each of several users, bit for bit what {@link #of} gives. */
  void ofItem(int item, int[] with, int count, double[] out) {
    products(items, ofItem(item), users, firstUser * width, with, count, out);
  }

  /** Four at once, since an addition takes longer than it takes until the next one can begin. */
  private void products(
      double[] one, int at, double[] others, int origin, int[] with, int count, double[] out) {
    int last = count - count % 4;
    for (int m = 0; m < last; m += 4) {
      int a = with[m] * width - origin;
      int b = with[m + 1] * width - origin;
      int c = with[m + 2] * width - origin;
      int d = with[m + 3] * width - origin;
      double ofA = 0;
      double ofB = 0;
      double ofC = 0;
      double ofD = 0;
      for (int n = 0; n < width; n++) {
        double number = one[at + n];
        ofA += number * others[a + n];
        ofB += number * others[b + n];
        ofC += number * others[c + n];
        ofD += number * others[d + n];
      }
      out[m] = ofA;
      out[m + 1] = ofB;
      out[m + 2] = ofC;
      out[m + 3] = ofD;
    }
    for (int m = last; m < count; m++) {
      out[m] = product(one, at, others, with[m] * width - origin);
    }
  }
}

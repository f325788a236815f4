package org.querent.strategies.history;

import it.unimi.dsi.fastutil.doubles.Double2IntAVLTreeMap;
import it.unimi.dsi.fastutil.doubles.Double2IntMap;

/** The known ratings of an item: how often each value was given. */
final class RatingCounts {
  /** In the order of the values, so that sums do not depend on the scale. */
  private final Double2IntAVLTreeMap counts;

  private int size;

  /** No ratings. */
  RatingCounts() {
    counts = new Double2IntAVLTreeMap();
  }

  private RatingCounts(Double2IntAVLTreeMap counts, int size) {
    this.counts = counts;
    this.size = size;
  }

  /** A copy of these counts, which goes its own way. */
  RatingCounts copy() {
    return new RatingCounts(new Double2IntAVLTreeMap(counts), size);
  }

  void add(double rating) {
    counts.addTo(rating, 1);
    size++;
  }

  /** The number of known ratings. */
  int size() {
    return size;
  }

  /** The entropy of the values given, in nats; 0 if there are none. */
  double entropy() {
    return entropyOf(size);
  }

  /** The values' part of an entropy in which they are some of {@code total} outcomes, in nats. */
  double entropyOf(int total) {
    double sum = 0;
    for (Double2IntMap.Entry value : counts.double2IntEntrySet()) {
      sum += entropyTerm((double) value.getIntValue() / total);
    }
    return sum;
  }

  /** -p ln p, which is 0 for a probability of 0. */
  static double entropyTerm(double probability) {
    return probability > 0 ? -probability * Math.log(probability) : 0;
  }

  /** The mean squared distance of the ratings from their mean; 0 if there are none. */
  double variance() {
    if (size == 0) {
      return 0;
    }
    // From the lowest on, so that equal ratings have no variance by rounding.
    double lowest = counts.firstDoubleKey();
    double mean = 0;
    for (Double2IntMap.Entry value : counts.double2IntEntrySet()) {
      mean += (value.getDoubleKey() - lowest) * value.getIntValue() / size;
    }
    double variance = 0;
    for (Double2IntMap.Entry value : counts.double2IntEntrySet()) {
      double distance = value.getDoubleKey() - lowest - mean;
      variance += distance * distance * value.getIntValue() / size;
    }
    return variance;
  }
}

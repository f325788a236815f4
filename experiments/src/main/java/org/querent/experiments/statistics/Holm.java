package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Correction of p values for several tests (Holm 1979, A simple sequentially rejective multiple
 * test procedure, Scandinavian Journal of Statistics 6).
 */
public final class Holm {
  private Holm() {}

  /** The p values, each as large as it has to be for all tests together. Cost: O(n log n). */
  static double[] adjusted(double... pValues) {
    int[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(n -> pValues[n]))
            .mapToInt(n -> n)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      largest = Math.max(largest, (order.length - rank) * pValues[order[rank]]);
      adjusted[order[rank]] = Math.min(1, largest);
    }
    return adjusted;
  }

  /** The adjusted p-values of those that are there; empty where one is not. */
  public static List<OptionalDouble> adjusted(List<OptionalDouble> pValues) {
    double[] adjusted =
        adjusted(pValues.stream().flatMapToDouble(OptionalDouble::stream).toArray());
    List<OptionalDouble> all = new ArrayList<>();
    int next = 0;
    for (OptionalDouble pValue : pValues) {
      all.add(pValue.isPresent() ? OptionalDouble.of(adjusted[next++]) : pValue);
    }
    return all;
  }
}

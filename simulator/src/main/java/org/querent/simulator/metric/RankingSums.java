package org.querent.simulator.metric;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.querent.simulator.spec.RankingMetric.Kind;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.RankingSettings.Column;

/**
 * Adds up what the lists of users are worth. Beside the means over users it knows
 *
 * <ul>
 *   <li>the catalogue coverage: the part of all items that is on any list (RecBole's item
 *       coverage);
 *   <li>the Gini coefficient of the numbers of lists that the items are on, 0 of those on none:
 *       {@code sum_i (2 i - N - 1) c_i / (N sum_i c_i)} with the counts c_1 to c_N ascending
 *       (RecBole's Gini index).
 * </ul>
 *
 * <p>Memory: 8 bytes an item for every column of these two. Not thread-safe.
 */
public final class RankingSums {
  private final RankingSettings settings;
  private final List<Column> columns;
  private final double[] sums;
  private final double[] counts;

  /** On how many lists each item is, by column; nothing in columns of single users. */
  private final double[][] shown;

  RankingSums(RankingSettings settings, Catalogue catalogue) {
    this.settings = settings;
    columns = settings.columns();
    sums = new double[columns.size()];
    counts = new double[columns.size()];
    shown = new double[columns.size()][];
    for (int column = 0; column < shown.length; column++) {
      shown[column] = new double[isOfAll(column) ? catalogue.items() : 0];
    }
  }

  private boolean isOfAll(int column) {
    return columns.get(column).metric().kind().isOfAllLists();
  }

  void add(RankedUsers ranked) {
    for (int n = 0; n < ranked.users().length; n++) {
      for (int column = 0; column < sums.length; column++) {
        double value = ranked.values()[n][column];
        if (isOfAll(column)) {
          addShown(ranked.list(n, columns.get(column), settings.candidates()), column);
        } else if (!Double.isNaN(value)) {
          sums[column] += value;
          counts[column]++;
        }
      }
    }
  }

  private void addShown(RankedList list, int column) {
    int length = Math.min(columns.get(column).metric().cutoff(), list.items().length);
    for (int rank = 0; rank < length; rank++) {
      shown[column][list.items()[rank]]++;
    }
    counts[column]++;
  }

  /** The numbers by the names of their columns; without those of which there is none. */
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int column = 0; column < sums.length; column++) {
      if (counts[column] > 0) {
        values.put(columns.get(column).key(), value(column));
      }
    }
    return values;
  }

  private double value(int column) {
    if (!isOfAll(column)) {
      return sums[column] / counts[column];
    }
    double[] lists = shown[column];
    return columns.get(column).metric().kind() == Kind.GINI
        ? gini(lists)
        : (double) Arrays.stream(lists).filter(count -> count > 0).count() / lists.length;
  }

  private static double gini(double[] counts) {
    double[] ascending = counts.clone();
    Arrays.sort(ascending);
    int n = ascending.length;
    double weighted = 0;
    double sum = 0;
    for (int i = 1; i <= n; i++) {
      weighted += (2.0 * i - n - 1) * ascending[i - 1];
      sum += ascending[i - 1];
    }
    return weighted / (n * sum);
  }

  /** All sums, to be saved. */
  public double[] save() {
    DoubleArrayList numbers = new DoubleArrayList();
    parts().forEach(part -> numbers.addElements(numbers.size(), part));
    return numbers.toDoubleArray();
  }

  /** Takes back what was saved. */
  public void restore(double[] saved) {
    int at = 0;
    for (double[] part : parts()) {
      System.arraycopy(saved, at, part, 0, part.length);
      at += part.length;
    }
  }

  private List<double[]> parts() {
    List<double[]> parts = new ArrayList<>(List.of(sums, counts));
    parts.addAll(Arrays.asList(shown));
    return parts;
  }
}

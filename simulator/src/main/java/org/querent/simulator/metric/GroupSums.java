package org.querent.simulator.metric;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.simulator.spec.GroupBy;

/**
 * Adds up, by groups of users or items, the errors of the holdout and what lists are worth. Of a
 * group named {@code user-age=25} the RMSE is called {@code rmse[user-age=25]}; how many ratings of
 * the holdout are in it is {@code ratings[user-age=25]}; how far the RMSEs of the best and the
 * worst group are apart is {@code rmse-gap-user-age}, 0 of a single one. Where a grouping asks for
 * them, {@code nll} and {@code coverage-90} are alike. What lists are worth is a user's, and so of
 * groups of users alone. Not thread-safe.
 */
public final class GroupSums {
  private static final int RATINGS = 0;
  private static final int SQUARES = 1;
  private static final int DISTANCES = 2;

  /** Behind the three sums of errors stand two more, where variances are asked for. */
  private static final int DENSITIES = 3;

  private static final int COVERED = 4;

  private final List<Groups> groupings;
  private final List<String> columns;

  /** The sums by grouping and group. */
  private final double[][][] sums;

  private GroupSums(List<Groups> groupings, List<String> columns) {
    this.groupings = groupings;
    this.columns = columns;
    sums = new double[groupings.size()][][];
    Arrays.setAll(
        sums, n -> new double[groupings.get(n).labels().size()][lists(n) + 2 * columns.size()]);
  }

  /** Behind the sums of errors stand, for each column of lists, a sum and a count. */
  private int lists(int g) {
    return groupings.get(g).grouping().variances() ? COVERED + 1 : DENSITIES;
  }

  /**
   * Sums of nothing yet.
   *
   * @param known the ratings known at the start
   * @param columns what is measured of lists, as {@link UserValues} has it
   */
  public static GroupSums of(
      List<GroupBy> groupings, Dataset dataset, Ratings known, List<String> columns) {
    return new GroupSums(
        groupings.stream().map(one -> Groups.of(one, dataset, known)).toList(), columns);
  }

  /** Sums of the same groups; nothing yet. */
  public GroupSums anew() {
    return new GroupSums(groupings, columns);
  }

  /** Whether there is any grouping. */
  public boolean isOn() {
    return sums.length > 0;
  }

  /**
   * Adds the errors of predictions.
   *
   * @param means one for each rating of the holdout
   * @param variances those of the ratings around them, noise included; not numbers where nothing is
   *     known of them
   */
  public void add(Ratings holdout, double[] means, double[] variances) {
    double[] densities = new double[variances.length];
    Arrays.setAll(
        densities, n -> ErrorSums.negativeLogDensity(means[n] - holdout.rating(n), variances[n]));
    add(holdout, means, variances, densities);
  }

  /**
   * Adds the errors of predictions that are no normal distributions.
   *
   * @param densities the negative logarithms of those of the ratings
   */
  void add(Ratings holdout, double[] means, double[] variances, double[] densities) {
    for (int g = 0; g < sums.length; g++) {
      Groups groups = groupings.get(g);
      boolean users = groups.grouping().of() == GroupBy.Of.USER;
      for (int n = 0; n < means.length; n++) {
        double[] own = sums[g][groups.of()[users ? holdout.user(n) : holdout.item(n)]];
        double error = holdout.scale().clip(means[n]) - holdout.rating(n);
        own[RATINGS]++;
        own[SQUARES] += error * error;
        own[DISTANCES] += Math.abs(error);
        if (groups.grouping().variances()) {
          double deviation = means[n] - holdout.rating(n);
          own[DENSITIES] += densities[n];
          own[COVERED] += covered(deviation, variances[n]);
        }
      }
    }
  }

  private static double covered(double deviation, double variance) {
    return Double.isNaN(variance) ? Double.NaN : ErrorSums.isCovered(deviation, variance) ? 1 : 0;
  }

  /** Adds what the lists of users are worth. */
  public void add(UserValues values) {
    for (int g = 0; g < sums.length; g++) {
      Groups groups = groupings.get(g);
      if (groups.grouping().of() == GroupBy.Of.USER) {
        for (int n = 0; n < values.users().length; n++) {
          add(values.values()[n], sums[g][groups.of()[values.users()[n]]], lists(g));
        }
      }
    }
  }

  private static void add(double[] values, double[] own, int lists) {
    for (int column = 0; column < values.length; column++) {
      if (!Double.isNaN(values[column])) {
        own[lists + 2 * column] += values[column];
        own[lists + 2 * column + 1]++;
      }
    }
  }

  /** All numbers by their names; without those of which there is none. */
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int g = 0; g < sums.length; g++) {
      String name = groupings.get(g).grouping().key();
      put(values, "ratings", g, own -> own[RATINGS] == 0 ? Double.NaN : own[RATINGS]);
      putGap(values, "rmse", name, g, own -> Math.sqrt(own[SQUARES] / own[RATINGS]));
      putGap(values, "mae", name, g, own -> own[DISTANCES] / own[RATINGS]);
      if (groupings.get(g).grouping().variances()) {
        putGap(values, "nll", name, g, own -> own[DENSITIES] / own[RATINGS]);
        putGap(values, "coverage-90", name, g, own -> own[COVERED] / own[RATINGS]);
      }
      for (int column = 0; column < columns.size(); column++) {
        int at = lists(g) + 2 * column;
        putGap(values, columns.get(column), name, g, own -> own[at] / own[at + 1]);
      }
    }
    return values;
  }

  private void putGap(
      Map<String, Double> values,
      String metric,
      String name,
      int g,
      ToDoubleFunction<double[]> of) {
    put(values, metric, g, of);
    double[] all =
        Arrays.stream(sums[g]).mapToDouble(of).filter(value -> !Double.isNaN(value)).toArray();
    if (all.length > 0) {
      values.put(
          metric + "-gap-" + name,
          Arrays.stream(all).max().getAsDouble() - Arrays.stream(all).min().getAsDouble());
    }
  }

  private void put(
      Map<String, Double> values, String metric, int g, ToDoubleFunction<double[]> of) {
    Groups groups = groupings.get(g);
    for (int group = 0; group < sums[g].length; group++) {
      double value = of.applyAsDouble(sums[g][group]);
      if (!Double.isNaN(value)) {
        values.put(
            metric + "[" + groups.grouping().key() + "=" + groups.labels().get(group) + "]", value);
      }
    }
  }

  /** All sums, to be saved. */
  public double[] save() {
    DoubleArrayList numbers = new DoubleArrayList();
    for (double[][] grouping : sums) {
      for (double[] own : grouping) {
        numbers.addElements(numbers.size(), own);
      }
    }
    return numbers.toDoubleArray();
  }

  /** Takes back what was saved. */
  public void restore(double[] saved) {
    int at = 0;
    for (double[][] grouping : sums) {
      for (double[] own : grouping) {
        System.arraycopy(saved, at, own, 0, own.length);
        at += own.length;
      }
    }
  }
}

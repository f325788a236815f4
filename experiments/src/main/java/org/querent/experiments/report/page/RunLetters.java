package org.querent.experiments.report.page;

import java.util.Arrays;
import java.util.List;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * The values of the single runs of a strategy in few letters, so that a page can compare with any
 * strategy: run by run, evaluation by evaluation, the distance from the mean of all runs in steps,
 * as a number of two digits to the base of 64.
 *
 * @param step how much a step is
 * @param text two letters a value; {@value #ZERO} stands for the mean
 */
record RunLetters(double step, String text) {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final int ZERO = 2048;

  /** An interval made of these is off by a thousandth of its width at most. */
  private static final int MOST_STEPS = ZERO - 1;

  static RunLetters of(List<LearningCurve> runs, StrategyCurve curve, String metric) {
    double[] distances =
        runs.stream()
            .filter(run -> run.strategy().equals(curve.strategy()))
            .flatMapToDouble(run -> Arrays.stream(distances(run, curve, metric)))
            .toArray();
    double largest = Arrays.stream(distances).map(Math::abs).max().orElse(0);
    double step = largest > 0 ? largest / MOST_STEPS : 1;
    StringBuilder text = new StringBuilder(2 * distances.length);
    for (double distance : distances) {
      int number = ZERO + (int) Math.round(distance / step);
      text.append(LETTERS.charAt(number >> 6)).append(LETTERS.charAt(number & 63));
    }
    return new RunLetters(step, text.toString());
  }

  private static double[] distances(LearningCurve run, StrategyCurve curve, String metric) {
    double[] values = run.valuesAt(metric, curve.queries());
    List<Interval> means = curve.metrics().get(metric);
    Arrays.setAll(values, i -> values[i] - means.get(i).mean());
    return values;
  }
}

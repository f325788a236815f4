package org.querent.experiments.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * The values of single runs in few bytes, so that a page can compare with any strategy: 16-bit
 * integers, each the distance of a run from the mean of its strategy in steps that suit the
 * strategy and the metric. All low bytes stand before all high ones, which repeat more often;
 * compressed by DEFLATE (RFC 1950), in base64. Not safe for use by several threads.
 */
final class PackedRuns {
  /** An interval made of these is off by a thousandth of its width at most, for half the bytes. */
  private static final int MOST_STEPS = 2047;

  private final List<LearningCurve> runs;
  private final ByteArrayOutputStream low = new ByteArrayOutputStream();
  private final ByteArrayOutputStream high = new ByteArrayOutputStream();

  PackedRuns(List<LearningCurve> runs) {
    this.runs = runs;
  }

  /**
   * Adds a metric of a strategy: run by run, evaluation by evaluation.
   *
   * @return the step, in the integers of the scale
   */
  long add(StrategyCurve curve, String metric, MetricScale scale) {
    double[] distances =
        runs.stream()
            .filter(run -> run.strategy().equals(curve.strategy()))
            .flatMapToDouble(run -> Arrays.stream(distances(run, curve, metric)))
            .map(distance -> distance * scale.scale())
            .toArray();
    double largest = Arrays.stream(distances).map(Math::abs).max().orElse(0);
    long step = Math.max(1, (long) Math.ceil(largest / MOST_STEPS));
    for (double distance : distances) {
      int steps = (int) Math.round(distance / step);
      low.write(steps);
      high.write(steps >> Byte.SIZE);
    }
    return step;
  }

  private static double[] distances(LearningCurve run, StrategyCurve curve, String metric) {
    double[] values = run.valuesAt(metric, curve.queries());
    List<Interval> means = curve.metrics().get(metric);
    Arrays.setAll(values, i -> values[i] - means.get(i).mean());
    return values;
  }

  /** All that was added, in that order. */
  String base64() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream stream = new DeflaterOutputStream(packed, deflater)) {
      low.writeTo(stream);
      high.writeTo(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }
}

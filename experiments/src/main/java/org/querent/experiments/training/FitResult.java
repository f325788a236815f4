package org.querent.experiments.training;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.querent.simulator.metric.Accuracy;

/**
 * What a fit reached.
 *
 * @param accuracy on what was held out
 * @param seconds the time of the fit, without reading data and without evaluation
 */
public record FitResult(Accuracy accuracy, double seconds) {
  /** The mean of each measure over at least one fit. */
  public static FitResult mean(List<FitResult> fits) {
    return new FitResult(
        new Accuracy(
            mean(fits, fit -> fit.accuracy.rmse()),
            mean(fits, fit -> fit.accuracy.mae()),
            mean(fits, fit -> fit.accuracy.nll()),
            mean(fits, fit -> fit.accuracy.coverage90())),
        mean(fits, FitResult::seconds));
  }

  private static double mean(List<FitResult> fits, ToDoubleFunction<FitResult> measure) {
    return fits.stream().mapToDouble(measure).average().orElseThrow();
  }
}

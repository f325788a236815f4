package org.querent.experiments.tune;

import java.util.List;
import java.util.Map;

/**
 * An alternative as a seed has tried it.
 *
 * @param values of the settings, by their keys
 * @param rmse that on the parts of the known ratings that were held out
 */
public record Trial(Map<String, Object> values, double rmse) {
  /**
   * Which of several trials is the best: the first with the least error; one without a number, as
   * of a model that diverged, is the worst.
   */
  public static int best(List<Trial> trials) {
    int best = 0;
    for (int n = 1; n < trials.size(); n++) {
      if (Double.compare(trials.get(n).rmse(), trials.get(best).rmse()) < 0) {
        best = n;
      }
    }
    return best;
  }
}

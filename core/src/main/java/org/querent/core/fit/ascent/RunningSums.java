package org.querent.core.fit.ascent;

import java.util.Arrays;
import org.querent.core.features.Design;
import org.querent.core.fit.PriorStep;
import org.querent.core.fit.PriorSums;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.Residuals;
import org.querent.core.posterior.Machine;

/**
 * The sums over all ratings and all features from which bias, noise and priors follow, kept in step
 * with what moves. Not thread-safe.
 */
final class RunningSums {
  private final Machine machine;
  private final RatingGraph graph;
  private final int[] degrees;

  /** The residuals of all ratings under the present parameters. */
  final Residuals totals = new Residuals();

  /** The sums over all features with ratings. */
  final PriorSums seen;

  RunningSums(Machine machine, RatingGraph graph) {
    this.machine = machine;
    this.graph = graph;
    degrees = new int[machine.space.features()];
    seen = new PriorSums(machine);
  }

  /** Counts all ratings anew; the totals are to be measured. */
  void begin() {
    Arrays.fill(degrees, 0);
    machine.left.countRatings(graph.users().degrees, degrees);
    machine.right.countRatings(graph.items().degrees, degrees);
    seen.sum(degrees);
    totals.clear();
  }

  /** Adds one rating. */
  void count(int user, int item, float rating) {
    double residual = rating - machine.mean(user, item);
    double unknown = machine.epistemicVariance(user, item) - machine.biasVariance;
    double weight = machine.noiseFactor(user);
    totals.add(weight * residual, weight * (residual * residual + unknown), weight);
    countFeatures(machine.left.design, user);
    countFeatures(machine.right.design, item);
  }

  private void countFeatures(Design design, int row) {
    for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
      int feature = design.feature(entry);
      if (degrees[feature]++ == 0) {
        seen.add(feature);
      }
    }
  }

  /**
   * Moves bias, noise and priors to their optimum; where ratings are steps of a scale, what was
   * felt is not summed up as rows move, and bias and thresholds stay until the next pass.
   */
  void updateShared() {
    if (machine.thresholds == null) {
      totals.updateBias(machine);
      totals.updateNoise(machine, graph.size());
      machine.learnNoiseSpread(graph.users().degrees);
    }
    PriorStep.take(machine.prior, seen);
  }

  /** Per feature, the ratings it is active in. */
  int[] degrees() {
    return degrees;
  }
}

package org.querent.core.model;

import java.util.Map;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.spec.TrainingSettings;

/**
 * How far a fit from scratch has come that goes by the bound: priors are held until a pass raises
 * it by less than the tolerance, and the fit ends when another does after that. Mutable.
 */
final class FitProgress {
  private static final String NAME = "fit-progress";

  private final TrainingSettings training;

  /** After the last pass. */
  private double bound;

  private boolean released;
  private boolean settled;

  FitProgress(TrainingSettings training) {
    this.training = training;
    start();
  }

  void start() {
    bound = Double.NEGATIVE_INFINITY;
    released = training.heldSweeps() == 0;
    settled = false;
  }

  /** Whether the bound is looked at. */
  boolean matters() {
    return training.tolerance() > 0;
  }

  /** Whether a pass after so many moves the priors. */
  boolean learnsPriors(int done) {
    return released || done >= training.heldSweeps();
  }

  /** Whether the fit has ended after so many passes. */
  boolean isAtEnd(int done) {
    return settled || done >= training.sweeps();
  }

  /**
   * Takes in a pass.
   *
   * @param learned whether it moved the priors
   */
  void passed(double newBound, int ratings, boolean learned) {
    if (newBound - bound < training.tolerance() * ratings) {
      settled = learned;
      released = true;
    }
    bound = newBound;
  }

  void save(Map<String, NumericArray> arrays) {
    if (matters()) {
      double[] all = {bound, released ? 1 : 0, settled ? 1 : 0};
      arrays.put(NAME, NumericArray.of(all, all.length));
    }
  }

  void restore(ArrayArchive archive) {
    if (matters()) {
      double[] all = archive.doubles(NAME, 3);
      bound = all[0];
      released = all[1] > 0;
      settled = all[2] > 0;
    }
  }
}

package org.querent.core.fit.gibbs;

import java.util.random.RandomGenerator;
import org.querent.core.fit.RowSolver;
import org.querent.core.posterior.Cholesky;
import org.querent.core.posterior.Machine;
import org.querent.core.random.RandomStreams;

/** Draws the parameters of a feature from their distribution given everything else. */
final class DrawnSolver extends RowSolver {
  private final RandomStreams streams;
  private final double[] precision;
  private final double[] drawn;
  private long pass;

  DrawnSolver(Machine machine, RandomStreams streams) {
    super(machine);
    this.streams = streams;
    precision = new double[width * width];
    drawn = new double[width];
  }

  /** The pass that features are drawn in next. */
  void begin(int number) {
    pass = number;
  }

  @Override
  public void solve(int feature, double[] gram, double[] right) {
    loadRegression(feature, gram, right, precision, drawn);
    Cholesky.factor(precision, 0, width);
    // L^-T (L^-1 b + z): mean and noise share the way back.
    Cholesky.solveLower(precision, 0, width, drawn, 0);
    // A generator of its own for every feature and pass: which thread draws does not matter.
    RandomGenerator random = streams.stream("feature", pass * machine.features.rows + feature);
    for (int a = 0; a < width; a++) {
      drawn[a] += random.nextGaussian();
    }
    Cholesky.solveTransposed(precision, 0, width, drawn, 0);
    System.arraycopy(drawn, 0, machine.features.means, feature * width, width);
  }
}

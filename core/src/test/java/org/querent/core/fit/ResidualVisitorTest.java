package org.querent.core.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.fit.ascent.RowCoordinateAscent;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;

class ResidualVisitorTest {
  private static final int FACTORS = RowSolver.RESIDUAL_FACTORS;

  /** Sums that leave nothing to residuals. */
  private record Sums(RowLoops loops) implements RowSummation {
    static RowSummation of(Machine machine, Rows rows, Side others) {
      return new Sums(new RowLoops(machine, rows, others));
    }

    @Override
    public void begin(Workers workers) {
      loops.begin(workers);
    }

    @Override
    public void sum(int row, RowSums into) {
      loops.sum(row, into);
    }

    @Override
    public RowSums newSums() {
      return loops.newSums();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelType.class,
      names = {"FM", "VFM", "AUTO_VFM"})
  void residuals_move_a_row_as_its_gram_matrix_does(ModelType type) {
    Machine sums = machine(type);
    Machine residuals = machine(type);
    RatingGraph graph = graph();
    Passes one = new RowCoordinateAscent(sums, graph, new Workers(1), Sums::of);
    Passes other = new RowCoordinateAscent(residuals, graph, new Workers(1), RowLoops::new);
    assertTrue(RowSolver.ascending(residuals).suitsResiduals());
    for (int sweep = 0; sweep < 8; sweep++) {
      one.run(sweep, sweep > 3);
      other.run(sweep, sweep > 3);
      assertArrayEquals(sums.features.means, residuals.features.means, 1e-9);
      assertArrayEquals(sums.features.covariances, residuals.features.covariances, 1e-9);
      assertEquals(sums.noisePrecision, residuals.noisePrecision, 1e-9);
      assertEquals(one.bound().total(), other.bound().total(), 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelType.class,
      names = {"FM", "VFM"})
  void threads_change_no_bit(ModelType type) {
    Machine one = machine(type);
    Machine three = machine(type);
    RatingGraph graph = graph();
    Passes alone = new RowCoordinateAscent(one, graph, new Workers(1), RowLoops::new);
    Passes shared = new RowCoordinateAscent(three, graph, new Workers(3), RowLoops::new);
    for (int sweep = 0; sweep < 8; sweep++) {
      alone.run(sweep, sweep > 3);
      shared.run(sweep, sweep > 3);
    }
    assertArrayEquals(one.features.means, three.features.means, 0.0);
    assertArrayEquals(one.features.covariances, three.features.covariances, 0.0);
    assertEquals(one.noisePrecision, three.noisePrecision, 0.0);
  }

  private static Machine machine(ModelType type) {
    return ModelFixtures.started(
        shapes(), ModelSettings.defaults(type).withFactors(FACTORS), new SplittableRandom(31));
  }

  private static RatingGraph graph() {
    RandomGenerator random = new SplittableRandom(32);
    return ModelFixtures.rate(shapes(), 3000, random).graph();
  }

  private static Shapes shapes() {
    return ModelFixtures.pairs(150, 210);
  }
}

package org.querent.core.engine.opencl;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;
import org.querent.core.engine.Engine;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RowSolver;
import org.querent.core.fit.RowSweep;
import org.querent.core.fit.adam.AdamStep;
import org.querent.core.fit.adam.Epochs;
import org.querent.core.fit.ascent.RowCoordinateAscent;
import org.querent.core.posterior.Machine;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.TrainingSettings;

/**
 * Kernels of OpenCL, in double precision, for whole sweeps of coordinate ascent over users and
 * items that are one feature each, with up to {@value #MOST_FACTORS} factors ({@link DeviceSweep}),
 * and for the steps of an epoch of Adam with the loss in closed form ({@link DeviceAdam}). All else
 * is done by the loops of the cpu engine: updates that reach a few rows, side information, noise
 * that differs from user to user, ratings that are steps of a scale, the other steps of Adam,
 * Gibbs.
 *
 * <p>Results are those of the cpu engine to the last bit, since both do the same operations in the
 * same order, but for parameters without covariances and {@value RowSolver#RESIDUAL_FACTORS}
 * factors or more: there the cpu engine goes by residuals, and they differ by rounding, 1e-9 and
 * less.
 */
public final class OpenClEngine extends Engine {
  /** A work-item keeps 2 k^2 numbers to itself, and devices have their limits. */
  static final int MOST_FACTORS = 64;

  /**
   * Fewer parameters a processor moves sooner by loops: with 88,000, of MovieLens 1M, PoCL took 0.6
   * to 0.8 times as long as they, with 24,000, of MovieLens 100K, 1.2 to 2.1 times.
   */
  static final int PARAMETERS_OF_ADAM = 1 << 16;

  private final Device device;
  private final KernelShape shape;
  private final Cleaner cleaner = Cleaner.create();

  /**
   * An engine.
   *
   * @param threads for what is not done on the device, the caller's included
   */
  OpenClEngine(int threads, Device device, KernelShape shape) {
    super(EngineKind.OPENCL, threads);
    this.device = device;
    this.shape = shape;
  }

  @Override
  public String description() {
    return "OpenCL, " + device.name() + ", double precision, " + shape.words();
  }

  @Override
  protected Passes ascent(Machine machine, RatingGraph graph) {
    if (!suits(machine)) {
      return super.ascent(machine, graph);
    }
    DeviceSweep sweep = new DeviceSweep(device, cleaner, source(machine), machine, graph);
    return new RowCoordinateAscent(
        machine, graph, workers(), new RowSweep(machine, graph, sweep.users(), sweep.items()));
  }

  @Override
  protected @Nullable Epochs epochs(Machine machine, TrainingSettings training) {
    boolean suits =
        suits(machine)
            && training.estimator() == Estimator.CLOSED_FORM
            && (machine.isPoint() || AdamStep.isSmall(training.alpha()))
            && (shape == KernelShape.GROUP || machine.features.means.length >= PARAMETERS_OF_ADAM)
            && device.hasRoomFor(DeviceAdam.LANES, 0);
    return suits ? new DeviceAdam(device, cleaner, machine) : null;
  }

  /** Kernels of this engine's shape, or a work-item a row where that needs more than there is. */
  private SweepSource source(Machine machine) {
    SweepSource wanted = SweepSource.of(machine, shape);
    return device.hasRoomFor(shape.lanes, wanted.localBytes())
        ? wanted
        : SweepSource.of(machine, KernelShape.ITEM);
  }

  private static boolean suits(Machine machine) {
    return machine.left.isAlias()
        && machine.right.isAlias()
        && machine.isCommon()
        && machine.width - 1 <= MOST_FACTORS;
  }
}

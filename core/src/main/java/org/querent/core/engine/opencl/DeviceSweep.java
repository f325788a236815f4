package org.querent.core.engine.opencl;

import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;
import org.jspecify.annotations.Nullable;
import org.querent.core.engine.EngineException;
import org.querent.core.fit.EffectiveParameters;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.fit.Residuals;
import org.querent.core.fit.RowSweep;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Prior;
import org.querent.core.posterior.Side;

/**
 * The two halves of a sweep on a device, of a machine whose users and items are one feature each.
 *
 * <p>Ratings are copied there when some were added or taken out, parameters when something else has
 * moved them, bias, noise and prior for every half; what comes back are the parameters of the side
 * that moved, from which priors are learned, and what its ratings leave unexplained. That is put
 * into the machine when all of it has arrived: a device that fails leaves the machine as it was
 * before the half, and the next one begins with a session of its own. The device's memory is freed
 * when nobody holds the sweep any more. Not thread-safe.
 */
final class DeviceSweep {
  /** The numbers that a kernel tells of a row. */
  private static final int OUTCOMES = 4;

  private final Device device;
  private final Cleaner cleaner;
  private final Machine machine;
  private final RatingGraph graph;
  private final SweepSource source;

  /** One thread, which adds up what rows leave unexplained in the order of the cpu's loops. */
  private final Workers inChunks = new Workers(1);

  private @Nullable DeviceMemory memory;
  private @Nullable Cleanable cleanable;

  /** Sweeps over a machine; nothing is asked of the device yet. */
  DeviceSweep(
      Device device, Cleaner cleaner, SweepSource source, Machine machine, RatingGraph graph) {
    this.device = device;
    this.cleaner = cleaner;
    this.machine = machine;
    this.graph = graph;
    this.source = source;
  }

  /** Users given items. */
  RowSweep.Half users() {
    return new Half(machine.left, machine.right, graph.users());
  }

  /** Items given users. */
  RowSweep.Half items() {
    return new Half(machine.right, machine.left, graph.items());
  }

  private DeviceMemory memory() {
    DeviceMemory held = memory;
    if (held == null) {
      Session session = device.open(source.text(), source.shape().lanes);
      cleanable = cleaner.register(this, session::close);
      held = new DeviceMemory(session, source, machine, graph);
      memory = held;
    }
    return held;
  }

  private void close() {
    memory = null;
    if (cleanable != null) {
      cleanable.clean();
      cleanable = null;
    }
  }

  private final class Half implements RowSweep.Half {
    private final Side side;
    private final Side others;
    private final Rows rows;
    private final double[] outcomes;
    private final double[] means;
    private final double[] covariances;

    Half(Side side, Side others, Rows rows) {
      this.side = side;
      this.others = others;
      this.rows = rows;
      outcomes = new double[side.size() * OUTCOMES];
      means = new double[side.size() * side.rows.width];
      covariances = new double[side.size() * side.rows.block];
    }

    @Override
    public void forget() {
      if (memory != null) {
        memory.forget();
      }
    }

    @Override
    public void run(boolean update, Residuals totals) {
      goOver(update);
      Residuals part = new Residuals();
      inChunks.run(
          rows.size(),
          (chunk, from, to, worker) -> {
            part.clear();
            for (int row = from; row < to; row++) {
              int at = OUTCOMES * row;
              part.add(outcomes[at], outcomes[at + 1], rows.degrees[row]);
            }
            totals.add(part);
          });
      if (update && EffectiveParameters.areCounted(machine)) {
        takeOverEffective();
      }
    }

    @Override
    public void count() {
      goOver(false);
      takeOverEffective();
    }

    private void takeOverEffective() {
      for (int row = 0; row < rows.size(); row++) {
        if (rows.degrees[row] > 0) {
          machine.effective[side.first + row] = outcomes[OUTCOMES * row + 2];
        }
      }
    }

    private void goOver(boolean update) {
      if (side.size() == 0 || others.size() == 0) {
        return;
      }
      try {
        goOver(memory(), update);
      } catch (EngineException e) {
        close();
        throw e;
      }
    }

    private void goOver(DeviceMemory held, boolean update) {
      Session session = held.session;
      DeviceRows ratings = held.ratings(rows == graph.users());
      held.bringFeatures();
      int group = machine.prior.group(side.first);
      int stride = machine.prior.regression(group).isPresent() ? machine.width : 0;
      session.write(held.centers, centers(group, stride));
      session.write(held.prior, precisions(group));
      session.run(
          "lay_records",
          source.items(others.size()),
          others.size(),
          others.first,
          held.means,
          held.covariances,
          held.records,
          held.slopes);
      if (update) {
        held.forget();
      }
      session.run(
          "go_over_rows",
          source.items(side.size()),
          side.size(),
          side.first,
          ratings.order,
          ratings.starts,
          ratings.ends,
          ratings.ratings,
          held.records,
          held.slopes,
          held.means,
          held.covariances,
          held.centers,
          stride,
          held.prior,
          held.outcomes,
          machine.biasMean,
          machine.likelihoodPrecision(),
          machine.prior.slopeWeight,
          machine.prior.factorWeight,
          update ? 1 : 0);
      session.read(held.outcomes, 0, outcomes);
      requireSolved();
      if (update) {
        Gaussians features = side.rows;
        session.read(held.means, (long) side.first * features.width, means);
        session.read(held.covariances, (long) side.first * features.block, covariances);
        takeOver(features);
        held.agree();
      }
    }

    /** Rows without ratings have not moved, and what they are here the device need not know. */
    private void takeOver(Gaussians features) {
      int width = features.width;
      int block = features.block;
      for (int row = 0; row < rows.size(); row++) {
        if (rows.degrees[row] > 0) {
          int feature = side.first + row;
          System.arraycopy(means, row * width, features.means, feature * width, width);
          System.arraycopy(covariances, row * block, features.covariances, feature * block, block);
        }
      }
    }

    private double[] centers(int group, int stride) {
      double[] center = new double[machine.width];
      double[] centers = new double[stride == 0 ? machine.width : side.size() * stride];
      for (int row = 0; row == 0 || row < side.size() && stride > 0; row++) {
        machine.prior.copyMean(group, side.first + row, center);
        System.arraycopy(center, 0, centers, row * machine.width, machine.width);
      }
      return centers;
    }

    private double[] precisions(int group) {
      Prior prior = machine.prior;
      double[] precisions = new double[machine.width * machine.width];
      for (int a = 0, at = 0; a < machine.width; a++) {
        for (int b = 0; b < machine.width; b++) {
          precisions[at++] = prior.precision(group, a, b);
        }
      }
      return precisions;
    }

    private void requireSolved() {
      for (int at = 0; at < outcomes.length; at += OUTCOMES) {
        if (outcomes[at + 3] > 0) {
          int pivot = (int) outcomes[at + 3] - 1;
          throw new ArithmeticException(
              "not positive definite: pivot " + pivot + " is " + outcomes[at]);
        }
      }
    }
  }
}

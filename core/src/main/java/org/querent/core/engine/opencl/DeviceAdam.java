package org.querent.core.engine.opencl;

import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;
import org.jspecify.annotations.Nullable;
import org.querent.core.engine.EngineException;
import org.querent.core.engine.opencl.Session.Memory;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.adam.AdamStep;
import org.querent.core.fit.adam.Epochs;
import org.querent.core.posterior.Machine;

/**
 * Epochs of Adam on a device, of a machine whose users and items are one feature each, with steps
 * so short that exponentials are taken from their series, which is the same on every device.
 *
 * <p>Parameters and moments are copied there before an epoch, stay there from batch to batch, and
 * come back after it; they are taken over when all have arrived, so that a device that fails leaves
 * the machine as it was before the epoch, and the next one begins with a session of its own.
 * Ratings are copied a number of batches at a time. Not thread-safe.
 */
final class DeviceAdam implements Epochs {
  /** The size of work-groups, on every device. */
  static final int LANES = 128;

  /** About so many ratings are copied at once. */
  private static final int PART = 1 << 20;

  /** The numbers of the bias: its mean and variance, and twice their moments. */
  private static final int BIAS = 6;

  private final Device device;
  private final Cleaner cleaner;
  private final Machine machine;
  private final BatchSegments segments;
  private @Nullable Held held;
  private @Nullable Cleanable cleanable;

  /** Epochs of a machine; nothing is asked of the device yet. */
  DeviceAdam(Device device, Cleaner cleaner, Machine machine) {
    this.device = device;
    this.cleaner = cleaner;
    this.machine = machine;
    segments = new BatchSegments(machine.left.first, machine.right.first, machine.features.rows);
  }

  /** An array of the machine or of its moments, and its place on the device. */
  private record Copy(Memory memory, double[] own, double[] arrived) {}

  @Override
  public void run(RatingList ratings, int batch, AdamStep step) {
    try {
      Held here = held;
      if (here == null) {
        Session session = device.open(text(), LANES);
        cleanable = cleaner.register(this, session::close);
        here = new Held(session, machine, step);
        held = here;
      }
      here.bring();
      int part = Math.max(1, PART / batch) * batch;
      int steps = 0;
      for (int from = 0; from < ratings.size; from += part) {
        int to = (int) Math.min(ratings.size, (long) from + part);
        segments.load(ratings, from, to, batch);
        steps += here.takeSteps(segments, to - from, batch, steps);
      }
      here.takeBack();
      step.skip(steps);
    } catch (EngineException e) {
      held = null;
      if (cleanable != null) {
        cleanable.clean();
        cleanable = null;
      }
      throw e;
    }
  }

  private String text() {
    return new KernelText()
        .define("K", machine.width - 1)
        .define("POINT", machine.isPoint() ? 1 : 0)
        .define("LANES", LANES)
        .add("adam.cl")
        .toString();
  }

  /** What a machine has on the device. */
  private static final class Held {
    private final Session session;
    private final Machine machine;
    private final AdamStep step;
    private final Copy means;
    private final Copy variances;
    private final Copy[] copies;
    private final Memory bias;
    private final Memory pulls;
    private final Memory centers;
    private final Memory entropies;
    private final Memory ofMeans;
    private final Memory ofVariances;
    private final double[] biasHere = new double[BIAS];
    private @Nullable Batches batches;

    Held(Session session, Machine machine, AdamStep step) {
      this.session = session;
      this.machine = machine;
      this.step = step;
      means = copy("parameters", machine.features.means);
      variances = copy("parameters", machine.features.covariances);
      copies =
          new Copy[] {
            means,
            copy("moments", step.means().first),
            copy("moments", step.means().second),
            variances,
            copy("moments", step.variances().first),
            copy("moments", step.variances().second)
          };
      bias = doubles("the bias", BIAS);
      int size = machine.features.means.length;
      pulls = doubles("the prior", size);
      centers = doubles("the prior", size);
      entropies = doubles("the prior", size);
      ofMeans = doubles("the gradient", size);
      ofVariances = doubles("the gradient", machine.features.covariances.length);
    }

    private Copy copy(String what, double[] own) {
      return new Copy(doubles(what, own.length), own, new double[own.length]);
    }

    /** As many as the work-groups that go over them. */
    private Memory doubles(String what, int size) {
      return session.allocate(what, (size + LANES - 1L) / LANES * LANES, Double.BYTES);
    }

    void bring() {
      for (Copy copy : copies) {
        session.write(copy.memory, copy.own);
      }
      biasHere[0] = machine.biasMean;
      biasHere[1] = machine.biasVariance;
      System.arraycopy(step.bias().first, 0, biasHere, 2, 2);
      System.arraycopy(step.bias().second, 0, biasHere, 4, 2);
      session.write(bias, biasHere);
      session.write(pulls, step.pulls());
      session.write(centers, step.centers());
      session.write(entropies, step.entropies());
      session.write(ofMeans, new double[means.own.length]);
      session.write(ofVariances, new double[variances.own.length]);
    }

    void takeBack() {
      for (Copy copy : copies) {
        session.read(copy.memory, 0, copy.arrived);
      }
      session.read(bias, 0, biasHere);
      for (Copy copy : copies) {
        System.arraycopy(copy.arrived, 0, copy.own, 0, copy.own.length);
      }
      machine.biasMean = biasHere[0];
      machine.biasVariance = biasHere[1];
      System.arraycopy(biasHere, 2, step.bias().first, 0, 2);
      System.arraycopy(biasHere, 4, step.bias().second, 0, 2);
    }

    /** Takes a step for each batch of a part, and returns how many these are. */
    int takeSteps(BatchSegments segments, int size, int batch, int before) {
      Batches on = batches;
      if (on == null || on.room < segments.ends.length) {
        if (on != null) {
          on.free(session);
        }
        on = new Batches(session, segments.ends.length, batch);
        batches = on;
      }
      on.write(session, segments);
      int count = 0;
      for (int from = 0; from < size; from += batch) {
        takeStep(on, segments, count, Math.min(batch, size - from), 2 * from, before + count + 1);
        count++;
      }
      return count;
    }

    private void takeStep(
        Batches on, BatchSegments segments, int place, int size, int base, int number) {
      double beta = machine.likelihoodPrecision() / size;
      int first = segments.firsts[place];
      int some = segments.firsts[place + 1] - first;
      session.run(
          "add_gradients",
          some,
          some,
          first,
          base,
          size,
          beta,
          on.features,
          on.starts,
          on.ends,
          on.ratings,
          bias,
          means.memory,
          variances.memory,
          ofMeans,
          ofVariances,
          on.weights);
      session.run(
          "take_step",
          (long) LANES + means.own.length,
          step.size(step.count() + number),
          pulls,
          centers,
          entropies,
          means.memory,
          ofMeans,
          copies[1].memory,
          copies[2].memory,
          variances.memory,
          ofVariances,
          copies[4].memory,
          copies[5].memory,
          size,
          on.weights,
          machine.isPoint() ? 0.0 : 0.5 * beta * size,
          step.biasPull(),
          step.biasEntropy(),
          bias);
    }
  }

  /** Room for the batches of a part. */
  private static final class Batches {
    private final int room;
    private final Memory features;
    private final Memory starts;
    private final Memory ends;
    private final Memory ratings;
    private final Memory weights;

    Batches(Session session, int room, int batch) {
      this.room = room;
      features = session.allocate("ratings", room, Integer.BYTES);
      starts = session.allocate("ratings", room + 1L, Integer.BYTES);
      ends = session.allocate("ratings", room, Integer.BYTES);
      ratings = session.allocate("ratings", room, Float.BYTES);
      weights = session.allocate("ratings", Math.min(batch, room), Double.BYTES);
    }

    void write(Session session, BatchSegments from) {
      session.write(features, from.features);
      session.write(starts, from.starts);
      session.write(ends, from.ends);
      session.write(ratings, from.ratings);
    }

    void free(Session session) {
      session.free(features);
      session.free(starts);
      session.free(ends);
      session.free(ratings);
      session.free(weights);
    }
  }
}

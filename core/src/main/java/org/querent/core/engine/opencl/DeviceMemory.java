package org.querent.core.engine.opencl;

import org.jspecify.annotations.Nullable;
import org.querent.core.engine.opencl.Session.Memory;
import org.querent.core.fit.RatingGraph;
import org.querent.core.posterior.Machine;

/**
 * What a machine has on a device: its parameters and ratings, and room to compute with them. Not
 * thread-safe.
 */
final class DeviceMemory {
  final Session session;

  /** The means of all features. */
  final Memory means;

  /** The covariances of all features, as their shape says. */
  final Memory covariances;

  /** The records of the rows at the other ends of ratings, one side's at a time. */
  final Memory records;

  /** The slopes of these. */
  final Memory slopes;

  /** The precision of the prior of the rows at hand, width by width. */
  final Memory prior;

  /** The prior means of the rows at hand, or one for all of them. */
  final Memory centers;

  /** What is left unexplained: four numbers a row at hand. */
  final Memory outcomes;

  private final SweepSource source;
  private final Machine machine;
  private final RatingGraph graph;
  private @Nullable DeviceRows users;
  private @Nullable DeviceRows items;

  /** The state of the graph that its ratings are of. */
  private long changes;

  /** Whether the features with ratings are here what they are in the machine. */
  private boolean current;

  DeviceMemory(Session session, SweepSource source, Machine machine, RatingGraph graph) {
    this.session = session;
    this.source = source;
    this.machine = machine;
    this.graph = graph;
    long rows = Math.max(machine.left.size(), machine.right.size());
    int width = machine.width;
    means = doubles("parameters", machine.features.means.length);
    covariances = doubles("parameters", machine.features.covariances.length);
    records = doubles("second moments", rows * source.record());
    slopes = doubles("slopes", rows);
    prior = doubles("the prior", (long) width * width);
    centers = doubles("the prior", rows * width);
    outcomes = doubles("residuals", 4 * rows);
  }

  private Memory doubles(String what, long numbers) {
    return session.allocate(what, numbers, Double.BYTES);
  }

  /** Takes in that the machine's features may be others than here, or the other way round. */
  void forget() {
    current = false;
  }

  /** Takes in that the features here are those of the machine. */
  void agree() {
    current = true;
  }

  /** The ratings of users or of items as they are now. */
  DeviceRows ratings(boolean ofUsers) {
    DeviceRows left = users;
    DeviceRows right = items;
    if (left == null || right == null || changes != graph.changes()) {
      if (left != null && right != null) {
        left.free();
        right.free();
      }
      users = null;
      items = null;
      left = new DeviceRows(session, graph.users(), source.shape());
      right = new DeviceRows(session, graph.items(), source.shape());
      users = left;
      items = right;
      changes = graph.changes();
      // A feature that has got its first rating is here what it was, not what its prior made of it.
      current = false;
    }
    return ofUsers ? left : right;
  }

  /** Copies the machine's features, unless they are here. */
  void bringFeatures() {
    if (!current) {
      session.write(means, machine.features.means);
      session.write(covariances, machine.features.covariances);
      current = true;
    }
  }
}

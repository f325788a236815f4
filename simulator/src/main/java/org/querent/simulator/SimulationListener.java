package org.querent.simulator;

/** Hears what happens in a run, as it happens, on the run's thread. */
public interface SimulationListener {
  /** An answered query; {@code query} counts from 1. User and item are dense indices. */
  void answered(int query, int user, int item, float rating);

  /** A new point of the learning curve. */
  void evaluated(CurvePoint point);
}

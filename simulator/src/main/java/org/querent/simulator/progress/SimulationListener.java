package org.querent.simulator.progress;

import java.util.List;
import org.querent.simulator.metric.Calibration;
import org.querent.simulator.metric.UserValues;

/** Hears what happens in a run, as it happens, on the run's thread. */
public interface SimulationListener {
  /** What may be asked for, before anything is; also where a run goes on. */
  default void offered(EvenDraws draws) {}

  /** An answered query; {@code query} counts from 1. User and item are dense indices. */
  void answered(int query, int user, int item, double rating);

  /** A query that was not answered, of a pair without a rating; it counts like one that was. */
  default void unanswered(int query, int user, int item) {}

  /**
   * A rating that the user of a query gave by themselves after it; heard of before what came of the
   * query itself.
   */
  default void natural(int query, int user, int item, double rating) {}

  /** Time that was spent on a phase, since the listener heard of that phase the last time. */
  default void spent(Phase phase, long nanos) {}

  /** How well the model knew its errors when the run was over. */
  default void calibrated(Calibration calibration) {}

  /** What each user's lists of recommendations were worth when the run was over. */
  default void ranked(UserValues values) {}

  /**
   * Where each stopping rule would have ended the interviews, and last where they were over without
   * any; not heard of a run that looks at no rule.
   */
  default void stopped(List<StoppedAt> rules) {}

  /** A new point of the learning curve. */
  void evaluated(CurvePoint point);
}

package org.querent.simulator.progress;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One stretch of a phase, for JDK Flight Recorder; costs next to nothing where nobody records. */
@Name("org.querent.Phase")
@Label("Phase of a run")
@Category("Querent")
@Description("A fit or update of the model, scores, a choice with its scores, or an evaluation")
@StackTrace(false)
@Enabled
final class PhaseEvent extends Event {
  @Label("Phase")
  String phase = "";

  @Label("Queries asked so far")
  int queries;

  /** Ends it, and writes it if somebody records. */
  void end(Phase ended, int asked) {
    phase = ended.name();
    queries = asked;
    commit();
  }
}

package org.querent.experiments.folder;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArchiveHeader;
import org.querent.simulator.progress.RunState;

/**
 * Whose a state is, as the header of its file tells: who goes on from the state of another run, or
 * after other queries than it counts on, would play what no run is.
 *
 * @param run what the run is of
 * @param curve the SHA-256 of the curve up to the state
 * @param queries that of the log of queries
 */
record StateOrigin(RunOrigin run, String curve, String queries) {
  /** Writes a state that tells whose it is. */
  void write(RunState state, Path file) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.put("run", run.run()).put("settings", run.settings()).put("data", run.data());
    settings.put(RunLog.CURVE, curve).put(RunLog.QUERIES, queries);
    state.archive().with(settings).write(file);
  }

  /** What the header of a state tells; one that tells nothing is of no run. */
  private static StateOrigin of(ArchiveHeader header) {
    ObjectNode settings = header.settings();
    return new StateOrigin(
        new RunOrigin(
            settings.path("run").asText(),
            settings.path("settings").asText(),
            settings.path("data").asText()),
        settings.path(RunLog.CURVE).asText(),
        settings.path(RunLog.QUERIES).asText());
  }

  /**
   * Requires that a state is that of this run, after these lines.
   *
   * @param file where it was read from
   * @throws ArchiveException if not
   */
  void require(RunState state, Path file) {
    StateOrigin told = of(state.archive().header());
    requireRun(state.archive().header(), run, file);
    if (!told.equals(this)) {
      throw new ArchiveException(file + " counts on other queries than those that are logged");
    }
  }

  /**
   * Requires that a state is that of a run, whatever was logged before it.
   *
   * @param header of the state
   * @param run of whose data only the beginning may be known
   * @throws ArchiveException if not
   */
  static void requireRun(ArchiveHeader header, RunOrigin run, Path file) {
    RunOrigin told = of(header).run;
    if (!told.run().equals(run.run())) {
      throw new ArchiveException(file + " is a state of the run " + told.run());
    }
    if (!told.isOf(run)) {
      throw new ArchiveException(file + " is a state of a run with other settings or data");
    }
  }
}

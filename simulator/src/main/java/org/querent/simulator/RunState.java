package org.querent.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;

/**
 * What a run was like at one moment: its model, and what it had asked. The ratings are not in it;
 * whoever goes on has them. Aliases its arrays; not thread-safe.
 */
public final class RunState {
  private static final String FORMAT = "querent-run";
  private static final int VERSION = 1;
  private static final String ASKED = "asked";
  private static final String EVALUATIONS = "evaluations";
  private static final String PASSES = "passes";

  private final ArrayArchive archive;
  private final int asked;
  private final int evaluations;
  private final int passes;

  private RunState(ArrayArchive archive) {
    this.archive = archive;
    JsonNode counts = archive.header().settings();
    asked = count(counts, ASKED);
    evaluations = count(counts, EVALUATIONS);
    passes = count(counts, PASSES);
  }

  private static int count(JsonNode counts, String name) {
    JsonNode count = counts.path(name);
    if (!count.isInt() || count.intValue() < 0) {
      throw new ArchiveException("a run's state has no valid number \"" + name + "\"");
    }
    return count.intValue();
  }

  static RunState of(int asked, int evaluations, int passes, Map<String, NumericArray> arrays) {
    ObjectNode counts = JsonNodeFactory.instance.objectNode();
    counts.put(ASKED, asked).put(EVALUATIONS, evaluations).put(PASSES, passes);
    return new RunState(
        new ArrayArchive(new ArchiveHeader(FORMAT, VERSION, "querent", counts), arrays));
  }

  /**
   * Reads a state.
   *
   * @throws ArchiveException if the file is missing, damaged, or something else
   */
  public static RunState read(Path file) {
    return new RunState(ArrayArchive.read(file, FORMAT, VERSION));
  }

  /**
   * Writes the state, all or nothing.
   *
   * @throws ArchiveException if the file cannot be written
   */
  public void write(Path file) {
    archive.write(file);
  }

  /** The number of queries that the listener has heard of. */
  public int asked() {
    return asked;
  }

  /** The number of evaluations that the listener has heard of. */
  public int evaluations() {
    return evaluations;
  }

  /** The passes of the model since its last fit from scratch began. */
  int passes() {
    return passes;
  }

  ArrayArchive archive() {
    return archive;
  }

  /** An array of int32 of any length. */
  int[] ints(String name) {
    return archive.ints(name, archive.shape(name)[0]);
  }

  /** An array of float64 of any length. */
  double[] doubles(String name) {
    return archive.doubles(name, archive.shape(name)[0]);
  }
}

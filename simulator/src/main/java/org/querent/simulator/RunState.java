package org.querent.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;

/**
 * What a run was like at one moment: its model, and what it had asked. The ratings are not in it;
 * whoever goes on has them. Aliases its arrays; not thread-safe.
 */
public final class RunState {
  /** The kind of archive. */
  public static final String FORMAT = "querent-run";

  /** Its version, and the only one that is read. */
  public static final int VERSION = 3;

  /** The queries, the evaluations, and the passes of the model. */
  private static final String COUNTS = "counts";

  private final ArrayArchive archive;
  private final int[] counts;

  /**
   * A state that was read from a file.
   *
   * @throws ArchiveException if the archive is something else
   */
  public RunState(ArrayArchive archive) {
    this.archive = archive;
    if (archive.header().version() != VERSION) {
      throw new ArchiveException(
          String.format(
              Locale.ROOT,
              "a run's state of version %d, where %d is read",
              archive.header().version(),
              VERSION));
    }
    counts = archive.ints(COUNTS, 3);
    if (Arrays.stream(counts).anyMatch(count -> count < 0)) {
      throw new ArchiveException("a run's state has the counts " + Arrays.toString(counts));
    }
  }

  static RunState of(int asked, int evaluations, int passes, Map<String, NumericArray> arrays) {
    Map<String, NumericArray> all = new TreeMap<>(arrays);
    all.put(COUNTS, NumericArray.of(new int[] {asked, evaluations, passes}, 3));
    return new RunState(new ArrayArchive(ArchiveHeader.plain(FORMAT, VERSION, "querent"), all));
  }

  /** What is to be saved. */
  public ArrayArchive archive() {
    return archive;
  }

  /** The number of queries that the listener has heard of. */
  public int asked() {
    return counts[0];
  }

  /** The number of evaluations that the listener has heard of. */
  public int evaluations() {
    return counts[1];
  }

  /** The passes of the model since its last fit from scratch began. */
  int passes() {
    return counts[2];
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

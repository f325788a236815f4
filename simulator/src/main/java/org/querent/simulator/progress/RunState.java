package org.querent.simulator.progress;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;

/**
 * What a run was like at one moment: its model, and what it had asked. The ratings known at the
 * start are not in it; whoever goes on has them. Nor is it in it whose state it is: whoever keeps
 * it says so in the header of its archive. Aliases its arrays; not thread-safe.
 */
public final class RunState {
  /** The kind of archive. */
  public static final String FORMAT = "querent-run";

  /** Its version, and the only one that is read. */
  public static final int VERSION = 7;

  private static final String EVALUATIONS = "evaluations";

  private static final String TALLY = "tally";

  /** There where anything was promised. */
  private static final String PROMISED = "promised";

  private final ArrayArchive archive;
  private final Tally tally;
  private final int evaluations;

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
    double promised = archive.names().contains(PROMISED) ? archive.doubles(PROMISED, 1)[0] : 0;
    tally = Tally.of(archive.doubles(TALLY, Tally.SAVED)).promising(promised);
    evaluations = archive.ints(EVALUATIONS, 1)[0];
    if (tally.queries() < 0 || evaluations < 0) {
      throw new ArchiveException(
          String.format(
              Locale.ROOT,
              "a run's state has %d queries and %d evaluations",
              tally.queries(),
              evaluations));
    }
  }

  /**
   * A state to be saved.
   *
   * @param evaluations that the listener has heard of
   * @param arrays what else there is, by name
   */
  public static RunState of(Tally tally, int evaluations, Map<String, NumericArray> arrays) {
    Map<String, NumericArray> all = new TreeMap<>(arrays);
    all.put(TALLY, NumericArray.of(tally.save(), Tally.SAVED));
    if (tally.promised() != 0) {
      all.put(PROMISED, NumericArray.of(new double[] {tally.promised()}, 1));
    }
    all.put(EVALUATIONS, NumericArray.of(new int[] {evaluations}, 1));
    return new RunState(new ArrayArchive(ArchiveHeader.plain(FORMAT, VERSION, "querent"), all));
  }

  /** What is to be saved. */
  public ArrayArchive archive() {
    return archive;
  }

  /** The number of queries that the listener has heard of. */
  public int asked() {
    return tally.queries();
  }

  /** The number of evaluations that the listener has heard of. */
  public int evaluations() {
    return evaluations;
  }

  /** What had been asked. */
  public Tally tally() {
    return tally;
  }

  /** An array of int32 of any length. */
  public int[] ints(String name) {
    return archive.ints(name, archive.shape(name)[0]);
  }

  /** An array of float64 of any length. */
  public double[] doubles(String name) {
    return archive.doubles(name, archive.shape(name)[0]);
  }
}

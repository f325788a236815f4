package org.querent.simulator.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.Counted;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SplitSettings;

/**
 * Splits of what is known at the start of a run, to choose settings by before it. They hold nothing
 * of the run's holdout, and of its pool no more than the run itself knows.
 */
public final class InnerSplits {
  /** The error on fewer ratings tells nothing. */
  private static final int LEAST = 10;

  private InnerSplits() {}

  /**
   * Cuts the known ratings into parts, each of which is held out once of all others. Where a split
   * goes by time, only the latest part is, as the others would be predicted from what comes later.
   * The ratings that may be asked for stay what they are. Cost: O(folds * ratings).
   *
   * @param split that of the run
   * @param how how it was made
   * @param folds how many parts, at least two
   * @param random draws what is in which part
   * @throws SimulationException if a part has fewer than ten ratings
   */
  public static List<DataSplit> of(
      DataSplit split, SplitSettings how, int folds, RandomGenerator random) {
    Ratings known = split.initial();
    int size = known.size();
    if (size / folds < LEAST) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "tune: %s known at the start, and %,d is the least for %d folds, %d in each; lower tune.folds, or have more ratings known",
              Counted.of(size, "rating") + " " + Counted.are(size),
              LEAST * folds,
              folds,
              LEAST));
    }
    boolean inTime = how.by() == SplitSettings.By.TIME || how.at().isPresent();
    int[] order = inTime ? DataSplit.inTime(known) : RandomStreams.permutation(size, random);
    List<DataSplit> splits = new ArrayList<>();
    for (int fold = inTime ? folds - 1 : 0; fold < folds; fold++) {
      int from = (int) ((long) fold * size / folds);
      int to = (int) ((fold + 1L) * size / folds);
      int[] rest =
          IntStream.concat(Arrays.stream(order, 0, from), Arrays.stream(order, to, size)).toArray();
      splits.add(
          new DataSplit(
              known.select(Arrays.copyOfRange(order, from, to)), known.select(rest), split.pool()));
    }
    return splits;
  }
}

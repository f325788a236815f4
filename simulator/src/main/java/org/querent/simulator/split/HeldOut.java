package org.querent.simulator.split;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.Locale;
import org.querent.core.Counted;
import org.querent.core.data.Ratings;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SplitSettings;

/** Which rows are held out where it is not a part of all: some of every user, or the latest. */
final class HeldOut {
  private final Ratings ratings;
  private final SplitSettings how;

  HeldOut(Ratings ratings, SplitSettings how) {
    this.ratings = ratings;
    this.how = how;
  }

  /**
   * Parts rows.
   *
   * @param order all rows; of each user the last are held out, and the first that are not are known
   * @throws SimulationException if a part would be empty
   */
  DataSplit split(int[] order) {
    boolean[] held = held(order);
    IntArrayList test = new IntArrayList();
    IntArrayList rest = new IntArrayList();
    for (int row : order) {
      (held[row] ? test : rest).add(row);
    }
    requireParts(test.size(), rest.size());
    int[] left = rest.toIntArray();
    return new DataSplit(
        ratings.select(test.toIntArray()),
        ratings.select(Arrays.copyOfRange(left, 0, how.initial())),
        ratings.select(Arrays.copyOfRange(left, how.initial(), left.length)));
  }

  private boolean[] held(int[] order) {
    boolean[] held = new boolean[order.length];
    if (how.instant().isPresent()) {
      long from = how.instant().getAsLong();
      for (int row : order) {
        held[row] = ratings.timestamp(row) >= from;
      }
      return held;
    }
    int most = how.leaveOut().orElseThrow();
    int[] left = new int[ratings.userCount()];
    for (int row : order) {
      left[ratings.user(row)]++;
    }
    for (int user = 0; user < left.length; user++) {
      // Of whom nothing else would be known, nothing is held out.
      left[user] = left[user] > most ? most : 0;
    }
    for (int n = order.length - 1; n >= 0; n--) {
      held[order[n]] = left[ratings.user(order[n])]-- > 0;
    }
    return held;
  }

  private void requireParts(int test, int rest) {
    DataSplit.requireRatings(test + rest);
    String setting = how.at().isPresent() ? "split.at" : "split.leave-out";
    if (test == 0) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "%s: %s; lower it",
              setting,
              how.at().isPresent()
                  ? "no rating is as late, so that none is held out"
                  : "no user has more ratings, so that none is held out"));
    }
    if (how.initial() >= rest) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "split: nothing is left to ask for: %s held out, which leaves %,d, and %,d %s known at the start; %s",
              Counted.of(test, "rating"),
              rest,
              how.initial(),
              Counted.are(how.initial()),
              advice()));
    }
  }

  private String advice() {
    if (how.at().isPresent()) {
      return "raise split.at" + (how.initial() > 1 ? " or lower split.initial" : "");
    }
    String lowered = DataSplit.lowered(how.leaveOut().orElse(1), "split.leave-out", how.initial());
    return lowered.isEmpty() ? "it takes more ratings" : "lower " + lowered;
  }
}

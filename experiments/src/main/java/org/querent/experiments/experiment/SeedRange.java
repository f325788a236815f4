package org.querent.experiments.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The seeds of the runs of each strategy: one repetition each, with a split of its own.
 *
 * @param from the first
 * @param to the last
 */
public record SeedRange(int from, int to) {
  /** More repetitions are a mistake. */
  static final int MOST = 10_000;

  /** Refuses seeds below 1, and none or too many of them. */
  public SeedRange {
    if (from < 1 || to < from || to - from >= MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "found %d to %d, allowed 1 to %,d seeds, the first of them at least 1",
              from,
              to,
              MOST));
    }
  }

  /** The first seeds: 1, 2, ... */
  static SeedRange first(int count) {
    return new SeedRange(1, count);
  }

  /** How many there are. */
  public int count() {
    return to - from + 1;
  }

  /** All of them, in order. */
  public List<Long> all() {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  /** As an experiment writes them: a number if they begin with 1. */
  Object plain() {
    return from == 1 ? (Object) to : Map.of("from", from, "to", to);
  }

  @Override
  public String toString() {
    return from + " to " + to;
  }
}

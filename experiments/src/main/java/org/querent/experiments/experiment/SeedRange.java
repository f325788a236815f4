package org.querent.experiments.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The seeds of the runs of each strategy: one repetition each, with a split of its own.
 *
 * @param all of them, in the order in which they are played
 */
public record SeedRange(List<Long> all) {
  /** More repetitions are a mistake. */
  static final int MOST = 10_000;

  /** Refuses seeds below 1, one that is there twice, and none or too many of them. */
  public SeedRange {
    all = List.copyOf(all);
    if (all.isEmpty() || all.size() > MOST || all.stream().anyMatch(seed -> seed < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "found %s, allowed 1 to %,d seeds, the first of them at least 1",
              all.size() > 10 ? all.size() + " seeds" : all,
              MOST));
    }
    if (new HashSet<>(all).size() < all.size()) {
      throw new IllegalArgumentException("found " + told(all) + ", allowed each seed once");
    }
  }

  /**
   * Seeds one after the other.
   *
   * @throws IllegalArgumentException if the first is below 1, or there are none or too many
   */
  static SeedRange of(int from, int to) {
    if (to < from) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "found %d to %d, of which to is below from; exchange them", from, to));
    }
    if (from < 1 || to - from >= MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "found %d to %d, allowed 1 to %,d seeds, the first of them at least 1",
              from,
              to,
              MOST));
    }
    return new SeedRange(LongStream.rangeClosed(from, to).boxed().toList());
  }

  /** The first seeds: 1, 2, ... */
  static SeedRange first(int count) {
    return of(1, count);
  }

  /** How many there are. */
  public int count() {
    return all.size();
  }

  private long first() {
    return all.get(0);
  }

  private long last() {
    return all.get(all.size() - 1);
  }

  /** Whether each is the next number. */
  private boolean isRange() {
    return LongStream.range(0, all.size()).allMatch(n -> all.get((int) n) == first() + n);
  }

  /** As an experiment writes them: a number if they begin with 1, and a list if they have gaps. */
  Object plain() {
    if (!isRange()) {
      return all;
    }
    return first() == 1 ? (Object) last() : new TreeMap<>(Map.of("from", first(), "to", last()));
  }

  private static String told(List<Long> seeds) {
    return seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return isRange() ? first() + " to " + last() : told(all);
  }
}

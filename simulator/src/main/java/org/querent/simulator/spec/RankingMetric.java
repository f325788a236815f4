package org.querent.simulator.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is measured of the first items of every user's list.
 *
 * @param kind what it is
 * @param cutoff how many items of the list are looked at
 */
public record RankingMetric(Kind kind, int cutoff) {
  /** The longest list that is looked at. */
  public static final int LONGEST = 1000;

  private static final Pattern KEY = Pattern.compile("([a-z-]+)@(0|[1-9][0-9]{0,3})");

  /** What can be measured; the constants' names in kebab case are those of the metrics. */
  public enum Kind {
    /** Normalised discounted cumulative gain, a relevant item counting 1. */
    NDCG,
    /** The relevant part of the list. */
    PRECISION,
    /** The part of the relevant items that is on the list. */
    RECALL,
    /** Mean average precision. */
    MAP,
    /** The reciprocal of the rank of the first relevant item. */
    MRR,
    /** Whether there is a relevant item on the list. */
    HIT_RATE,
    /** Rank-biased precision. */
    RBP,
    /** The part of all items that is on somebody's list. */
    CATALOGUE_COVERAGE,
    /** How unequally the items are on lists: 0 if all alike, near 1 if always the same. */
    GINI,
    /** How many ratings the listed items have. */
    MEAN_POPULARITY,
    /** How surprising the listed items are, in bits. */
    NOVELTY,
    /** How little the listed items have in common, by a column of the items. */
    DIVERSITY;

    /** The name in settings. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is one number of all lists together, of which no user has a share. */
    public boolean isOfAllLists() {
      return this == CATALOGUE_COVERAGE || this == GINI;
    }

    /** Whether it is about hits, and not about which items are listed. */
    public boolean isOfHits() {
      return compareTo(RBP) <= 0;
    }
  }

  /**
   * Refuses a list that is too long, or has nothing to compare.
   *
   * @throws IllegalArgumentException if so
   */
  public RankingMetric {
    int fewest = kind == Kind.DIVERSITY ? 2 : 1;
    if (cutoff < fewest || cutoff > LONGEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s@%d: a list has %d to %,d items",
              kind.key(),
              cutoff,
              fewest,
              LONGEST));
    }
  }

  /** The metric of a key such as {@code ndcg@10}; empty if there is none of that name. */
  public static Optional<RankingMetric> parse(String key) {
    Matcher parts = KEY.matcher(key);
    if (parts.matches()) {
      for (Kind kind : Kind.values()) {
        if (kind.key().equals(parts.group(1))) {
          return Optional.of(new RankingMetric(kind, Integer.parseInt(parts.group(2))));
        }
      }
    }
    return Optional.empty();
  }

  /** The name in settings and files, such as {@code ndcg@10}. */
  public String key() {
    return kind.key() + "@" + cutoff;
  }
}

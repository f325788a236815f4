package org.querent.core.data.inspect;

import it.unimi.dsi.fastutil.doubles.Double2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import org.querent.core.data.RatingScale;

/**
 * The different values of ratings, and how often each is there. Of more than 100,000 different ones
 * the largest, the smallest and those seen first are kept.
 */
final class SeenValues {
  private static final int MOST = 100_000;

  /** Codes that stand for "none" above all ratings, and below. */
  private static final List<Double> HIGH = List.of(99.0, 999.0, 9999.0, 99_999.0);

  private static final List<Double> LOW = List.of(-1.0, -9.0, -99.0, -999.0, -9999.0);

  /** One in so many is rare. */
  private static final int RARE = 100;

  /** Beyond this 99 may be a rating. */
  private static final double FEW = 20;

  /** Scales that people use, the narrower before the wider. */
  private static final List<RatingScale> SCALES =
      List.of(
          new RatingScale(0, 1),
          RatingScale.WHOLE_STARS,
          RatingScale.HALF_STARS,
          new RatingScale(0, 5),
          new RatingScale(1, 10),
          new RatingScale(0, 10),
          new RatingScale(-1, 1),
          new RatingScale(-10, 10),
          new RatingScale(1, 100),
          new RatingScale(0, 100),
          new RatingScale(-100, 100));

  private final NavigableMap<Double, Integer> counts = new TreeMap<>();
  private final List<Double> codes = new ArrayList<>();

  /** Counts values, and takes those out that stand for "none", as it seems. */
  SeenValues(int size, IntToDoubleFunction rating) {
    Double2IntOpenHashMap seen = new Double2IntOpenHashMap();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < size; row++) {
      double value = rating.applyAsDouble(row) + 0.0;
      if (seen.size() < MOST || seen.containsKey(value)) {
        seen.addTo(value, 1);
      }
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    counts.putAll(seen);
    counts.putIfAbsent(min, 1);
    counts.putIfAbsent(max, 1);
    takeCodes();
  }

  private void takeCodes() {
    while (counts.size() > 1
        && HIGH.contains(counts.lastKey())
        && counts.lowerKey(counts.lastKey()) <= FEW) {
      codes.add(counts.pollLastEntry().getKey());
    }
    while (counts.size() > 1 && LOW.contains(counts.firstKey()) && isCode(counts.firstKey())) {
      codes.add(counts.pollFirstEntry().getKey());
    }
    if (zeros() > 0
        && zeros()
            > counts.tailMap(0.0, false).values().stream().mapToInt(n -> n).max().orElse(0)) {
      codes.add(counts.pollFirstEntry().getKey());
    }
  }

  private boolean isCode(double low) {
    double next = counts.higherKey(low);
    // 1 and -1 may be for and against; and scales from -10 to 10 have a -9.
    return low <= -99 ? next >= -FEW : next >= 0 && counts.lastKey() > 1;
  }

  /** How many zeros there are below a scale that seems to begin with 1. */
  int zeros() {
    boolean below =
        counts.size() > 2 && counts.firstKey() == 0 && counts.higherKey(0.0) >= 1 && isWhole();
    return below && counts.lastKey() > 1 ? counts.getOrDefault(0.0, 0) : 0;
  }

  boolean isWhole() {
    return counts.keySet().stream().allMatch(value -> value == Math.rint(value));
  }

  /**
   * Values further from all others than those are from each other, and so rare that they may be
   * slips, as one 50 among 1 to 5.
   */
  List<Double> outliers() {
    List<Double> outliers = new ArrayList<>(firstOutliers(counts));
    outliers.addAll(firstOutliers(counts.descendingMap()));
    return outliers;
  }

  private static List<Double> firstOutliers(NavigableMap<Double, Integer> ordered) {
    int rare = ordered.values().stream().mapToInt(count -> count).sum() / RARE;
    List<Double> before = new ArrayList<>();
    int outliers = 0;
    int seen = 0;
    for (Map.Entry<Double, Integer> next : ordered.entrySet()) {
      if (seen > rare) {
        break;
      }
      double value = next.getKey();
      double range = Math.abs(ordered.lastKey() - value);
      if (seen > 0 && range > 0 && Math.abs(value - before.get(before.size() - 1)) > range) {
        outliers = before.size();
      }
      before.add(value);
      seen += next.getValue();
    }
    return before.subList(0, outliers);
  }

  /** Values that stand for "none", as it seems. */
  List<Double> codes() {
    return codes;
  }

  /** The values that are ratings, with how often each is there. */
  NavigableMap<Double, Integer> counts() {
    return counts;
  }

  /** The smallest difference of two of them; empty if there are fewer than two, or many. */
  OptionalDouble step() {
    if (counts.size() > 1000) {
      return OptionalDouble.empty();
    }
    double before = Double.NaN;
    double step = Double.POSITIVE_INFINITY;
    for (double value : counts.keySet()) {
      step = Double.isNaN(before) ? step : Math.min(step, value - before);
      before = value;
    }
    return Double.isInfinite(step) ? OptionalDouble.empty() : OptionalDouble.of(step);
  }

  /** A scale that people use which has all ratings and is not much wider; or their own range. */
  RatingScale scale() {
    return scale(counts.navigableKeySet());
  }

  /** A scale that people use which has all ratings but some, as {@link #scale()} finds it. */
  RatingScale scaleWithout(Collection<Double> some) {
    NavigableSet<Double> others = new TreeSet<>(counts.keySet());
    others.removeAll(some);
    return scale(others);
  }

  private static RatingScale scale(NavigableSet<Double> values) {
    double min = values.first();
    double max = values.last();
    for (RatingScale usual : SCALES) {
      boolean wide = 2 * max < usual.max() && usual.max() > 10;
      boolean one = usual.max() == 1 && values.size() < 2;
      boolean halves = usual.min() == 0.5 && !areHalves(values);
      if (usual.contains(min) && usual.contains(max) && !wide && !one && !halves) {
        return usual;
      }
    }
    return min < max
        ? new RatingScale(min, max)
        : new RatingScale(Math.min(0, min), Math.max(1, max));
  }

  private static boolean areHalves(Collection<Double> values) {
    return values.stream().allMatch(value -> 2 * value == Math.rint(2 * value));
  }

  /** A number as short as it can be. */
  static String number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : String.format(Locale.ROOT, "%s", number);
  }
}

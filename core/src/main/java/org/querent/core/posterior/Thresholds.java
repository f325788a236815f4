package org.querent.core.posterior;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.RatingScale;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;

/**
 * Between which values what is felt becomes which rating: z is around the prediction with a
 * variance of 1, and the rating is level c where b_c &lt; z &lt;= b_(c+1), with b_0 and the last
 * infinite. The threshold in the middle stays where it is, since the bias moves; two levels have no
 * other. Mutable, owned by one machine.
 *
 * <p>The prior of the others is as if every level had been given once, where a prediction of that
 * very rating had been certain: so a level that nobody has chosen yet keeps its place.
 */
public final class Thresholds {
  private static final String ARRAY = "thresholds";

  /** The ratings that levels are, in the unit of the data. */
  public final RatingLevels levels;

  private final double first;
  private final double perStep;

  /** The standardised rating of each level. */
  private final double[] places;

  /** b, one more than there are levels, infinite at either end. */
  private final double[] cuts;

  /** Thresholds half way between standardised ratings. */
  Thresholds(RatingLevels levels, RatingUnit unit) {
    this.levels = levels;
    first = (levels.lowest() - unit.centre()) / unit.spread();
    double step = levels.step() / unit.spread();
    perStep = 1 / step;
    places = new double[levels.count()];
    Arrays.setAll(places, level -> first + level * step);
    cuts = new double[levels.count() + 1];
    initialise();
  }

  /**
   * The thresholds of a model.
   *
   * @param scale of its ratings
   * @return null where ratings are numbers
   * @throws org.querent.core.data.DatasetException if the scale has no levels
   */
  public static @Nullable Thresholds of(
      ModelSettings settings, Optional<RatingScale> scale, RatingUnit unit) {
    if (settings.likelihood() == Likelihood.GAUSSIAN) {
      return null;
    }
    RatingScale known =
        scale.orElseThrow(
            () -> new IllegalArgumentException("the levels of ratings follow from their scale"));
    return RatingLevels.of(known, settings.likelihood())
        .map(levels -> new Thresholds(levels, unit))
        .orElse(null);
  }

  /** Others, of the same levels, that have not moved. */
  Thresholds fresh() {
    return new Thresholds(levels, new RatingUnit(levels.lowest() - first * spread(), spread()));
  }

  private double spread() {
    return levels.step() * perStep;
  }

  void initialise() {
    Arrays.setAll(
        cuts,
        c ->
            c == 0
                ? Double.NEGATIVE_INFINITY
                : c == places.length
                    ? Double.POSITIVE_INFINITY
                    : 0.5 * (places[c - 1] + places[c]));
  }

  /** The number of levels. */
  public int count() {
    return places.length;
  }

  /** The number of the threshold that stays. */
  public int anchor() {
    return (places.length + 1) / 2;
  }

  /** The standardised rating of a level. */
  public double place(int level) {
    return places[level];
  }

  /** The level of a standardised rating. */
  public int level(float rating) {
    return (int) Math.rint((rating - first) * perStep);
  }

  /** b_c, from 0 to the number of levels. */
  public double cut(int c) {
    return cuts[c];
  }

  /** A copy of all thresholds. */
  public double[] toArray() {
    return cuts.clone();
  }

  /** Moves the thresholds, which ascend. */
  public void move(double[] to) {
    System.arraycopy(to, 0, cuts, 0, cuts.length);
  }

  /** How far what was felt is to be expected from a prediction. */
  public double surprise(float rating, double prediction) {
    int level = level(rating);
    return NormalInterval.mean(cuts[level] - prediction, cuts[level + 1] - prediction);
  }

  void save(Map<String, NumericArray> arrays) {
    double[] inner = Arrays.copyOfRange(cuts, 1, places.length);
    arrays.put(ARRAY, NumericArray.of(inner, inner.length));
  }

  /**
   * The thresholds of an archive, checked.
   *
   * @throws org.querent.core.archive.ArchiveException if there are none, or of other levels
   */
  double[] read(ArrayArchive archive) {
    double[] inner = archive.doubles(ARRAY, places.length - 1);
    double[] all = cuts.clone();
    System.arraycopy(inner, 0, all, 1, inner.length);
    for (int c = 1; c < all.length; c++) {
      if (!(all[c - 1] < all[c])) {
        throw new IllegalArgumentException("thresholds that do not ascend");
      }
    }
    return all;
  }
}

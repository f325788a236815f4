package org.querent.experiments.ask;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.querent.core.CountingSort;
import org.querent.core.data.Ratings;

/**
 * How far a model that was fitted to answers is from what people say now.
 *
 * @param fresh how many ratings it was not fitted to, or to another value of them
 * @param gone how many ratings it was fitted to that nobody gives any more
 */
public record ModelGap(int fresh, int gone) {
  /**
   * Compares what a model was fitted to with what another would be fitted to now. Cost: O(ratings).
   *
   * @param model that was trained, without the answers
   * @param asks that one, or one that was made of it and of answers
   * @param leftOut gets a message for each file of answers that cannot be read
   * @throws org.querent.core.UserException if the model or the folder of answers cannot be read
   */
  public static ModelGap of(
      Path model, AskModel asks, AnswerFolder answers, Consumer<String> leftOut) {
    Ratings fitted = asks.whole().ratings();
    boolean isTrained = asks.sha256().equals(AskModel.sum(model));
    Ratings trained = isTrained ? fitted : AskModel.whole(model).ratings();
    Ratings now = Refit.ratings(trained, answers, leftOut);
    return new ModelGap(missing(now, fitted, true), missing(fitted, now, false));
  }

  /** How many ratings of one are not among those of the other, or not with the same value. */
  private static int missing(Ratings one, Ratings other, boolean withValue) {
    CountingSort ofOne = CountingSort.of(one.size(), one.userCount(), one::user);
    CountingSort ofOther = CountingSort.of(other.size(), other.userCount(), other::user);
    int[] items = new int[one.itemCount()];
    Arrays.setAll(items, n -> other.itemIds().indexOf(one.itemIds().idOf(n)).orElse(-1));
    // By item, of one user at a time; NaN where there is none.
    double[] there = new double[other.itemCount()];
    Arrays.fill(there, Double.NaN);
    int missing = 0;
    for (int user = 0; user < one.userCount(); user++) {
      OptionalInt same = other.userIds().indexOf(one.userIds().idOf(user));
      int begin = same.isPresent() ? ofOther.starts()[same.getAsInt()] : 0;
      int end = same.isPresent() ? ofOther.starts()[same.getAsInt() + 1] : 0;
      for (int n = begin; n < end; n++) {
        there[other.item(ofOther.order()[n])] = other.rating(ofOther.order()[n]);
      }
      for (int n = ofOne.starts()[user]; n < ofOne.starts()[user + 1]; n++) {
        int row = ofOne.order()[n];
        int item = items[one.item(row)];
        double value = item < 0 ? Double.NaN : there[item];
        if (Double.isNaN(value) || withValue && value != one.rating(row)) {
          missing++;
        }
      }
      for (int n = begin; n < end; n++) {
        there[other.item(ofOther.order()[n])] = Double.NaN;
      }
    }
    return missing;
  }
}

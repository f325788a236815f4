package org.querent.experiments.ask;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.querent.core.CountingSort;
import org.querent.core.data.Ratings;

/**
 * How far a model that was fitted to answers is from what people say now.
 *
 * @param fresh how many answers it does not know: ratings that it was not fitted to, or to another
 *     value of them, and what it has a rating of that is said not to be known now
 * @param gone how many ratings it was fitted to of which nobody says anything any more
 */
public record ModelGap(int fresh, int gone) {
  /**
   * Compares what a model that asks was fitted to with what another would be fitted to now. Cost:
   * O(ratings).
   *
   * @param model that was trained, without the answers
   * @param asks that one, or one that was made of it and of answers
   * @param leftOut gets a message for each file of answers that cannot be read
   * @throws org.querent.core.UserException if the model or the folder of answers cannot be read
   */
  public static ModelGap of(
      Path model, AskModel asks, AnswerFolder answers, Consumer<String> leftOut) {
    Ratings fitted = asks.ratings();
    boolean isTrained = asks.sha256().equals(AskModel.sum(model));
    Ratings trained = isTrained ? fitted : AskModel.whole(model).ratings();
    return of(trained, fitted, answers, leftOut);
  }

  /**
   * Compares what a model was fitted to with what another would be fitted to now. Cost: O(ratings).
   *
   * @param trained what the model was fitted to that was trained, without the answers
   * @param fitted what that one was fitted to, or another that was made of it and of answers
   * @param leftOut gets a message for each file of answers that cannot be read
   * @throws org.querent.core.UserException if the folder of answers cannot be read
   */
  static ModelGap of(
      Ratings trained, Ratings fitted, AnswerFolder answers, Consumer<String> leftOut) {
    Map<String, List<Answer>> said = answers.all(leftOut);
    Ratings now = Refit.ratings(trained, said);
    BitSet lost = missing(fitted, now, false);
    int changed = (int) lost.stream().filter(row -> isSaid(fitted, row, said)).count();
    return new ModelGap(
        missing(now, fitted, true).cardinality() + changed, lost.cardinality() - changed);
  }

  private static boolean isSaid(Ratings fitted, int row, Map<String, List<Answer>> said) {
    String item = fitted.itemIds().idOf(fitted.item(row));
    return said.getOrDefault(fitted.userIds().idOf(fitted.user(row)), List.of()).stream()
        .anyMatch(it -> it.item().equals(item));
  }

  /** The ratings of one that are not among those of the other, or not with the same value. */
  private static BitSet missing(Ratings one, Ratings other, boolean withValue) {
    CountingSort ofOne = CountingSort.of(one.size(), one.userCount(), one::user);
    CountingSort ofOther = CountingSort.of(other.size(), other.userCount(), other::user);
    int[] items = new int[one.itemCount()];
    Arrays.setAll(items, n -> other.itemIds().indexOf(one.itemIds().idOf(n)).orElse(-1));
    // By item, of one user at a time; NaN where there is none.
    double[] there = new double[other.itemCount()];
    Arrays.fill(there, Double.NaN);
    BitSet missing = new BitSet();
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
          missing.set(row);
        }
      }
      for (int n = begin; n < end; n++) {
        there[other.item(ofOther.order()[n])] = Double.NaN;
      }
    }
    return missing;
  }
}

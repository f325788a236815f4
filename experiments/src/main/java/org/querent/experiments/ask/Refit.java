package org.querent.experiments.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.Sha256;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.data.catalog.SplitWriter;
import org.querent.core.saved.WholeModel;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.training.Epoch;
import org.querent.experiments.training.FitOptions;
import org.querent.experiments.training.FitPlan;
import org.querent.experiments.training.Holdout;
import org.querent.experiments.training.ModelTraining;

/**
 * A model that has taken answers in: another that was trained with the same settings and seed, on
 * the ratings that the first knows and on the answers.
 *
 * @param archive the model
 * @param trained what the first was fitted to
 * @param fitted what this one was fitted to
 */
public record Refit(ArrayArchive archive, Ratings trained, Ratings fitted) {
  /** Compares what it was fitted to with what people say now; see {@link ModelGap}. */
  public ModelGap gap(AnswerFolder answers, Consumer<String> leftOut) {
    return ModelGap.of(trained, fitted, answers, leftOut);
  }

  /**
   * What a model knows, and then all ratings that people gave as answers. Of a pair that is in both
   * the answer counts; what is not on the scale is left out. Cost: O(ratings).
   *
   * @param known what the model was fitted to
   * @param leftOut gets a message for each file of answers that cannot be read
   * @throws ExperimentException if the folder of answers cannot be read
   */
  public static Ratings ratings(Ratings known, AnswerFolder answers, Consumer<String> leftOut) {
    return ratings(known, answers.all(leftOut));
  }

  static Ratings ratings(Ratings known, Map<String, List<Answer>> said) {
    Map<String, List<Answer>> given = new LinkedHashMap<>();
    said.forEach(
        (user, all) -> given.put(user, all.stream().filter(it -> counts(it, known)).toList()));
    RatingsBuilder builder = new RatingsBuilder();
    for (int row = 0; row < known.size(); row++) {
      String user = known.userIds().idOf(known.user(row));
      String item = known.itemIds().idOf(known.item(row));
      if (given.getOrDefault(user, List.of()).stream().noneMatch(it -> it.item().equals(item))) {
        builder.add(user, item, known.rating(row), known.timestamp(row));
      }
    }
    given.forEach(
        (user, all) ->
            all.forEach(it -> builder.add(user, it.item(), it.rating().getAsDouble(), it.time())));
    return builder.build(known.scale());
  }

  private static boolean counts(Answer answer, Ratings known) {
    return answer.rating().isPresent() && known.scale().contains(answer.rating().getAsDouble());
  }

  /**
   * The model that {@code train --test 0} makes of the table of these ratings, byte by byte. Cost:
   * that of a training, on one thread, in the memory of three models.
   *
   * @param model that people are asked by
   * @param leftOut gets a message for each file of answers that cannot be read
   * @param listener hears of every epoch; what it throws ends the training
   * @throws org.querent.core.UserException if the model or the folder of answers cannot be read
   */
  public static Refit train(
      Path model, AnswerFolder answers, Consumer<String> leftOut, Consumer<Epoch> listener) {
    WholeModel whole = AskModel.whole(model);
    Ratings ratings = ratings(whole.ratings(), answers, leftOut);
    FitOptions options = FitOptions.ofAll(whole.seed());
    FitPlan plan =
        new FitPlan(
            whole.settings(),
            whole.training(),
            whole.features().declared(),
            options,
            sha256(ratings),
            Optional.of((ObjectNode) whole.notes().path(ModelTraining.ASKING)));
    ModelTraining training =
        new ModelTraining(plan, Holdout.of(ratings, options), () -> whole.side().over(ratings));
    training.run(listener);
    return new Refit(training.snapshot(), whole.ratings(), ratings);
  }

  /** The sum of the table, as of any file of ratings. */
  private static String sha256(Ratings ratings) {
    Sha256 sum = new Sha256();
    try {
      SplitWriter.write(sum.output(), ratings);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return sum.hex();
  }
}

package org.querent.strategies.learner;

import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Ratings;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FieldSpec.RatedBy;
import org.querent.core.features.FieldSpec.RatedItems;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.model.RowPart;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.Candidates;
import org.querent.strategies.ExposureView;
import org.querent.strategies.History;
import org.querent.strategies.QueryRound;
import org.querent.strategies.ScoreWatch;

/**
 * What is known of users and items: a model, what they are described by, and what was told.
 * Learners that ask from different candidates may share it. Not thread-safe.
 */
public final class Knowledge {
  private static final String PASSES = "passes";

  private final FactorizationMachine model;
  private final Ratings initial;
  private final GrowingHistory history = new GrowingHistory();
  private final KnownExposure exposure;
  private FeatureMap features;

  /** How many questions had been asked when the model followed last. */
  private int followed;

  /**
   * What is known before the first question.
   *
   * @param model gets the ratings, and is this object's from now on; {@link #fit} fits it
   * @param features what its users and items are described by
   * @param initial the known ratings
   */
  public Knowledge(FactorizationMachine model, FeatureMap features, Ratings initial) {
    this.model = model;
    this.features = features;
    this.initial = initial;
    for (int row = 0; row < initial.size(); row++) {
      tell(initial.user(row), initial.item(row), initial.rating(row), initial.timestamp(row));
    }
    history.begin();
    exposure = new KnownExposure(initial.userCount(), initial.itemCount(), history);
  }

  /**
   * Fits a model of plain users and items to ratings, on one thread of this machine.
   *
   * @param initial the known ratings, of all users and items that there are
   */
  public static Knowledge of(
      Ratings initial, ModelSettings settings, TrainingSettings training, RandomStreams streams) {
    FeatureMap features = FeatureMap.plain(initial);
    FactorizationMachine model =
        ModelBuilder.of(features, initial.scale())
            .settings(settings)
            .training(training)
            .streams(streams)
            .build();
    Knowledge knowledge = new Knowledge(model, features, initial);
    knowledge.fit();
    return knowledge;
  }

  int users() {
    return features.users().rows();
  }

  int items() {
    return features.itemRows().items();
  }

  void tell(int user, int item, double rating, long timestamp) {
    model.add(features.userRow(user), features.itemRow(item, timestamp), rating);
    history.add(user, item, rating, timestamp);
  }

  void skip(int user, int item) {
    history.skip(user, item);
  }

  /** Fits the model from scratch to all that was told. */
  public void fit() {
    describe();
    model.fit();
    followed = history.asked();
  }

  /** Follows by updates and fits from scratch. */
  RowChanges retrain(RetrainingSchedule schedule) {
    describe();
    RowChanges moved = schedule.retrain(model, followed, history.asked());
    followed = history.asked();
    return describesByRatings() ? RowChanges.EVERYTHING : moved;
  }

  RowChanges foldInUser(int user) {
    if (describesByExposure() && exposure.isNew(user)) {
      model.describeUser(features.userRow(user), features.expected(user, exposure.consumed(user)));
    }
    return model.foldInUser(features.userRow(user));
  }

  RowChanges foldInItem(int item) {
    return model.foldInItem(features.itemRow(item, 0));
  }

  private boolean describesByExposure() {
    return ConsumptionField.of(features.declared())
        .filter(it -> it.from() == ConsumptionField.From.EXPOSURE)
        .isPresent();
  }

  private boolean describesByRatings() {
    return features.declared().stream()
        .anyMatch(field -> field instanceof RatedItems || field instanceof RatedBy);
  }

  /** Takes the answers into what users and items are described by, where that is ratings. */
  private void describe() {
    if (followed < history.asked() && describesByRatings()) {
      features = features.with(history.after(initial));
      model.describe(features.users(), features.items());
    }
  }

  /** What the model knows: a live view, of what it followed last. */
  public Posterior posterior() {
    return model.posterior();
  }

  /**
   * What the model knows, with predictions of a user that are made for items that the user knows.
   * That is another thing only for a newcomer whom a {@link ConsumptionField} describes by what
   * they may have consumed, from the first question on. Valid until the next answer. Cost: O(items
   * k (k + p)) for such a newcomer, with p numbers that describe them.
   */
  public Posterior predicting(int user) {
    Posterior posterior = posterior();
    return describesByExposure() && history.initial() > 0 && exposure.isNew(user)
        ? posterior.shifted(
            new KnownItems(
                features.userRow(user),
                user,
                posterior,
                features.consumption().orElseThrow(),
                exposure,
                features.itemRows()))
        : posterior;
  }

  /** What was known from the start, and what was told and skipped since; a live view. */
  public History history() {
    return history;
  }

  /** What a strategy is asked with. */
  QueryRound round(
      RowChanges changes,
      Candidates candidates,
      RandomGenerator random,
      int batch,
      ScoreWatch watch) {
    return new QueryRound(
        posterior(), changes, candidates, history, random, batch, watch, exposure, 0);
  }

  /**
   * Who could answer what, by who had rated what at the start, and by all answers and skips since.
   * Fitted when it is first read.
   */
  public ExposureView exposure() {
    return exposure;
  }

  /** What users and items are described by now. */
  public FeatureMap features() {
    return features;
  }

  /** Another model of the same, fitted from scratch: what following is measured by. */
  public Posterior refitted() {
    return model.refitted().posterior();
  }

  /**
   * Takes out of the history what was told and skipped since the start: whoever is asked next is
   * asked as if the first. What the model made of it stays, as far as it was folded in.
   */
  public void forgetAnswers() {
    history.forgetAnswers();
    exposure.forgetAnswers();
  }

  /**
   * Begins to ask one user apart from all others.
   *
   * @throws IllegalStateException if anything was told or skipped that was not taken back
   */
  public Sitting userApart(int user) {
    return apart(model.keepUser(features.userRow(user)));
  }

  /** Begins to ask about one item apart from all others, as {@link #userApart}. */
  public Sitting itemApart(int item) {
    return apart(model.keepItem(features.itemRow(item, 0)));
  }

  private Sitting apart(RowPart part) {
    if (history.asked() > 0) {
      throw new IllegalStateException("answers of others are not taken back yet");
    }
    return new Sitting(this, model, part);
  }

  /** Makes anew whatever the model keeps for speed, as {@link #resume} does. */
  public void settle() {
    model.settle();
    history.settle();
  }

  /** All that it goes on from but for what was told, by name; a copy. */
  public Map<String, NumericArray> state() {
    Map<String, NumericArray> arrays = new TreeMap<>(model.state());
    arrays.put(PASSES, NumericArray.of(new int[] {model.passes()}, 1));
    return arrays;
  }

  /**
   * Goes on where another was, and has been told the same.
   *
   * @param archive has that one's {@link #state}
   * @throws org.querent.core.archive.ArchiveException if it belongs to another model
   */
  public void resume(ArrayArchive archive) {
    describe();
    model.resume(archive, archive.ints(PASSES, 1)[0]);
    followed = history.asked();
  }
}

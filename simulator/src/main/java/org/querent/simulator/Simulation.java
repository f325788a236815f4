package org.querent.simulator;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Ratings;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FieldSpec.RatedBy;
import org.querent.core.features.FieldSpec.RatedItems;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.posterior.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.ScoreWatch;

/**
 * What is simulated in a run, whatever the protocol: a model, what it has been told, and an oracle
 * that tells more. Not thread-safe.
 */
final class Simulation {
  private final SimulationSettings settings;
  private final DataSplit split;
  private final Supplier<QueryStrategy> strategies;
  private final RandomStreams streams;
  private final SimulationListener listener;
  private final PhaseClock clock;
  private final FactorizationMachine model;
  private final Oracle oracle;
  private final AnsweredRatings known = new AnsweredRatings();
  private final IntArrayList revealed = new IntArrayList();
  private FeatureMap features;
  private Tally tally = Tally.NOTHING;
  private int evaluations;

  Simulation(
      ModelFactory models,
      SimulationSettings settings,
      DataSplit split,
      FeatureMap features,
      Supplier<QueryStrategy> strategies,
      RandomStreams streams,
      SimulationListener listener) {
    this.settings = settings;
    this.split = split;
    this.features = features;
    this.strategies = strategies;
    this.streams = streams;
    this.listener = listener;
    clock = new PhaseClock(listener, this::asked);
    Ratings initial = split.initial();
    model =
        models.create(
            features,
            initial.scale(),
            settings.model(),
            settings.training(),
            settings.engine(),
            streams);
    for (int n = 0; n < initial.size(); n++) {
      learn(initial, n, initial.rating(n));
    }
    known.begin();
    oracle = new Oracle(split.pool(), settings.oracle(), streams);
  }

  SimulationSettings settings() {
    return settings;
  }

  DataSplit split() {
    return split;
  }

  RandomStreams streams() {
    return streams;
  }

  FactorizationMachine model() {
    return model;
  }

  FeatureMap features() {
    return features;
  }

  AnsweredRatings known() {
    return known;
  }

  QueryStrategy newStrategy() {
    return strategies.get();
  }

  /** The queries asked so far, answered or not. */
  int asked() {
    return tally.queries();
  }

  /** All that was asked so far. */
  Tally tally() {
    return tally;
  }

  /** The answer to a row of the pool, without asking for it. */
  double peek(int row) {
    return oracle.answer(row);
  }

  /** Asks for the rating behind a row of the pool, and learns it. */
  void answer(int row) {
    double rating = learn(row);
    listener.answered(asked(), split.pool().user(row), split.pool().item(row), rating);
  }

  /** The same for a query that the listener has heard of, before the run was broken off. */
  double learn(int row) {
    double rating = oracle.answer(row);
    tally = tally.plus(new Tally(1, 1, settings.costs().of(split.pool().item(row)), rating));
    learn(split.pool(), row, rating);
    revealed.add(row);
    return rating;
  }

  /** Asks for a rating that there is none of. */
  void leave(int user, int item) {
    count(user, item);
    listener.unanswered(asked(), user, item);
  }

  /** Counts a query of an item that was not answered; {@link #leave} does it itself. */
  void count(int user, int item) {
    known.skip(user, item);
    tally = tally.plus(new Tally(1, 0, settings.costs().of(item), 0));
  }

  private void learn(Ratings from, int row, double rating) {
    int user = from.user(row);
    int item = from.item(row);
    model.add(features.userRow(user), features.itemRow(item, from.timestamp(row)), rating);
    known.add(user, item, rating);
  }

  /** Whether users or items are described by what was answered. */
  boolean describesByRatings() {
    return settings.features().stream()
        .anyMatch(field -> field instanceof RatedItems || field instanceof RatedBy);
  }

  /** Takes the answers into what users and items are described by, where that is ratings. */
  void describe() {
    if (describesByRatings()) {
      features = features.with(split.initial().plus(split.pool().select(revealed.toIntArray())));
      model.describe(features.users(), features.items());
    }
  }

  /** Does a part of the run that belongs to a phase, and tells how long it took. */
  <T> T timed(Phase phase, Supplier<T> part) {
    return clock.timed(phase, part);
  }

  /** Told about scores while a choice is timed. */
  ScoreWatch scores() {
    return clock.scores();
  }

  /** Fits the model from scratch. */
  void fit() {
    timed(
        Phase.FIT,
        () -> {
          model.fit();
          return RowChanges.EVERYTHING;
        });
  }

  /** Whether a point of the curve is due after a batch. */
  boolean isDue(int before, int now) {
    return now / settings.evaluateEvery() > before / settings.evaluateEvery();
  }

  /**
   * Measures the model on the whole holdout.
   *
   * @param left adds what may still be asked for
   */
  void evaluate(int queries, Evaluator evaluator, Consumer<PoolVariance> left) {
    Optional<Drift> drift =
        timed(
            Phase.EVALUATE,
            () ->
                settings.measureDrift()
                    ? Optional.of(evaluator.drift(model.posterior(), model.refitted().posterior()))
                    : Optional.empty());
    PoolVariance variance = new PoolVariance();
    Accuracy accuracy =
        timed(
            Phase.EVALUATE,
            () -> {
              left.accept(variance);
              return evaluator.evaluate(model.posterior());
            });
    report(queries, tally, accuracy, variance.mean(), drift);
  }

  /** Tells how well the model knows its errors, when the run is over. */
  void calibrate(Evaluator evaluator) {
    CalibrationSums sums = new CalibrationSums();
    evaluator.calibrate(model.posterior(), sums);
    listener.calibrated(sums.calibration());
  }

  void calibrated(Calibration calibration) {
    listener.calibrated(calibration);
  }

  /**
   * Reports a point of the curve.
   *
   * @param all that was asked, of which {@code queries} may be a share
   */
  void report(
      int queries, Tally all, Accuracy accuracy, double poolVariance, Optional<Drift> drift) {
    evaluations++;
    // Without a query there is neither cost nor reward to share.
    double share = all.queries() == 0 ? 0 : (double) queries / all.queries();
    listener.evaluated(
        new CurvePoint(
            queries,
            split.initial().size() + all.answered(),
            all.queries() == 0 ? 1 : (double) all.answered() / all.queries(),
            all.cost() * share,
            all.ratings() * share,
            poolVariance,
            accuracy,
            Math.sqrt(model.posterior().noiseVariance()),
            drift));
  }

  /**
   * Makes anew whatever the model keeps for speed, and offers what the run can be resumed from.
   *
   * @param play what the protocol adds, by name
   * @param isLast whether no other state is offered until the run ends
   */
  void keep(Checkpoints checkpoints, Supplier<Map<String, NumericArray>> play, boolean isLast) {
    model.settle();
    checkpoints.offer(
        () -> {
          Map<String, NumericArray> arrays = new TreeMap<>(model.state());
          arrays.putAll(play.get());
          return RunState.of(asked(), evaluations, model.passes(), arrays);
        },
        isLast);
  }

  /** Goes on where a run was, the answers of whose queries have been learnt. */
  void resume(RunState state) {
    describe();
    model.resume(state.archive(), state.passes());
    evaluations = state.evaluations();
    if (asked() != state.asked()) {
      throw new ArchiveException(
          String.format(
              Locale.ROOT, "a run's state lists %,d of its %,d queries", asked(), state.asked()));
    }
  }

  /** Goes on counting where a run was, of whose queries nothing needs to be known. */
  void resumeCounts(RunState state, Tally tally) {
    this.tally = tally;
    evaluations = state.evaluations();
  }
}

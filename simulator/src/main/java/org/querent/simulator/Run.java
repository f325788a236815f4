package org.querent.simulator;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Optional;
import org.querent.core.data.Ratings;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FieldSpec.RatedBy;
import org.querent.core.features.FieldSpec.RatedItems;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyException;

/** One run: a model, a pool, an oracle, and the loop that brings them together. */
final class Run {
  private final SimulationSettings settings;
  private final QueryStrategy strategy;
  private final RandomStreams streams;
  private final SimulationListener listener;
  private final FactorizationMachine model;
  private final Oracle oracle;
  private final CandidatePool candidates;
  private final AnsweredRatings known = new AnsweredRatings();
  private final Evaluator evaluator;
  private final DataSplit split;
  private final boolean growing;
  private final IntArrayList revealed = new IntArrayList();
  private FeatureMap features;
  private int asked;

  /** What has moved in the posterior since the strategy was asked. */
  private RowChanges changes = RowChanges.EVERYTHING;

  Run(
      ModelFactory models,
      SimulationSettings settings,
      DataSplit split,
      FeatureMap features,
      QueryStrategy strategy,
      RandomStreams streams,
      SimulationListener listener) {
    this.settings = settings;
    this.strategy = strategy;
    this.streams = streams;
    this.listener = listener;
    this.split = split;
    this.features = features;
    growing =
        settings.features().stream()
            .anyMatch(field -> field instanceof RatedItems || field instanceof RatedBy);
    model =
        models.create(features, settings.model(), settings.training(), settings.engine(), streams);
    for (int n = 0; n < split.initial().size(); n++) {
      learn(split.initial(), n);
    }
    oracle = new Oracle(split.pool());
    candidates = new CandidatePool(split.pool());
    evaluator = new Evaluator(split.test(), features);
  }

  void play() {
    model.fit();
    evaluate();
    int due = settings.evaluateEvery();
    for (int round = 0; ; round++) {
      int batch = settings.budget().next(asked, candidates.size());
      if (batch == 0) {
        break;
      }
      int before = asked;
      ask(round, batch);
      describe();
      RowChanges moved = settings.retraining().retrain(model, before, asked);
      changes = growing ? RowChanges.EVERYTHING : moved;
      if (asked >= due || settings.budget().next(asked, candidates.size()) == 0) {
        evaluate();
        due = (asked / settings.evaluateEvery() + 1) * settings.evaluateEvery();
      }
    }
  }

  private void ask(int round, int batch) {
    QueryRound view =
        new QueryRound(
            model.posterior(),
            changes,
            candidates,
            known,
            streams.stream("strategy", round),
            batch);
    int[] chosen = choose(view);
    QueryCheck.require(chosen, batch, candidates, asked);
    for (int candidate : chosen) {
      int row = candidates.row(candidate);
      candidates.close(candidate);
      learn(split.pool(), row);
      revealed.add(row);
      asked++;
      listener.answered(
          asked, candidates.user(candidate), candidates.item(candidate), oracle.answer(row));
    }
  }

  private int[] choose(QueryRound view) {
    try {
      return strategy.select(view);
    } catch (Throwable e) { // whatever the code of others throws
      String failure = "failed after %d queries".formatted(asked);
      throw StrategyException.thrown(strategy.getClass(), failure, e);
    }
  }

  private void learn(Ratings from, int row) {
    int user = from.user(row);
    int item = from.item(row);
    model.add(
        features.userRow(user), features.itemRow(item, from.timestamp(row)), from.rating(row));
    known.add(user, item, from.rating(row));
  }

  /** Takes the answers into what users and items are described by, where that is ratings. */
  private void describe() {
    if (growing) {
      features = features.with(split.initial().plus(split.pool().select(revealed.toIntArray())));
      model.describe(features.users(), features.items());
    }
  }

  private void evaluate() {
    listener.evaluated(
        new CurvePoint(
            asked,
            known.size(),
            evaluator.evaluate(model.posterior()),
            Math.sqrt(model.posterior().noiseVariance()),
            drift()));
  }

  private Optional<Drift> drift() {
    return settings.measureDrift()
        ? Optional.of(evaluator.drift(model.posterior(), model.refitted().posterior()))
        : Optional.empty();
  }
}

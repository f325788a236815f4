package org.querent.simulator;

import org.querent.core.data.Ratings;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;

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
  private int asked;

  Run(
      ModelFactory models,
      SimulationSettings settings,
      DataSplit split,
      QueryStrategy strategy,
      RandomStreams streams,
      SimulationListener listener) {
    this.settings = settings;
    this.strategy = strategy;
    this.streams = streams;
    this.listener = listener;
    Ratings initial = split.initial();
    model =
        models.create(
            initial.userCount(),
            initial.itemCount(),
            settings.model(),
            settings.training(),
            settings.engine(),
            streams);
    for (int n = 0; n < initial.size(); n++) {
      learn(initial.user(n), initial.item(n), initial.rating(n));
    }
    oracle = new Oracle(split.pool());
    candidates = new CandidatePool(split.pool());
    evaluator = new Evaluator(split.test());
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
      settings.retraining().retrain(model, before, asked);
      if (asked >= due || settings.budget().next(asked, candidates.size()) == 0) {
        evaluate();
        due = (asked / settings.evaluateEvery() + 1) * settings.evaluateEvery();
      }
    }
  }

  private void ask(int round, int batch) {
    QueryRound view =
        new QueryRound(
            model.posterior(), candidates, known, streams.stream("strategy", round), batch);
    int[] chosen = strategy.select(view).clone();
    int[] descending = QueryCheck.positions(chosen, batch, candidates.size(), asked);
    for (int candidate : chosen) {
      int user = candidates.user(candidate);
      int item = candidates.item(candidate);
      float rating = oracle.answer(candidates.row(candidate));
      learn(user, item, rating);
      asked++;
      listener.answered(asked, user, item, rating);
    }
    // From the highest position down, so that what moves into a gap was not chosen itself.
    for (int candidate : descending) {
      candidates.remove(candidate);
    }
  }

  private void learn(int user, int item, float rating) {
    model.add(user, item, rating);
    known.add(user, item, rating);
  }

  private void evaluate() {
    listener.evaluated(
        new CurvePoint(
            asked,
            known.size(),
            evaluator.evaluate(model.posterior()),
            Math.sqrt(model.posterior().noiseVariance())));
  }
}

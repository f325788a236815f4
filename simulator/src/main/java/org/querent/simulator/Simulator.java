package org.querent.simulator;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.features.FeatureMap;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.metric.ErrorSums;
import org.querent.simulator.metric.Evaluator;
import org.querent.simulator.metric.GroupSums;
import org.querent.simulator.metric.Ranking;
import org.querent.simulator.oracle.AskablePairs;
import org.querent.simulator.oracle.Disclosure;
import org.querent.simulator.oracle.Oracle;
import org.querent.simulator.progress.Checkpoints;
import org.querent.simulator.progress.CurveReporter;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.protocol.Interviewer;
import org.querent.simulator.protocol.Learners;
import org.querent.simulator.protocol.NewcomerPlay;
import org.querent.simulator.protocol.PerUserPlay;
import org.querent.simulator.protocol.PoolPlay;
import org.querent.simulator.protocol.Run;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.split.DataSplit;
import org.querent.simulator.split.InnerSplits;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.learner.Knowledge;

/**
 * Plays runs of active learning. Thread-safe: runs share nothing but the ratings, which do not
 * change.
 */
public final class Simulator {
  private final RunModels models;

  /** A simulator of a program that has no injector. */
  public Simulator() {
    this(new Engines());
  }

  /** A simulator that shares engines. */
  @Inject
  public Simulator(Engines engines) {
    models = new RunModels(engines);
  }

  /** Plays one run from its start to its end, without checkpoints. */
  public void run(
      Dataset dataset,
      SimulationSettings settings,
      Supplier<QueryStrategy> strategies,
      long seed,
      SimulationListener listener) {
    run(dataset, settings, strategies, seed, listener, Checkpoints.NONE);
  }

  /**
   * Plays one run to its end. The same data set, settings, strategy, seed and parts of checkpoints
   * give the same calls of the listener with the same numbers.
   *
   * @param dataset what is replayed
   * @param settings how the run is played
   * @param strategies makes a strategy for every pool of the run: one, or one for every newcomer,
   *     or for every user and batch where all users are asked alike
   * @param seed the source of all randomness; runs with equal seeds have equal splits
   * @param listener hears every answer and every point of the curve, from where the run goes on;
   *     what it throws ends the run, unlike an interrupt of the thread, which a strategy may have
   *     left
   * @param checkpoints keep states of the run, and say whether there is one to go on from
   * @return how many queries were asked, those before the run was gone on with included
   * @throws SimulationException if the settings do not fit the ratings
   * @throws org.querent.core.archive.ArchiveException if the state to go on from is of another run
   * @throws org.querent.strategies.StrategyException if the strategy throws anything, or returns
   *     something else than candidates; the message says after how many queries
   */
  public int run(
      Dataset dataset,
      SimulationSettings settings,
      Supplier<QueryStrategy> strategies,
      long seed,
      SimulationListener listener,
      Checkpoints checkpoints) {
    requireLearnable(settings);
    RandomStreams streams = new RandomStreams(seed);
    DataSplit split = split(dataset, settings, seed);
    AskablePairs pairs = AskablePairs.of(split, settings.oracle(), settings.protocol());
    requireBudget(settings, pairs.size());
    FeatureMap features =
        FeatureMap.of(
            settings.features(),
            split.initial(),
            dataset.side(),
            () -> pairs.consumed(split.initial()));
    listener.offered(pairs.draws(settings.budget()));
    Knowledge knowledge =
        new Knowledge(
            models.of(settings, features, split.initial(), streams), features, split.initial());
    Optional<Ranking> ranking =
        Ranking.ifMeasured(dataset, settings.ranking(), split.initial(), split.test(), streams);
    GroupSums groups =
        GroupSums.of(
            settings.groups(),
            dataset,
            split.initial(),
            ranking.map(Ranking::columnsOfUsers).orElse(List.of()));
    Oracle oracle = new Oracle(split.pool(), settings.oracle(), streams);
    Interviewer interviewer =
        new Interviewer(
            oracle,
            settings.costs(),
            settings.oracle().natural(),
            knowledge.exposure(),
            streams,
            listener,
            settings.measurePromise());
    Learners learners =
        new Learners(
            knowledge,
            strategies,
            settings.costs(),
            new Disclosure(oracle, () -> models.ofAll(settings, features, split, oracle, streams)),
            streams,
            interviewer.clock().scores());
    CurveReporter reporter =
        new CurveReporter(
            knowledge,
            listener,
            interviewer.clock(),
            settings.evaluateEvery(),
            settings.measureDrift(),
            ranking.map(it -> it.evaluator(split.test(), features)),
            groups,
            settings.measurePromise());
    Run run =
        new Run(learners, interviewer, reporter, settings, pairs, split.test(), ranking, groups);
    switch (settings.protocol()) {
      case POOL -> new PoolPlay(run).play(checkpoints);
      case PER_USER -> new PerUserPlay(run).play(checkpoints);
      case COLD_START, NEW_ITEMS -> new NewcomerPlay(run).play(checkpoints);
    }
    return interviewer.tally().queries();
  }

  /**
   * The RMSE on a run's holdout of the model fitted to all other ratings: what asking for
   * everything would come to, whatever the order. Cost: a fit.
   *
   * @throws SimulationException if the settings do not fit the ratings
   */
  public double rmseOfAll(Dataset dataset, SimulationSettings settings, long seed) {
    DataSplit split = split(dataset, settings, seed);
    Ratings known = split.initial().plus(split.pool());
    FeatureMap features = FeatureMap.of(settings.features(), known, dataset.side());
    Knowledge knowledge =
        new Knowledge(
            models.of(settings, features, known, new RandomStreams(seed)), features, known);
    knowledge.fit();
    return new Evaluator(split.test(), features).evaluate(knowledge.posterior()).rmse();
  }

  /**
   * Splits of what is known at the start of a run, to choose its model by: see {@link
   * InnerSplits#of}.
   *
   * @param folds how many parts the known ratings are cut into
   * @throws SimulationException if the settings do not fit the ratings, or too few are known
   */
  public static List<DataSplit> innerSplits(
      Dataset dataset, SimulationSettings settings, long seed, int folds) {
    return InnerSplits.of(
        split(dataset, settings, seed),
        settings.split(),
        folds,
        new RandomStreams(seed).stream("tune"));
  }

  /**
   * The RMSE of a run's model on what each of some splits holds out, over all of these ratings,
   * fitted each time to what the split knows. Cost: a fit a split.
   *
   * @param inner the {@link #innerSplits} of the run
   */
  public double innerRmse(
      Dataset dataset, SimulationSettings settings, List<DataSplit> inner, long seed) {
    ErrorSums sums = new ErrorSums(dataset.ratings().scale());
    for (DataSplit split : inner) {
      Ratings known = split.initial();
      FeatureMap features =
          FeatureMap.of(
              settings.features(),
              known,
              dataset.side(),
              () -> AskablePairs.of(split, settings.oracle(), settings.protocol()).consumed(known));
      Knowledge knowledge =
          new Knowledge(
              models.of(settings, features, known, new RandomStreams(seed)), features, known);
      knowledge.fit();
      new Evaluator(split.test(), features).evaluate(knowledge.posterior(), sums);
    }
    return sums.accuracy().rmse();
  }

  /**
   * How the ratings of a run are parted.
   *
   * @throws SimulationException if the settings do not fit the ratings
   */
  public static DataSplit split(Dataset dataset, SimulationSettings settings, long seed) {
    RandomGenerator random = new RandomStreams(seed).stream("split");
    return dataset.splits().isEmpty()
        ? DataSplit.of(
            dataset.ratings(),
            settings.split(),
            settings.protocol(),
            settings.budget().total(),
            random)
        : DataSplit.given(dataset, settings.split(), settings.protocol(), seed, random);
  }

  /**
   * The number of queries that a run asks, at most.
   *
   * @throws SimulationException if the settings do not fit the ratings
   * @throws org.querent.core.data.DatasetException if a column that is named is not there
   */
  public long queries(Dataset dataset, SimulationSettings settings) {
    requireLearnable(settings);
    GroupSums.of(settings.groups(), dataset, dataset.ratings(), List.of());
    settings
        .ranking()
        .comparedBy()
        .ifPresent(column -> dataset.sideInformation().items().require(column));
    if (settings.protocol() == Protocol.POOL && settings.oracle().about() == About.RATED_ONLY) {
      // Any split of a data set has as many ratings in its pool, so none is made.
      requireBudget(settings, DataSplit.poolSize(dataset, settings.split()));
      return settings.budget().total();
    }
    DataSplit split = split(dataset, settings, 1);
    AskablePairs pairs = AskablePairs.of(split, settings.oracle(), settings.protocol());
    requireBudget(settings, pairs.size());
    if (settings.protocol() == Protocol.POOL) {
      return settings.budget().total();
    }
    return IntStream.range(0, pairs.owners())
        .mapToLong(owner -> Math.min(pairs.count(owner), settings.budget().total()))
        .sum();
  }

  private static void requireLearnable(SimulationSettings settings) {
    Optional<String> refusal =
        settings.protocol().refusal(settings.features(), settings.oracle().about());
    if (refusal.isPresent()) {
      throw new SimulationException("features: " + refusal.get());
    }
    if (settings.measureOwn() && settings.protocol() != Protocol.COLD_START) {
      throw new SimulationException(
          "evaluate.metrics: own predictions are measured of new users only, under cold-start");
    }
    if (settings.measurePromise() && settings.protocol() != Protocol.POOL) {
      throw new SimulationException(
          "evaluate.metrics: what answers promise is measured under the protocol pool only");
    }
    Optional<String> natural = settings.protocol().refusal(settings.oracle().natural());
    if (natural.isPresent()) {
      throw new SimulationException("oracle.natural: " + natural.get());
    }
    if (settings.ranking().isOn() && settings.protocol() == Protocol.NEW_ITEMS) {
      throw new SimulationException("evaluate.metrics: " + RankingSettings.NO_LISTS_OF_NEW_ITEMS);
    }
  }

  private static void requireBudget(SimulationSettings settings, long questions) {
    if (settings.protocol() == Protocol.POOL && settings.budget().total() > questions) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "queries.budget: found %,d, allowed at most %,d, the %s of the pool",
              settings.budget().total(),
              questions,
              settings.oracle().about() == About.ANYTHING ? "pairs" : "ratings"));
    }
  }
}

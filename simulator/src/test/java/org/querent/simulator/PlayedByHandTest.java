package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.features.FieldSpec;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings.Pair;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.metric.Evaluator;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.split.DataSplit;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.StrategyRegistry;
import org.querent.strategies.Trait;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.Knowledge;
import org.querent.strategies.learner.RetrainingSchedule;

/**
 * A loop over a learner's public methods asks what the simulator asks, and learns what it learns.
 */
class PlayedByHandTest {
  private static final int USERS = 20;
  private static final int ITEMS = 25;
  private static final long SEED = 5;
  private static final Ratings RATINGS = SampleRatings.random(USERS, ITEMS, 300, 1);
  private static final StrategyRegistry STRATEGIES =
      new StrategyRegistry(PlayedByHandTest.class.getClassLoader());

  private record Query(int user, int item, double rating) {}

  private static SimulationSettings settings(Protocol protocol, About about) {
    return new SimulationSettings(
        new SplitSettings(0.25, 60, SplitSettings.By.RANDOM, 0.2),
        protocol,
        new OracleSettings(about, 0, 0),
        FieldSpec.PLAIN,
        ModelSettings.DEFAULTS.withFactors(2).withCovariance(Covariance.FULL),
        TrainingSettings.DEFAULTS.withSweeps(6, 3),
        EngineKind.CPU,
        new RetrainingSchedule(1, Neighbours.ONE_HOP, 0.01, 25),
        protocol == Protocol.POOL ? new QueryBudget(50, 4) : new QueryBudget(5, 2),
        ItemCosts.EQUAL,
        1000,
        false);
  }

  static Stream<Arguments> runs() {
    return STRATEGIES.providers().stream()
        .map(provider -> ConfiguredStrategy.of(provider))
        .filter(strategy -> !strategy.has(Trait.CHEATS))
        .flatMap(strategy -> Stream.of(About.values()).map(about -> Arguments.of(strategy, about)));
  }

  /** What the simulator asks, and what it then measures. */
  private static Accuracy simulated(
      ConfiguredStrategy<?> strategy, SimulationSettings settings, List<Query> queries) {
    List<Accuracy> measured = new ArrayList<>();
    SimulationListener listener =
        new SimulationListener() {
          @Override
          public void answered(int query, int user, int item, double rating) {
            queries.add(new Query(user, item, rating));
          }

          @Override
          public void unanswered(int query, int user, int item) {
            queries.add(new Query(user, item, Double.NaN));
          }

          @Override
          public void evaluated(CurvePoint point) {
            measured.add(point.accuracy());
          }
        };
    new Simulator()
        .run(new Dataset("sample", RATINGS, ""), settings, strategy::create, SEED, listener);
    return measured.get(measured.size() - 1);
  }

  private static DataSplit split(SimulationSettings settings) {
    return DataSplit.of(
        RATINGS,
        settings.split(),
        settings.protocol(),
        settings.budget().total(),
        new RandomStreams(SEED).stream("split"));
  }

  private static Knowledge knowledge(SimulationSettings settings, DataSplit split) {
    return Knowledge.of(
        split.initial(), settings.model(), settings.training(), new RandomStreams(SEED));
  }

  /** Asks until so much was asked, and answers what there is an answer to. */
  private static void play(
      ActiveLearner learner, QueryBudget budget, Map<Pair, Double> answers, List<Query> queries) {
    int end = queries.size() + budget.total();
    while (queries.size() < end && learner.candidates().size() > 0) {
      for (int candidate : learner.ask(Math.min(budget.batch(), end - queries.size()))) {
        int user = learner.candidates().user(candidate);
        int item = learner.candidates().item(candidate);
        Double answer = answers.get(new Pair(user, item));
        if (answer == null) {
          learner.skip(candidate);
        } else {
          learner.tell(candidate, answer);
        }
        queries.add(new Query(user, item, answer == null ? Double.NaN : answer));
      }
    }
  }

  private static CandidatePool pool(DataSplit split, About about) {
    if (about == About.RATED_ONLY) {
      return CandidatePool.of(split.pool());
    }
    Map<Pair, Double> closed = new HashMap<>(SampleRatings.byPair(split.test()));
    closed.putAll(SampleRatings.byPair(split.initial()));
    List<Pair> open = new ArrayList<>();
    for (int pair = 0; pair < USERS * ITEMS; pair++) {
      Pair one = new Pair(pair / ITEMS, pair % ITEMS);
      if (!closed.containsKey(one)) {
        open.add(one);
      }
    }
    return new CandidatePool(
        open.size(),
        row -> open.get(row).user(),
        row -> open.get(row).item(),
        USERS,
        ITEMS,
        ItemCosts.EQUAL);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void a_loop_of_ask_and_tell_is_a_simulated_run(ConfiguredStrategy<?> strategy, About about) {
    SimulationSettings settings = settings(Protocol.POOL, about);
    List<Query> expected = new ArrayList<>();
    Accuracy measured = simulated(strategy, settings, expected);
    DataSplit split = split(settings);
    ActiveLearner learner =
        new ActiveLearner(
            knowledge(settings, split),
            pool(split, about),
            strategy::create,
            settings.retraining(),
            new RandomStreams(SEED));
    List<Query> queries = new ArrayList<>();
    play(learner, settings.budget(), SampleRatings.byPair(split.pool()), queries);
    assertEquals(expected, queries);
    assertTrue(about == About.RATED_ONLY || learner.history().skips() > 0);
    assertEquals(measured, new Evaluator(split.test()).evaluate(learner.posterior()));
  }
}

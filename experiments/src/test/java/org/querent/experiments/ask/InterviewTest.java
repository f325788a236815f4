package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.features.FieldSpec;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.simulator.Simulator;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.metric.ErrorSums;
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
import org.querent.strategies.Trait;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

class InterviewTest {
  private static final Ratings RATINGS = Models.ratings(24, 30, 420, 1);
  private static final long SEED = 5;
  private static final int BUDGET = 7;
  private static final IntFunction<RandomGenerator> RANDOM =
      asked -> new RandomStreams(3).stream("strategy", asked);

  @TempDir Path folder;

  private record Query(String user, String item, OptionalDouble rating) {}

  private static SimulationSettings settings(Covariance covariance) {
    return new SimulationSettings(
        new SplitSettings(0.25, 60, SplitSettings.By.RANDOM, 0.3),
        Protocol.COLD_START,
        new OracleSettings(About.ANYTHING, 0, 0),
        FieldSpec.PLAIN,
        Models.settings(covariance),
        Models.TRAINING,
        EngineKind.CPU,
        RetrainingSchedule.DEFAULTS,
        new QueryBudget(BUDGET, 1),
        ItemCosts.EQUAL,
        1,
        false);
  }

  static Stream<Arguments> runs() {
    return Models.STRATEGIES.providers().stream()
        .map(provider -> ConfiguredStrategy.of(provider))
        .filter(strategy -> !strategy.has(Trait.CHEATS) && !strategy.has(Trait.RUNS_PROGRAM))
        .flatMap(
            strategy -> Stream.of(Covariance.values()).map(shape -> Arguments.of(strategy, shape)));
  }

  /** What a simulated run asks, and how accurate it is after each number of questions. */
  private static Map<Integer, Accuracy> simulated(
      ConfiguredStrategy<?> strategy, SimulationSettings settings, List<Query> queries) {
    Map<Integer, Accuracy> measured = new TreeMap<>();
    SimulationListener listener =
        new SimulationListener() {
          @Override
          public void answered(int query, int user, int item, double rating) {
            add(user, item, OptionalDouble.of(rating));
          }

          @Override
          public void unanswered(int query, int user, int item) {
            add(user, item, OptionalDouble.empty());
          }

          private void add(int user, int item, OptionalDouble rating) {
            queries.add(
                new Query(RATINGS.userIds().idOf(user), RATINGS.itemIds().idOf(item), rating));
          }

          @Override
          public void evaluated(CurvePoint point) {
            measured.put(point.queries(), point.accuracy());
          }
        };
    new Simulator()
        .run(new Dataset("sample", RATINGS, ""), settings, strategy::create, SEED, listener);
    return measured;
  }

  private static BitSet itemsOf(int user, Ratings ratings) {
    BitSet items = new BitSet();
    for (int row = 0; row < ratings.size(); row++) {
      if (ratings.user(row) == user) {
        items.set(ratings.item(row));
      }
    }
    return items;
  }

  /** The held-back ratings of a user, by item. */
  private static Map<String, Double> heldBack(int user, Ratings pool) {
    Map<String, Double> ratings = new HashMap<>();
    for (int row = 0; row < pool.size(); row++) {
      if (pool.user(row) == user) {
        ratings.put(pool.itemIds().idOf(pool.item(row)), pool.rating(row));
      }
    }
    return ratings;
  }

  private static Answer answer(String item, Map<String, Double> ratings) {
    Double rating = ratings.get(item);
    return new Answer(item, rating == null ? OptionalDouble.empty() : OptionalDouble.of(rating), 0);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void a_program_that_answers_from_held_back_ratings_is_asked_and_known_as_in_a_simulated_run(
      ConfiguredStrategy<?> strategy, Covariance covariance) {
    SimulationSettings settings = settings(covariance);
    List<Query> expected = new ArrayList<>();
    Map<Integer, Accuracy> measured = simulated(strategy, settings, expected);
    DataSplit split = Simulator.split(new Dataset("sample", RATINGS, ""), settings, SEED);
    AskModel model =
        AskModel.read(
            Models.write(
                folder.resolve("m.querent"), split.initial(), settings.model(), strategy, SEED),
            Models.ASKED_BY);
    List<Query> asked = new ArrayList<>();
    Map<Integer, ErrorSums> errors = new TreeMap<>();
    for (int user = 0; user < RATINGS.userCount(); user++) {
      Ratings test = rowsOf(user, split.test());
      if (test.size() > 0) {
        interview(model, user, test, heldBack(user, split.pool()), asked, errors);
      }
    }
    assertTrue(asked.stream().anyMatch(query -> query.rating().isEmpty()));
    assertEquals(expected, asked);
    errors.forEach((queries, sums) -> assertEquals(measured.get(queries), sums.accuracy()));
    assertEquals(measured.keySet(), errors.keySet());
  }

  private static Ratings rowsOf(int user, Ratings ratings) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < ratings.size(); row++) {
      if (ratings.user(row) == user) {
        rows.add(row);
      }
    }
    return ratings.select(rows.stream().mapToInt(row -> row).toArray());
  }

  private static void interview(
      AskModel model,
      int user,
      Ratings test,
      Map<String, Double> ratings,
      List<Query> asked,
      Map<Integer, ErrorSums> errors) {
    String id = RATINGS.userIds().idOf(user);
    Evaluator evaluator = new Evaluator(test);
    long first = (long) user * BUDGET;
    IntFunction<RandomGenerator> random =
        n -> new RandomStreams(SEED).stream("strategy", first + n);
    try (Interview interview = model.interview(id, itemsOf(user, test), List.of(), random)) {
      for (int n = 0; n <= BUDGET; n++) {
        evaluator.evaluate(
            interview.posterior(),
            errors.computeIfAbsent(n, any -> new ErrorSums(RATINGS.scale())));
        if (n < BUDGET) {
          String item = model.label(interview.questions(1)[0]).id();
          Answer answer = answer(item, ratings);
          asked.add(new Query(id, item, answer.rating()));
          interview.add(answer);
        }
      }
    }
  }
}

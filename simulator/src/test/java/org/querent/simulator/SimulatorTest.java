package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ratings;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings.Pair;
import org.querent.simulator.metric.Calibration;
import org.querent.simulator.metric.Drift;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.StrategyRegistry;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

class SimulatorTest {
  private static final Injector INJECTOR = Guice.createInjector(new SimulatorModule());
  private static final Simulator SIMULATOR = INJECTOR.getInstance(Simulator.class);
  private static final StrategyRegistry STRATEGIES = INJECTOR.getInstance(StrategyRegistry.class);

  /** 400 ratings: 100 for the test, 60 known at the start, a pool of 240. */
  private static final Ratings RATINGS = SampleRatings.random(25, 25, 400, 1);

  private static final int INITIAL = 60;
  private static final int POOL = 240;

  private record Answer(int query, int user, int item, double rating) {}

  /** The calls of a listener, in order. */
  private static final class Calls implements SimulationListener {
    private final List<Record> all = new ArrayList<>();

    @Override
    public void answered(int query, int user, int item, double rating) {
      all.add(new Answer(query, user, item, rating));
    }

    @Override
    public void evaluated(CurvePoint point) {
      all.add(point);
    }

    @Override
    public void calibrated(Calibration calibration) {
      all.add(calibration);
    }

    <T extends Record> List<T> of(Class<T> type) {
      return all.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  private static SimulationSettings settings(int budget, int batch, int evaluateEvery) {
    return settings(INITIAL, budget, batch, evaluateEvery);
  }

  private static SimulationSettings settings(
      int initial, int budget, int batch, int evaluateEvery) {
    return new SimulationSettings(
        new SplitSettings(0.25, initial, SplitSettings.By.RANDOM, 0.2),
        Protocol.POOL,
        OracleSettings.DEFAULTS,
        FieldSpec.PLAIN,
        ModelSettings.DEFAULTS.withFactors(2),
        TrainingSettings.DEFAULTS.withSweeps(6, 3),
        EngineKind.CPU,
        new RetrainingSchedule(1, Neighbours.ALL, 0, 50),
        new QueryBudget(budget, batch),
        ItemCosts.EQUAL,
        evaluateEvery,
        false);
  }

  private static Calls run(SimulationSettings settings, QueryStrategy strategy, long seed) {
    Calls calls = new Calls();
    SIMULATOR.run(new Dataset("sample", RATINGS, ""), settings, () -> strategy, seed, calls);
    return calls;
  }

  private static QueryStrategy named(String name) {
    return create(STRATEGIES.find(name).orElseThrow());
  }

  private static <P extends Record> QueryStrategy create(StrategyProvider<P> provider) {
    return provider.create(provider.defaults());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void the_error_with_all_known_is_nearly_that_of_a_run_which_one_rating_is_kept_from(long seed) {
    Dataset dataset = new Dataset("sample", RATINGS, "");
    double all = SIMULATOR.rmseOfAll(dataset, settings(10, 10, 10), seed);
    double allButOne =
        run(settings(INITIAL + POOL - 1, 1, 1, 1), named("random"), seed)
            .of(CurvePoint.class)
            .get(0)
            .accuracy()
            .rmse();
    double few =
        run(settings(1, 1, 1), named("random"), seed).of(CurvePoint.class).get(0).accuracy().rmse();
    assertEquals(allButOne, all, 0.01);
    assertTrue(Math.abs(few - all) > 0.02, few + " with few, " + all + " with all");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void the_curve_has_a_point_at_the_start_at_each_multiple_and_at_the_end(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int budget = random.nextInt(1, POOL + 1);
    int batch = random.nextInt(1, 60);
    int every = random.nextInt(1, 80);
    List<Integer> expected = new ArrayList<>(List.of(0));
    for (int asked = 0; asked < budget; ) {
      int before = asked;
      asked = Math.min(budget, asked + batch);
      if (asked / every > before / every || asked == budget) {
        expected.add(asked);
      }
    }
    List<CurvePoint> points =
        run(settings(budget, batch, every), named("random"), seed).of(CurvePoint.class);
    assertEquals(expected, points.stream().map(CurvePoint::queries).toList());
    for (CurvePoint point : points) {
      assertEquals(INITIAL + point.queries(), point.ratings());
      assertTrue(point.accuracy().rmse() > 0 && point.noise() > 0, point.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"random", "max-variance", "expected-variance-reduction", "thompson-sampling"})
  void a_run_asks_for_its_budget_and_is_answered_with_the_truth(String strategy) {
    List<Answer> answers = run(settings(100, 30, 50), named(strategy), 1).of(Answer.class);
    assertEquals(100, answers.size());
    Map<Pair, Double> truth = SampleRatings.byPair(RATINGS);
    for (int n = 0; n < answers.size(); n++) {
      Answer answer = answers.get(n);
      assertEquals(n + 1, answer.query());
      // Removed, so that a second question for the same pair finds nothing.
      assertEquals(
          truth.remove(new Pair(answer.user(), answer.item())), Double.valueOf(answer.rating()));
    }
  }

  @Test
  void a_budget_of_the_whole_pool_ends_with_an_empty_pool() {
    Map<Pair, Double> initial = new HashMap<>();
    QueryStrategy strategy = named("max-variance");
    QueryStrategy watched =
        round -> {
          if (round.history().size() == INITIAL) {
            initial.putAll(history(round));
          }
          return strategy.select(round);
        };
    Calls calls = run(settings(POOL, 37, 1000), watched, 2);
    assertEquals(POOL, calls.of(Answer.class).size());
    assertEquals(
        List.of(0, POOL), calls.of(CurvePoint.class).stream().map(CurvePoint::queries).toList());
    Map<Pair, Double> known = new HashMap<>(initial);
    calls.of(Answer.class).forEach(a -> known.put(new Pair(a.user(), a.item()), a.rating()));
    assertEquals(INITIAL + POOL, known.size(), "no answer was known before");
    assertTrue(SampleRatings.byPair(RATINGS).entrySet().containsAll(known.entrySet()));
  }

  private static Map<Pair, Double> history(QueryRound round) {
    Map<Pair, Double> known = new HashMap<>();
    for (int n = 0; n < round.history().size(); n++) {
      known.put(
          new Pair(round.history().user(n), round.history().item(n)), round.history().rating(n));
    }
    return known;
  }

  @Test
  void a_point_knows_the_sum_of_the_answers_and_the_variance_of_what_is_left() {
    List<Double> variances = new ArrayList<>();
    QueryStrategy random = named("random");
    QueryStrategy watched =
        round -> {
          double sum = 0;
          for (int n = 0; n < round.candidates().size(); n++) {
            int candidate = round.candidates().open(n);
            int user = round.candidates().user(candidate);
            sum += round.posterior().epistemicVariance(user, round.candidates().item(candidate));
          }
          variances.add(sum / round.candidates().size());
          return random.select(round);
        };
    Calls calls = run(settings(POOL, 40, 40), watched, 3);
    List<Answer> answers = calls.of(Answer.class);
    List<CurvePoint> points = calls.of(CurvePoint.class);
    for (int n = 0; n < points.size(); n++) {
      CurvePoint point = points.get(n);
      double sum = answers.stream().limit(point.queries()).mapToDouble(Answer::rating).sum();
      assertEquals(sum, point.cumulativeRating(), 1e-9);
      double expected = n < variances.size() ? variances.get(n) : 0;
      assertEquals(expected, point.poolVariance(), 1e-12 + 1e-9 * expected);
    }
    assertEquals(POOL / 40 + 1, points.size());
  }

  @Test
  void the_calibration_comes_last_and_is_of_every_rating_of_the_holdout() {
    Calls calls = run(settings(60, 20, 30), named("max-variance"), 4);
    List<Calibration> calibrations = calls.of(Calibration.class);
    assertEquals(List.of(calls.all.get(calls.all.size() - 1)), calibrations);
    assertEquals(100, calibrations.get(0).bins().stream().mapToLong(Calibration.Bin::count).sum());
  }

  @Test
  void a_budget_larger_than_the_pool_is_refused_before_anything_is_asked() {
    Calls calls = new Calls();
    SimulationSettings settings = settings(POOL + 1, 10, 10);
    String message =
        assertThrows(
                SimulationException.class,
                () ->
                    SIMULATOR.run(
                        new Dataset("sample", RATINGS, ""),
                        settings,
                        () -> named("random"),
                        1,
                        calls))
            .getMessage();
    assertEquals(
        "queries.budget: found 241, allowed at most 240, the ratings of the pool", message);
    assertEquals(List.of(), calls.all);
  }

  @Test
  void a_budget_of_nothing_measures_the_start() {
    Calls calls = run(settings(0, 10, 10), named("random"), 1);
    assertEquals(1, calls.of(CurvePoint.class).size());
    assertEquals(List.of(), calls.of(Answer.class));
    assertEquals(0, calls.of(CurvePoint.class).get(0).queries());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"random", "max-variance", "expected-variance-reduction", "thompson-sampling"})
  void the_same_seed_gives_the_same_calls_and_another_seed_others(String strategy) {
    SimulationSettings settings = settings(90, 25, 40);
    List<Record> calls = run(settings, named(strategy), 5).all;
    assertEquals(calls, run(settings, named(strategy), 5).all);
    assertNotEquals(calls, run(settings, named(strategy), 6).all);
  }

  @Test
  void runs_side_by_side_do_not_disturb_each_other() {
    SimulationSettings settings = settings(60, 20, 30);
    Function<Long, List<Record>> one = seed -> run(settings, named("thompson-sampling"), seed).all;
    assertEquals(
        LongStream.range(0, 8).boxed().map(one).toList(),
        LongStream.range(0, 8).boxed().parallel().map(one).toList());
  }

  /** What a strategy was given in a round, apart from the posterior. */
  private record Seen(
      Map<Pair, Double> known, List<Pair> candidates, int batch, long randomNumber) {}

  private static List<Seen> watch(QueryStrategy strategy, SimulationSettings settings, long seed) {
    List<Seen> seen = new ArrayList<>();
    run(
        settings,
        round -> {
          List<Pair> candidates = new ArrayList<>();
          for (int n = 0; n < round.candidates().size(); n++) {
            int c = round.candidates().open(n);
            candidates.add(new Pair(round.candidates().user(c), round.candidates().item(c)));
          }
          int[] chosen = strategy.select(round);
          seen.add(
              new Seen(history(round), candidates, round.batchSize(), round.random().nextLong()));
          return chosen;
        },
        seed);
    return seen;
  }

  private static int[] first(QueryRound round) {
    int[] chosen = new int[round.batchSize()];
    for (int n = 0; n < chosen.length; n++) {
      chosen[n] = round.candidates().open(n);
    }
    return chosen;
  }

  private static int[] last(QueryRound round) {
    int[] chosen = new int[round.batchSize()];
    for (int n = 0; n < chosen.length; n++) {
      chosen[n] = round.candidates().open(round.candidates().size() - 1 - n);
    }
    return chosen;
  }

  @Test
  void another_strategy_gets_the_same_split_the_same_start_and_the_same_random_numbers() {
    SimulationSettings settings = settings(90, 30, 30);
    List<Seen> first = watch(SimulatorTest::first, settings, 7);
    List<Seen> last = watch(SimulatorTest::last, settings, 7);
    assertEquals(first.get(0), last.get(0));
    assertNotEquals(first.get(1).known(), last.get(1).known());
    for (int round = 0; round < 3; round++) {
      assertEquals(first.get(round).randomNumber(), last.get(round).randomNumber());
    }
    CurvePoint start = run(settings, named("random"), 7).of(CurvePoint.class).get(0);
    assertEquals(start, run(settings, named("max-variance"), 7).of(CurvePoint.class).get(0));
  }

  @Test
  void a_round_shows_what_is_known_and_what_is_left() {
    List<Seen> rounds = watch(named("random"), settings(100, 30, 30), 8);
    assertEquals(List.of(30, 30, 30, 10), rounds.stream().map(Seen::batch).toList());
    for (int n = 0; n < rounds.size(); n++) {
      Seen round = rounds.get(n);
      assertEquals(INITIAL + 30 * n, round.known().size());
      assertEquals(POOL - 30 * n, round.candidates().size());
      assertTrue(Collections.disjoint(round.known().keySet(), round.candidates()));
      assertTrue(rounds.get(0).candidates().containsAll(round.candidates()));
    }
    long numbers = rounds.stream().map(Seen::randomNumber).distinct().count();
    assertEquals(rounds.size(), numbers, "every round has a generator of its own");
  }

  @Test
  void answers_come_in_the_order_in_which_the_strategy_asked() {
    List<Pair> asked = new ArrayList<>();
    QueryStrategy strategy =
        round -> {
          int[] chosen = last(round);
          for (int candidate : chosen) {
            asked.add(
                new Pair(round.candidates().user(candidate), round.candidates().item(candidate)));
          }
          return chosen;
        };
    Calls calls = run(settings(95, 20, 20), strategy, 9);
    assertEquals(
        asked, calls.of(Answer.class).stream().map(a -> new Pair(a.user(), a.item())).toList());
  }

  @Test
  void a_strategy_that_chooses_twice_is_stopped_and_told_when() {
    QueryStrategy strategy =
        round -> {
          int[] chosen = first(round);
          if (round.history().size() > INITIAL) {
            chosen[1] = chosen[0];
          }
          return chosen;
        };
    String refusal = refusal(strategy);
    assertTrue(
        refusal.matches("the query strategy .* returned candidate \\d+ twice, after 20 queries"),
        refusal);
  }

  @Test
  void a_strategy_that_asks_again_is_stopped_and_told_when() {
    QueryStrategy strategy =
        round -> {
          int[] chosen = new int[round.batchSize()];
          for (int n = 0; n < chosen.length; n++) {
            chosen[n] = n;
          }
          return chosen;
        };
    String refusal = refusal(strategy);
    assertTrue(
        refusal.endsWith(" returned candidate 0, which was asked before, after 20 queries"),
        refusal);
  }

  @Test
  void whatever_a_strategy_throws_is_told_with_when_and_where() {
    QueryStrategy strategy =
        round -> {
          if (round.history().size() == INITIAL) {
            return first(round);
          }
          throw new AssertionError("a bug\nof the strategy");
        };
    assertEquals(
        "the query strategy org.querent.simulator.SimulatorTest of the plug-in X failed after 20"
            + " queries: java.lang.AssertionError: a bug, at org.querent.simulator.SimulatorTest:0",
        refusal(strategy).replaceFirst("plug-in \\S+", "plug-in X").replaceFirst("\\d+$", "0"));
  }

  @Test
  void a_strategy_that_misses_a_method_is_to_be_built_again() {
    QueryStrategy strategy =
        round -> {
          throw new NoSuchMethodError("double Posterior.gone(int)");
        };
    String refusal = refusal(strategy);
    assertTrue(
        refusal.contains(
            "failed after 0 queries: java.lang.NoSuchMethodError: double Posterior.gone(int); it was"
                + " built for other classes than it finds here (strategy API 2.1): build it again"),
        refusal);
  }

  private static String refusal(QueryStrategy strategy) {
    return assertThrows(StrategyException.class, () -> run(settings(100, 20, 20), strategy, 10))
        .getMessage();
  }

  /** Right after a fit from scratch there is none, and between two fits there is some. */
  @Test
  void drift_is_the_distance_from_a_fit_from_scratch() {
    SimulationSettings plain = settings(100, 20, 20);
    SimulationSettings settings =
        new SimulationSettings(
            plain.split(),
            plain.protocol(),
            plain.oracle(),
            plain.features(),
            plain.model(),
            plain.training(),
            plain.engine(),
            new RetrainingSchedule(1, Neighbours.NONE, 0.01, 40),
            plain.budget(),
            plain.costs(),
            plain.evaluateEvery(),
            true);
    List<CurvePoint> points = run(settings, SimulatorTest::first, 1).of(CurvePoint.class);
    assertEquals(6, points.size());
    for (CurvePoint point : points) {
      Drift drift = point.drift().orElseThrow();
      boolean fitted = point.queries() % 40 == 0;
      assertEquals(fitted, drift.equals(new Drift(0, 0, 0)), point.toString());
      assertTrue(fitted || drift.means() > 0 && drift.deviations() > 0, point.toString());
    }
  }

  private static SimulationSettings described(FieldSpec... fields) {
    SimulationSettings plain = settings(120, 20, 40);
    return new SimulationSettings(
        plain.split(),
        plain.protocol(),
        plain.oracle(),
        List.of(fields),
        plain.model(),
        plain.training(),
        plain.engine(),
        plain.retraining(),
        plain.budget(),
        plain.costs(),
        plain.evaluateEvery(),
        false);
  }

  @Test
  void sets_of_ratings_and_spans_of_time_describe_users_and_items_as_answers_come_in() {
    SimulationSettings settings =
        described(
            new FieldSpec.User(),
            new FieldSpec.Item(),
            new FieldSpec.RatedItems(),
            new FieldSpec.RatedBy(),
            new FieldSpec.Time(3, FieldSpec.Binning.EQUAL_WIDTH));
    Calls calls = run(settings, named("max-variance"), 1);
    assertEquals(120, calls.of(Answer.class).size());
    assertEquals(calls.all, run(settings, named("max-variance"), 1).all);
    List<CurvePoint> plain =
        run(described(new FieldSpec.User(), new FieldSpec.Item()), named("random"), 1)
            .of(CurvePoint.class);
    List<CurvePoint> more = run(settings, named("random"), 1).of(CurvePoint.class);
    assertEquals(plain.size(), more.size());
    assertNotEquals(plain.get(0).accuracy(), more.get(0).accuracy());
  }

  @Test
  void a_field_that_the_data_set_lacks_is_refused_by_name() {
    SimulationSettings settings =
        described(new FieldSpec.User(), new FieldSpec.Genres(FieldSpec.Unknown.LEVEL));
    DatasetException refused =
        assertThrows(DatasetException.class, () -> run(settings, named("random"), 1));
    assertTrue(refused.getMessage().contains("genres"), refused.getMessage());
  }
}

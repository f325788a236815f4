package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FieldSpec;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings.Pair;
import org.querent.simulator.oracle.AskablePairs;
import org.querent.simulator.oracle.OracleStrategy;
import org.querent.simulator.oracle.Questions;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.EvenDraws;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.OracleSettings.Natural;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.spec.SplitSettings.By;
import org.querent.simulator.split.DataSplit;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.Candidates;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.History;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.SelfPredicting;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.StrategyRegistry;
import org.querent.strategies.hybrid.EpsilonRandom;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

/** What every protocol promises, with any oracle. */
class ProtocolTest {
  private static final Injector INJECTOR = Guice.createInjector(new SimulatorModule());
  private static final Simulator SIMULATOR = INJECTOR.getInstance(Simulator.class);
  private static final Dataset DATASET =
      new Dataset("sample", SampleRatings.random(25, 30, 500, 1), "");
  private static final Ratings RATINGS = DATASET.ratings();
  private static final long SEED = 3;
  private static final int BUDGET = 6;

  private record Query(int number, int user, int item, Double rating) {
    Pair pair() {
      return new Pair(user, item);
    }
  }

  /** The calls of a listener, in order. */
  private static final class Calls implements SimulationListener {
    private final List<Record> all = new ArrayList<>();

    @Override
    public void answered(int query, int user, int item, double rating) {
      all.add(new Query(query, user, item, rating));
    }

    @Override
    public void unanswered(int query, int user, int item) {
      all.add(new Query(query, user, item, null));
    }

    @Override
    public void evaluated(CurvePoint point) {
      all.add(point);
    }

    List<Query> queries() {
      return all.stream().filter(Query.class::isInstance).map(Query.class::cast).toList();
    }

    List<CurvePoint> points() {
      return all.stream().filter(CurvePoint.class::isInstance).map(CurvePoint.class::cast).toList();
    }

    Map<Pair, Double> answers() {
      return queries().stream()
          .filter(query -> query.rating() != null)
          .collect(Collectors.toMap(Query::pair, Query::rating));
    }
  }

  private static SimulationSettings settings(Protocol protocol, OracleSettings oracle) {
    return settings(protocol, oracle, FieldSpec.PLAIN);
  }

  private static SimulationSettings settings(
      Protocol protocol, OracleSettings oracle, List<FieldSpec> features) {
    return new SimulationSettings(
        new SplitSettings(0.25, 60, By.RANDOM, 0.2),
        protocol,
        oracle,
        features,
        ModelSettings.DEFAULTS.withFactors(2),
        TrainingSettings.DEFAULTS.withSweeps(6, 3),
        EngineKind.CPU,
        new RetrainingSchedule(1, Neighbours.ALL, 0, 50),
        new QueryBudget(BUDGET, 2),
        ItemCosts.EQUAL,
        3,
        false);
  }

  private static SimulationSettings settings(Protocol protocol) {
    return settings(protocol, OracleSettings.DEFAULTS);
  }

  private static Calls run(SimulationSettings settings, Supplier<QueryStrategy> strategies) {
    Calls calls = new Calls();
    SIMULATOR.run(DATASET, settings, strategies, SEED, calls);
    return calls;
  }

  private static Supplier<QueryStrategy> named(String name) {
    StrategyRegistry registry = INJECTOR.getInstance(StrategyRegistry.class);
    StrategyProvider<?> provider = registry.find(name).orElseThrow();
    return () -> create(provider);
  }

  private static <P extends Record> QueryStrategy create(StrategyProvider<P> provider) {
    return provider.create(provider.defaults());
  }

  private static DataSplit split(SimulationSettings settings) {
    return DataSplit.of(
        RATINGS,
        settings.split(),
        settings.protocol(),
        settings.budget().total(),
        new RandomStreams(SEED).stream("split"));
  }

  @ParameterizedTest
  @EnumSource
  void the_same_seed_gives_the_same_calls_whoever_is_asked(Protocol protocol) {
    OracleSettings oracle = new OracleSettings(About.ANYTHING, 0.3, 0.1);
    for (String strategy : List.of("random", "thompson-sampling", "expected-variance-reduction")) {
      Calls calls = run(settings(protocol, oracle), named(strategy));
      assertFalse(calls.queries().isEmpty());
      assertEquals(calls.all, run(settings(protocol, oracle), named(strategy)).all, strategy);
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_strategy_meets_the_same_start_and_asks_what_the_simulator_foretold(Protocol protocol) {
    Calls random = run(settings(protocol), named("random"));
    Calls variance = run(settings(protocol), named("max-variance"));
    assertEquals(random.points().get(0), variance.points().get(0));
    assertEquals(0, random.points().get(0).queries());
    assertNotEquals(random.queries(), variance.queries());
    assertEquals(random.queries().size(), variance.queries().size());
    if (protocol != Protocol.PER_USER) { // there by the split
      assertEquals(random.queries().size(), SIMULATOR.queries(DATASET, settings(protocol)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void even_draws_ask_about_each_item_as_often_as_random_does(Protocol protocol) {
    for (About about : About.values()) {
      SimulationSettings settings = settings(protocol, new OracleSettings(about, 0, 0));
      double[] expected = new double[RATINGS.itemCount()];
      double[] variance = new double[RATINGS.itemCount()];
      int[] asked = new int[RATINGS.itemCount()];
      for (long seed = 1; seed <= 40; seed++) {
        Map<Pair, Double> chances = new HashMap<>();
        List<Pair> queries = new ArrayList<>();
        SIMULATOR.run(
            DATASET,
            settings,
            named("random"),
            seed,
            new SimulationListener() {
              @Override
              public void offered(EvenDraws draws) {
                draws.forEach((user, item, chance) -> chances.put(new Pair(user, item), chance));
              }

              @Override
              public void answered(int query, int user, int item, double rating) {
                queries.add(new Pair(user, item));
              }

              @Override
              public void unanswered(int query, int user, int item) {
                queries.add(new Pair(user, item));
              }

              @Override
              public void evaluated(CurvePoint point) {}
            });
        assertTrue(chances.keySet().containsAll(queries));
        double sum = chances.values().stream().mapToDouble(chance -> chance).sum();
        assertEquals(queries.size(), sum, 1e-9);
        queries.forEach(pair -> asked[pair.item()]++);
        chances.forEach(
            (pair, chance) -> {
              expected[pair.item()] += chance;
              variance[pair.item()] += chance * (1 - chance);
            });
      }
      for (int item = 0; item < asked.length; item++) {
        assertEquals(expected[item], asked[item], 4 * Math.sqrt(variance[item]) + 1e-9);
      }
    }
  }

  /** 100 for the test, 60 known. */
  @Test
  void per_user_asks_every_user_alike_or_as_much_as_he_has() {
    SimulationSettings settings = settings(Protocol.PER_USER);
    Map<Integer, Integer> left = countByUser(split(settings).pool());
    Calls calls = run(settings, named("random"));
    Map<Integer, Integer> asked = new HashMap<>();
    calls.queries().forEach(query -> asked.merge(query.user(), 1, Integer::sum));
    left.replaceAll((user, count) -> Math.min(BUDGET, count));
    assertEquals(left, asked);
    assertEquals(calls.queries().size(), calls.answers().size(), "no question twice");
    // Batches of 2, a point after each multiple of 3, and at the end.
    assertEquals(List.of(0, 4, 6), calls.points().stream().map(CurvePoint::queries).toList());
    assertEquals(60 + calls.queries().size(), calls.points().get(2).ratings());
  }

  private static Map<Integer, Integer> countByUser(Ratings ratings) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int row = 0; row < ratings.size(); row++) {
      counts.merge(ratings.user(row), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void new_users_are_asked_one_after_the_other_and_know_nothing_of_each_other() {
    SimulationSettings settings = settings(Protocol.COLD_START);
    DataSplit split = split(settings);
    Set<Integer> newcomers = countByUser(split.pool()).keySet();
    assertEquals(5, newcomers.size(), "a fifth of 25");
    Map<Integer, double[]> met = new HashMap<>();
    List<double[]> others = new ArrayList<>();
    Calls calls =
        run(
            settings,
            () ->
                round -> {
                  int user = round.candidates().user(round.candidates().open(0));
                  int asked = round.history().size() - split.initial().size();
                  for (int n = 0; n < asked; n++) {
                    assertEquals(user, round.history().user(split.initial().size() + n));
                  }
                  double[] own = means(round.posterior().users(), user, 2);
                  if (asked == 0) {
                    met.put(user, own);
                  } else {
                    assertFalse(Arrays.equals(met.get(user), own));
                  }
                  others.add(means(round.posterior().items(), 0, 2));
                  return first(round);
                });
    assertEquals(newcomers, met.keySet());
    double[] unknown = met.values().iterator().next();
    met.values().forEach(means -> assertEquals(0, Arrays.compare(unknown, means)));
    others.forEach(means -> assertEquals(0, Arrays.compare(others.get(0), means)));
    assertEquals(5 * BUDGET, calls.queries().size());
    assertEquals(newcomers, calls.queries().stream().map(Query::user).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @EnumSource(names = {"COLD_START", "NEW_ITEMS"})
  void newcomers_of_whom_no_answer_teaches_anything_are_refused_before_the_first(
      Protocol protocol) {
    boolean users = protocol == Protocol.COLD_START;
    FieldSpec user = new FieldSpec.User();
    FieldSpec item = new FieldSpec.Item();
    FieldSpec ratedItems = new FieldSpec.RatedItems();
    FieldSpec ratedBy = new FieldSpec.RatedBy();
    for (List<FieldSpec> features :
        users
            ? List.of(List.of(ratedItems, item), List.of(user, ratedItems, item))
            : List.of(List.of(user, ratedBy), List.of(user, item, ratedBy))) {
      SimulationSettings settings = settings(protocol, OracleSettings.DEFAULTS, features);
      Calls calls = new Calls();
      assertThrows(
          SimulationException.class,
          () -> SIMULATOR.run(DATASET, settings, named("random"), SEED, calls));
      assertEquals(List.of(), calls.queries());
      assertThrows(SimulationException.class, () -> SIMULATOR.queries(DATASET, settings));
    }
    // What others are described by is another matter.
    List<FieldSpec> fields = users ? List.of(user, item, ratedBy) : List.of(user, ratedItems, item);
    List<Double> errors =
        run(settings(protocol, OracleSettings.DEFAULTS, fields), named("random")).points().stream()
            .map(point -> point.accuracy().nll())
            .distinct()
            .toList();
    assertEquals(3, errors.size(), "every answer changes the predictions");
  }

  private static double[] means(GaussianRows rows, int row, int factors) {
    double[] means = new double[factors + 1];
    Arrays.setAll(means, n -> n < factors ? rows.factorMean(row, n) : rows.slopeMean(row));
    return means;
  }

  private static int[] first(QueryRound round) {
    int[] chosen = new int[round.batchSize()];
    Arrays.setAll(chosen, round.candidates()::open);
    return chosen;
  }

  /** Against a model for every newcomer and point, told all that is known of that newcomer. */
  @ParameterizedTest
  @EnumSource(names = {"COLD_START", "NEW_ITEMS"})
  void the_error_of_newcomers_is_that_of_a_model_for_each(Protocol protocol) {
    SimulationSettings settings = settings(protocol);
    boolean users = protocol == Protocol.COLD_START;
    DataSplit split = split(settings);
    Calls calls = run(settings, named("random"));
    assertEquals(List.of(0, 4, 6), calls.points().stream().map(CurvePoint::queries).toList());
    Map<Integer, List<Query>> byNewcomer =
        calls.queries().stream().collect(Collectors.groupingBy(q -> users ? q.user() : q.item()));
    for (CurvePoint point : calls.points()) {
      double squares = 0;
      for (Map.Entry<Integer, List<Query>> entry : byNewcomer.entrySet()) {
        int newcomer = entry.getKey();
        FactorizationMachine model = fitted(settings, split);
        for (Query query : entry.getValue().subList(0, point.queries())) {
          model.add(query.user(), query.item(), query.rating());
        }
        if (point.queries() > 0) {
          if (users) {
            model.foldInUser(newcomer);
          } else {
            model.foldInItem(newcomer);
          }
        }
        squares += squares(model, split.test(), newcomer, users);
      }
      double rmse = Math.sqrt(squares / split.test().size());
      assertEquals(rmse, point.accuracy().rmse(), 1e-4, point.toString());
      assertEquals(split.initial().size() + point.queries() * byNewcomer.size(), point.ratings());
    }
  }

  private static FactorizationMachine fitted(SimulationSettings settings, DataSplit split) {
    FeatureMap features = FeatureMap.of(settings.features(), split.initial(), DATASET.side());
    FactorizationMachine model =
        ModelBuilder.of(features, split.initial().scale())
            .settings(settings.model())
            .training(settings.training())
            .streams(new RandomStreams(SEED))
            .build();
    for (int row = 0; row < split.initial().size(); row++) {
      model.add(split.initial().user(row), split.initial().item(row), split.initial().rating(row));
    }
    model.fit();
    return model;
  }

  private static double squares(
      FactorizationMachine model, Ratings test, int newcomer, boolean users) {
    double squares = 0;
    for (int row = 0; row < test.size(); row++) {
      if ((users ? test.user(row) : test.item(row)) == newcomer) {
        double mean = model.posterior().mean(test.user(row), test.item(row));
        double error = RATINGS.scale().clip(mean) - test.rating(row);
        squares += error * error;
      }
    }
    return squares;
  }

  @Test
  void whoever_asks_for_anything_is_told_what_there_is() {
    for (Protocol protocol : Protocol.values()) {
      SimulationSettings settings = settings(protocol, new OracleSettings(About.ANYTHING, 0, 0));
      DataSplit split = split(settings);
      Map<Pair, Double> pool = SampleRatings.byPair(split.pool());
      Set<Pair> closed = new HashSet<>(SampleRatings.byPair(split.test()).keySet());
      closed.addAll(SampleRatings.byPair(split.initial()).keySet());
      Calls calls = run(settings, named("random"));
      for (Query query : calls.queries()) {
        assertEquals(pool.get(query.pair()), query.rating(), protocol + " " + query);
        assertFalse(closed.contains(query.pair()));
      }
      int answers = calls.answers().size();
      int queries = calls.queries().size();
      assertTrue(
          protocol == Protocol.POOL || answers > 0 && answers < queries, protocol.toString());
      CurvePoint last = calls.points().get(calls.points().size() - 1);
      assertEquals((double) answers / queries, last.answerRate());
      assertEquals(split.initial().size() + answers, last.ratings());
      assertEquals(1, run(settings(protocol), named("random")).points().get(1).answerRate());
    }
  }

  /** Whoever was asked also rates, of what is theirs, and no run is shorter for that. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEW_ITEMS")
  void ratings_of_those_who_were_asked_are_told_and_counted_apart(Protocol protocol) {
    for (About about : About.values()) {
      SimulationSettings settings =
          settings(protocol, new OracleSettings(about, 0, 0, new Natural(1, Natural.By.EXPOSURE)));
      Map<Pair, Double> pool = SampleRatings.byPair(split(settings).pool());
      int initial = split(settings).initial().size();
      Calls calls = new Calls();
      List<Query> natural = new ArrayList<>();
      SimulationListener both =
          new SimulationListener() {
            @Override
            public void natural(int query, int user, int item, double rating) {
              natural.add(new Query(query, user, item, rating));
            }

            @Override
            public void answered(int query, int user, int item, double rating) {
              calls.answered(query, user, item, rating);
            }

            @Override
            public void unanswered(int query, int user, int item) {
              calls.unanswered(query, user, item);
            }

            @Override
            public void evaluated(CurvePoint point) {
              calls.evaluated(point);
            }
          };
      Supplier<QueryStrategy> spied =
          () -> {
            QueryStrategy random = named("random").get();
            return round -> {
              int user = round.candidates().user(round.candidates().open(0));
              long told =
                  Stream.concat(calls.queries().stream(), natural.stream())
                      .filter(query -> query.rating() != null)
                      // Of other newcomers nothing is known any more.
                      .filter(query -> !protocol.hasNewcomers() || query.user() == user)
                      .count();
              assertEquals(initial + told, round.history().size());
              return random.select(round);
            };
          };
      SIMULATOR.run(DATASET, settings, spied, SEED, both);
      Map<Integer, Integer> users = new HashMap<>();
      calls.queries().forEach(query -> users.put(query.number(), query.user()));
      Set<Pair> once = new HashSet<>();
      calls.queries().forEach(query -> assertTrue(once.add(query.pair())));
      for (Query rated : natural) {
        assertEquals(users.get(rated.number()), rated.user());
        assertEquals(pool.get(rated.pair()), rated.rating());
        assertTrue(once.add(rated.pair()), "asked or rated twice");
      }
      SimulationSettings alone = settings(protocol, new OracleSettings(about, 0, 0));
      assertEquals(run(alone, named("random")).queries().size(), calls.queries().size());
      assertFalse(natural.isEmpty());
      CurvePoint last = calls.points().get(calls.points().size() - 1);
      assertEquals(initial + calls.answers().size() + natural.size(), last.ratings());
      assertEquals((double) calls.answers().size() / calls.queries().size(), last.answerRate());
      double share = (double) last.queries() / calls.queries().size();
      assertEquals(natural.size() * share, last.natural(), 1e-9);
    }
  }

  /** It is not told what it is measured on. */
  private record Threes(Set<Integer> users) implements SelfPredicting {
    @Override
    public int[] select(QueryRound round) {
      return IntStream.range(0, round.batchSize()).map(round.candidates()::open).toArray();
    }

    @Override
    public boolean predict(History known, Candidates candidates, int user, double[] means) {
      users.add(user);
      Arrays.fill(means, 3);
      return true;
    }
  }

  @Test
  void what_a_strategy_predicts_by_itself_is_measured_beside_the_model_where_that_is_asked_for() {
    SimulationSettings plain = settings(Protocol.COLD_START);
    SimulationSettings own = withOwn(plain);
    Ratings test = split(plain).test();
    double squares = 0;
    Set<Integer> newcomers = new HashSet<>();
    for (int n = 0; n < test.size(); n++) {
      squares += Math.pow(test.rating(n) - 3, 2);
      newcomers.add(test.user(n));
    }
    Set<Integer> users = new HashSet<>();
    Calls calls = run(own, () -> new Threes(users));
    Calls without = run(plain, () -> new Threes(new HashSet<>()));
    assertEquals(newcomers, users);
    assertEquals(calls.queries(), without.queries());
    for (int n = 0; n < calls.points().size(); n++) {
      CurvePoint point = calls.points().get(n);
      assertEquals(Math.sqrt(squares / test.size()), point.ownRmse().orElseThrow(), 1e-12);
      assertEquals(without.points().get(n).accuracy(), point.accuracy());
      assertTrue(without.points().get(n).ownRmse().isEmpty());
    }
    assertTrue(run(own, named("random")).points().get(0).ownRmse().isEmpty());
    String message =
        assertThrows(
                SimulationException.class,
                () -> run(withOwn(settings(Protocol.POOL)), named("random")))
            .getMessage();
    assertTrue(message.startsWith("evaluate.metrics: own predictions"), message);
  }

  private static SimulationSettings withOwn(SimulationSettings settings) {
    return new SimulationSettings(
        settings.split(),
        settings.protocol(),
        settings.oracle(),
        settings.features(),
        settings.model(),
        settings.training(),
        settings.engine(),
        settings.retraining(),
        settings.budget(),
        settings.costs(),
        settings.evaluateEvery(),
        settings.measureDrift(),
        true,
        settings.measurePromise(),
        settings.ranking(),
        settings.groups(),
        settings.stopping());
  }

  @Test
  void who_would_rate_a_new_item_without_being_asked_is_not_known() {
    OracleSettings oracle =
        new OracleSettings(About.ANYTHING, 0, 0, new Natural(0.5, Natural.By.POPULARITY));
    String message =
        assertThrows(
                SimulationException.class,
                () -> run(settings(Protocol.NEW_ITEMS, oracle), named("random")))
            .getMessage();
    assertTrue(message.startsWith("oracle.natural: nobody has rated a new item"), message);
  }

  @ParameterizedTest
  @EnumSource
  void how_many_questions_there_are_is_known_without_making_them(Protocol protocol) {
    for (About about : About.values()) {
      OracleSettings oracle = new OracleSettings(about, 0, 0);
      DataSplit split = split(settings(protocol, oracle));
      AskablePairs pairs = AskablePairs.of(split, oracle, protocol);
      long size = 0;
      for (int owner = 0; owner < pairs.owners(); owner++) {
        int count = pairs.of(owner).pool(ItemCosts.EQUAL).size();
        assertEquals(count, pairs.count(owner), about + " " + owner);
        size += count;
      }
      assertEquals(size, pairs.size());
      if (protocol == Protocol.POOL) {
        assertEquals(size, pairs.all().pool(ItemCosts.EQUAL).size());
      }
    }
  }

  /** So many users, each of whom has rated one of 25,000 items, and 200 twenty others. */
  private static Dataset large(int users) {
    RatingsBuilder ratings = new RatingsBuilder();
    for (int user = 0; user < users; user++) {
      ratings.add(user, user % 25_000, 1 + user % 5, user);
      for (int n = 1; user < 200 && n <= 20; n++) {
        ratings.add(user, 200 + n, 1 + n % 5, user);
      }
    }
    return new Dataset("large", ratings.build(RatingScale.WHOLE_STARS), "");
  }

  @ParameterizedTest
  @EnumSource
  void a_thousand_million_pairs_may_be_asked_for_in_little_memory(Protocol protocol) {
    Dataset large = large(40_000);
    SimulationSettings settings = settings(protocol, new OracleSettings(About.ANYTHING, 0, 0));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long queries = SIMULATOR.queries(large, settings);
    assertEquals(protocol == Protocol.PER_USER, queries == 40_000L * BUDGET, queries + " queries");
    DataSplit split = Simulator.split(large, settings, SEED);
    AskablePairs pairs = AskablePairs.of(split, settings.oracle(), protocol);
    int asked = 0;
    while (pairs.count(asked) == 0) {
      asked++;
    }
    Questions questions = protocol == Protocol.POOL ? pairs.all() : pairs.of(asked);
    CandidatePool pool = questions.pool(ItemCosts.EQUAL);
    pool.close(pool.open(pool.size() - 1));
    assertEquals(pool.capacity() - 1, pool.size());
    assertTrue(protocol != Protocol.POOL || pool.size() > 999_900_000);
    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 32 << 20);
  }

  @Test
  void more_pairs_than_a_pool_can_number_are_told_and_may_be_asked_of_each_user() {
    Dataset large = large(90_000);
    OracleSettings anything = new OracleSettings(About.ANYTHING, 0, 0);
    String message =
        assertThrows(
                SimulationException.class,
                () -> SIMULATOR.queries(large, settings(Protocol.POOL, anything)))
            .getMessage();
    assertTrue(message.contains("2,249,9") && message.contains("use protocol per-user"), message);
    assertEquals(90_000L * BUDGET, SIMULATOR.queries(large, settings(Protocol.PER_USER, anything)));
  }

  /** A strategy may leave its thread interrupted: what writes the answers must not find it so. */
  @Test
  void an_interrupt_stays_with_the_strategy_that_made_it() {
    SimulationSettings settings = settings(Protocol.POOL);
    Calls calls = new Calls();
    SIMULATOR.run(
        DATASET,
        settings,
        () -> {
          QueryStrategy random = named("random").get();
          return round -> {
            assertFalse(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            return random.select(round);
          };
        },
        SEED,
        calls);
    assertFalse(Thread.interrupted());
    assertEquals(run(settings, named("random")).queries(), calls.queries());
  }

  @ParameterizedTest
  @EnumSource
  void who_knows_the_answers_ends_far_below_chance(Protocol protocol) {
    double random = last(run(settings(protocol), named("random")));
    assertTrue(last(run(settings(protocol), named("oracle"))) < random - 0.01);
  }

  private static double last(Calls calls) {
    return calls.points().get(calls.points().size() - 1).accuracy().rmse();
  }

  @Test
  void an_oracle_within_another_strategy_is_not_shown_the_answers() {
    ConfiguredStrategy<?> oracle = ConfiguredStrategy.of(new OracleStrategy());
    QueryStrategy within = new EpsilonRandom().create(new EpsilonRandom.Parameters(oracle, 0.5));
    String message =
        assertThrows(StrategyException.class, () -> run(settings(Protocol.POOL), () -> within))
            .getMessage();
    assertTrue(message.contains("use it by itself"), message);
  }

  private static SimulationSettings everything(OracleSettings oracle) {
    SimulationSettings plain = settings(Protocol.POOL, oracle);
    return new SimulationSettings(
        plain.split(),
        plain.protocol(),
        plain.oracle(),
        plain.features(),
        plain.model(),
        plain.training(),
        plain.engine(),
        plain.retraining(),
        new QueryBudget(315, 100),
        ItemCosts.EQUAL,
        315,
        false);
  }

  @Test
  void noise_is_that_of_the_rating_whoever_asks_and_as_wide_as_asked_for() {
    SimulationSettings settings = everything(new OracleSettings(About.RATED_ONLY, 0.25, 0));
    Map<Pair, Double> answers = run(settings, named("random")).answers();
    assertEquals(answers, run(settings, named("max-variance")).answers());
    Map<Pair, Double> truth = SampleRatings.byPair(RATINGS);
    double squares = 0;
    int inside = 0;
    for (Map.Entry<Pair, Double> answer : answers.entrySet()) {
      double rating = truth.get(answer.getKey());
      assertTrue(answer.getValue() >= 0.5 && answer.getValue() <= 5);
      if (rating > 1.5 && rating < 4) {
        squares += Math.pow(answer.getValue() - rating, 2);
        inside++;
      }
    }
    // Four standard errors of a variance.
    assertEquals(0.0625, squares / inside, 4 * 0.0625 * Math.sqrt(2.0 / inside));
  }

  @Test
  void an_inconsistent_answer_is_one_step_off() {
    SimulationSettings settings = everything(new OracleSettings(About.RATED_ONLY, 0, 0.3));
    Map<Pair, Double> truth = SampleRatings.byPair(RATINGS);
    Map<Pair, Double> answers = run(settings, named("random")).answers();
    int up = 0;
    int down = 0;
    int inside = 0;
    for (Map.Entry<Pair, Double> answer : answers.entrySet()) {
      double rating = truth.get(answer.getKey());
      double step = answer.getValue() - rating;
      assertTrue(step == 0 || Math.abs(step) == 0.5f, answer + " of " + rating);
      if (rating > 0.5 && rating < 5) {
        inside++;
        up += step > 0 ? 1 : 0;
        down += step < 0 ? 1 : 0;
      }
    }
    assertEquals(0.15 * inside, up, 4 * Math.sqrt(inside * 0.15 * 0.85));
    assertEquals(0.15 * inside, down, 4 * Math.sqrt(inside * 0.15 * 0.85));
  }

  /** Half of the items cost three times as much. */
  @ParameterizedTest
  @EnumSource
  void what_queries_cost_is_counted_and_heeded(Protocol protocol) {
    double[] costs = new double[RATINGS.itemCount()];
    Arrays.setAll(costs, item -> item % 2 == 0 ? 1 : 3);
    SimulationSettings plain = settings(protocol);
    SimulationSettings settings =
        new SimulationSettings(
            plain.split(),
            protocol,
            plain.oracle(),
            plain.features(),
            plain.model(),
            plain.training(),
            plain.engine(),
            plain.retraining(),
            plain.budget(),
            new ItemCosts(costs, 1),
            plain.evaluateEvery(),
            false);
    Calls calls = run(settings, named("expected-variance-reduction"));
    double mean =
        calls.queries().stream().mapToDouble(q -> costs[q.item()]).average().orElseThrow();
    CurvePoint last = calls.points().get(calls.points().size() - 1);
    assertEquals(mean * last.queries(), last.cost(), 1e-9);
    assertEquals(0, calls.points().get(0).cost());
    Calls careless = run(plain, named("expected-variance-reduction"));
    CurvePoint other = careless.points().get(careless.points().size() - 1);
    assertEquals(other.queries(), other.cost(), 1e-9);
    double meant =
        careless.queries().stream().mapToDouble(q -> costs[q.item()]).average().orElseThrow();
    // All questions about a new item cost the same.
    assertTrue(protocol == Protocol.NEW_ITEMS ? mean == meant : mean < meant, mean + ", " + meant);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_not_answered_costs_its_part(Protocol protocol) {
    SimulationSettings plain = settings(protocol);
    SimulationSettings settings =
        new SimulationSettings(
            plain.split(),
            protocol,
            new OracleSettings(About.ANYTHING, 0, 0),
            plain.features(),
            plain.model(),
            plain.training(),
            plain.engine(),
            plain.retraining(),
            plain.budget(),
            ItemCosts.EQUAL.withRefusal(0.25),
            plain.evaluateEvery(),
            false);
    CurvePoint last = run(settings, named("random")).points().stream().reduce((a, b) -> b).get();
    double answered = last.answerRate() * last.queries();
    assertTrue(answered < last.queries(), answered + " answers");
    assertEquals(answered + 0.25 * (last.queries() - answered), last.cost(), 1e-9);
  }

  @ParameterizedTest
  @EnumSource(names = {"COLD_START", "NEW_ITEMS"})
  void who_has_too_few_ratings_for_the_budget_is_not_new(Protocol protocol) {
    SimulationSettings plain = settings(protocol);
    SimulationSettings much =
        new SimulationSettings(
            plain.split(),
            protocol,
            plain.oracle(),
            plain.features(),
            plain.model(),
            plain.training(),
            plain.engine(),
            plain.retraining(),
            new QueryBudget(100, 1),
            ItemCosts.EQUAL,
            1,
            false);
    String message =
        assertThrows(SimulationException.class, () -> SIMULATOR.queries(DATASET, much))
            .getMessage();
    assertEquals(
        "queries.budget: no %s has ratings for 100 answers and a test; lower it"
            .formatted(protocol == Protocol.COLD_START ? "user" : "item"),
        message);
  }
}

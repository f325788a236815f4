package org.querent.simulator.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.SampleRatings.Pair;
import org.querent.simulator.Simulator;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.split.DataSplit;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyException;
import org.querent.strategies.hybrid.EpsilonRandom;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

class DesignOracleTest {
  private static final Ratings RATINGS = SampleRatings.random(20, 25, 350, 1);
  private static final long SEED = 5;

  private static SimulationSettings settings(FieldSpec... features) {
    return new SimulationSettings(
        new SplitSettings(0.25, 60, SplitSettings.By.RANDOM, 0.2),
        Protocol.POOL,
        OracleSettings.DEFAULTS,
        List.of(features),
        ModelSettings.DEFAULTS.withFactors(2).withCovariance(Covariance.FULL),
        TrainingSettings.DEFAULTS.withSweeps(10, 5),
        EngineKind.CPU,
        new RetrainingSchedule(1, Neighbours.ALL, 0, 0),
        new QueryBudget(60, 6),
        ItemCosts.EQUAL,
        30,
        false);
  }

  private static SimulationSettings plain() {
    return settings(new FieldSpec.User(), new FieldSpec.Item());
  }

  private static List<Pair> queries(Ratings ratings, SimulationSettings settings) {
    DesignOracle oracle = new DesignOracle();
    return queries(ratings, settings, () -> oracle.create(oracle.defaults()));
  }

  private static List<Pair> queries(
      Ratings ratings, SimulationSettings settings, Supplier<QueryStrategy> strategies) {
    List<Pair> queries = new ArrayList<>();
    SimulationListener listener =
        new SimulationListener() {
          @Override
          public void answered(int query, int user, int item, double rating) {
            queries.add(new Pair(user, item));
          }

          @Override
          public void unanswered(int query, int user, int item) {}

          @Override
          public void evaluated(CurvePoint point) {}
        };
    new Simulator().run(new Dataset("sample", ratings, ""), settings, strategies, SEED, listener);
    return queries;
  }

  /** The same ratings, but for those of some pairs, which are turned upside down. */
  private static Ratings turned(Set<Pair> some) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < RATINGS.size(); n++) {
      boolean turns = some.contains(new Pair(RATINGS.user(n), RATINGS.item(n)));
      double rating = turns ? 5.5 - RATINGS.rating(n) : RATINGS.rating(n);
      text.append(
          "%s\t%s\t%s\t%d\n"
              .formatted(
                  RATINGS.userIds().idOf(RATINGS.user(n)),
                  RATINGS.itemIds().idOf(RATINGS.item(n)),
                  rating,
                  RATINGS.timestamp(n)));
    }
    return SampleRatings.parse(text.toString(), RATINGS.scale());
  }

  private static Set<Pair> pairs(Ratings ratings) {
    return SampleRatings.byPair(ratings).keySet();
  }

  @Test
  void factors_are_those_of_all_answers_and_of_none_of_the_holdout() {
    DataSplit split = Simulator.split(new Dataset("sample", RATINGS, ""), plain(), SEED);
    List<Pair> asked = queries(RATINGS, plain());
    assertEquals(60, asked.size());
    assertEquals(asked, queries(turned(pairs(split.test())), plain()));
    Set<Pair> last = new HashSet<>(pairs(split.pool()));
    last.removeAll(new HashSet<>(asked));
    assertTrue(last.size() > 100);
    assertNotEquals(
        asked, queries(turned(last), plain()), "what was never answered has its part in factors");
  }

  @Test
  void consumption_may_describe_users_and_items_and_nothing_else() {
    FieldSpec user = new FieldSpec.User();
    FieldSpec item = new FieldSpec.Item();
    FieldSpec consumption = new ConsumptionField(ConsumptionField.From.CANDIDATES, 2);
    assertEquals(60, queries(RATINGS, settings(user, item, consumption)).size());
    String message =
        assertThrows(
                StrategyException.class,
                () -> queries(RATINGS, settings(user, item, new FieldSpec.RatedItems())))
            .getMessage();
    assertTrue(message.contains("leave other features out"), message);
  }

  @Test
  void within_another_strategy_it_is_not_shown_the_factors() {
    ConfiguredStrategy<?> oracle = ConfiguredStrategy.of(new DesignOracle());
    QueryStrategy within = new EpsilonRandom().create(new EpsilonRandom.Parameters(oracle, 0.5));
    String message =
        assertThrows(StrategyException.class, () -> queries(RATINGS, plain(), () -> within))
            .getMessage();
    assertTrue(message.contains("use it by itself"), message);
  }
}

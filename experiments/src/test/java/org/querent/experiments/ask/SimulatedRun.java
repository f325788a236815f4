package org.querent.experiments.ask;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.simulator.Simulator;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

/** A simulated run in which users are asked one after the other, and what is held back of each. */
public final class SimulatedRun {
  public static final Ratings RATINGS = Models.ratings(24, 30, 420, 1);
  public static final long SEED = 5;
  public static final int BUDGET = 7;

  private SimulatedRun() {}

  /** Who was asked about what, and what they said. */
  public record Query(String user, String item, OptionalDouble rating) {}

  public static SimulationSettings settings(Covariance covariance) {
    return settings(FieldSpec.PLAIN, covariance, ItemCosts.EQUAL);
  }

  public static SimulationSettings settings(
      List<FieldSpec> fields, Covariance covariance, ItemCosts costs) {
    return new SimulationSettings(
        new SplitSettings(0.25, 60, SplitSettings.By.RANDOM, 0.3),
        Protocol.COLD_START,
        new OracleSettings(About.ANYTHING, 0, 0),
        fields,
        Models.settings(covariance),
        Models.TRAINING,
        EngineKind.CPU,
        RetrainingSchedule.DEFAULTS,
        new QueryBudget(BUDGET, 1),
        costs,
        1,
        false);
  }

  /** What a simulated run asks, and how accurate it is after each number of questions. */
  public static Map<Integer, Accuracy> simulated(
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

  public static BitSet itemsOf(int user, Ratings ratings) {
    BitSet items = new BitSet();
    for (int row = 0; row < ratings.size(); row++) {
      if (ratings.user(row) == user) {
        items.set(ratings.item(row));
      }
    }
    return items;
  }

  /** The held-back ratings of a user, by item. */
  public static Map<String, Double> heldBack(int user, Ratings pool) {
    Map<String, Double> ratings = new HashMap<>();
    for (int row = 0; row < pool.size(); row++) {
      if (pool.user(row) == user) {
        ratings.put(pool.itemIds().idOf(pool.item(row)), pool.rating(row));
      }
    }
    return ratings;
  }

  public static Ratings rowsOf(int user, Ratings ratings) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < ratings.size(); row++) {
      if (ratings.user(row) == user) {
        rows.add(row);
      }
    }
    return ratings.select(rows.stream().mapToInt(row -> row).toArray());
  }
}

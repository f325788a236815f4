package org.querent.experiments.statistics.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.Test;
import org.querent.experiments.statistics.Interval;

class UserDifferenceTest {
  private static final String COLUMN = "ndcg@10-unknown";

  private static UserResults run(double... values) {
    Map<String, double[]> byUser = new HashMap<>();
    for (int user = 0; user < values.length; user++) {
      byUser.put("u" + user, new double[] {values[user]});
    }
    return new UserResults(List.of(COLUMN), byUser);
  }

  private static UserDifference difference(
      Map<Long, UserResults> runs, Map<Long, UserResults> baseline) {
    return UserDifference.of(Map.of("other", runs, "random", baseline), "random", COLUMN)
        .get("other");
  }

  @Test
  void of_one_seed_it_is_the_paired_test_over_users() {
    double[] first = {0.5, 0.25, 0.75, 1, 0};
    double[] second = {0.25, 0.5, 0.5, 0.5, 0.125};
    UserDifference difference =
        difference(Map.of(1L, run(first), 2L, run(9)), Map.of(1L, run(second), 3L, run(9)));
    assertEquals(5, difference.users());
    assertEquals(1, difference.seeds());
    assertEquals(0.125, difference.interval().mean(), 1e-12);
    assertEquals(new TTest().pairedTTest(first, second), difference.pValue().orElseThrow(), 1e-12);
    Interval expected = Interval.of(0.25, -0.25, 0.25, 0.5, -0.125);
    assertEquals(expected.low(), difference.interval().low(), 1e-12);
    assertEquals(expected.high(), difference.interval().high(), 1e-12);
  }

  @Test
  void who_has_no_value_in_both_is_left_out() {
    UserDifference difference =
        difference(Map.of(1L, run(0.5, Double.NaN, 1)), Map.of(1L, run(0.25, 1, Double.NaN, 4)));
    assertEquals(1, difference.users());
    assertEquals(0.25, difference.interval().mean());
    assertEquals(OptionalDouble.empty(), difference.pValue());
  }

  /**
   * A difference that is none is called one in at most 5 % of experiments, whether it is users, or
   * seeds, or neither, in which strategies differ.
   */
  @Test
  void chance_is_seldom_taken_for_a_difference() {
    RandomGenerator random = new SplittableRandom(1);
    for (double[] spread : new double[][] {{0.3, 0, 0.3}, {0, 0.1, 0.3}, {0.2, 0.1, 0.3}}) {
      int found = 0;
      for (int experiment = 0; experiment < 1_000; experiment++) {
        double[] ofUsers = DoubleStream.generate(random::nextGaussian).limit(30).toArray();
        Map<Long, UserResults> runs = new HashMap<>();
        Map<Long, UserResults> baseline = new HashMap<>();
        for (long seed = 1; seed <= 5; seed++) {
          double ofSeed = spread[1] * random.nextGaussian();
          double[] values = new double[ofUsers.length];
          for (int user = 0; user < values.length; user++) {
            values[user] = spread[0] * ofUsers[user] + ofSeed + spread[2] * random.nextGaussian();
          }
          runs.put(seed, run(values));
          baseline.put(seed, run(new double[values.length]));
        }
        found += difference(runs, baseline).pValue().orElseThrow() < 0.05 ? 1 : 0;
      }
      // 50 are expected at most, with a standard deviation of 7.
      assertTrue(found < 70, found + " of 1000");
    }
  }

  @Test
  void several_strategies_are_corrected_for_each_other() {
    Map<String, Map<Long, UserResults>> results = new LinkedHashMap<>();
    results.put("random", Map.of(1L, run(0, 0, 0, 0)));
    results.put("a", Map.of(1L, run(1, 1.5, 1, 1.25)));
    results.put("b", Map.of(1L, run(1, 1, 1, -1)));
    Map<String, UserDifference> all = UserDifference.of(results, "random", COLUMN);
    assertEquals(List.of("a", "b"), List.copyOf(all.keySet()));
    assertEquals(
        2 * all.get("a").pValue().getAsDouble(), all.get("a").corrected().getAsDouble(), 1e-12);
    assertEquals(all.get("b").pValue(), all.get("b").corrected());
    assertEquals(Map.of(), UserDifference.of(results, "random", "mrr@5-rated"));
  }
}

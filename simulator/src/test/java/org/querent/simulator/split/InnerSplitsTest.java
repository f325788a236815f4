package org.querent.simulator.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.data.Ratings;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.SampleRatings.Pair;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.spec.SplitSettings.By;

class InnerSplitsTest {
  private static final Ratings RATINGS = SampleRatings.random(20, 30, 400, 1);

  private static DataSplit split(int initial) {
    return DataSplit.random(RATINGS, 0.25, initial, new SplittableRandom(1));
  }

  private static List<DataSplit> inner(DataSplit split, By by, int folds) {
    SplitSettings how = new SplitSettings(0.25, split.initial().size(), by, 0.2);
    return InnerSplits.of(split, how, folds, new SplittableRandom(2));
  }

  @ParameterizedTest(name = "{0} ratings, {1} folds")
  @CsvSource({"50, 5", "101, 10", "200, 2", "203, 7"})
  void every_known_rating_is_held_out_once_of_a_fit_to_all_others(int initial, int folds) {
    DataSplit split = split(initial);
    Map<Pair, Double> known = SampleRatings.byPair(split.initial());
    Map<Pair, Double> held = new HashMap<>();
    List<DataSplit> inner = inner(split, By.RANDOM, folds);
    assertEquals(folds, inner.size());
    for (DataSplit one : inner) {
      assertSame(split.pool(), one.pool());
      assertEquals(initial / folds, one.test().size(), 1);
      Map<Pair, Double> both = SampleRatings.byPair(one.test());
      both.keySet().forEach(pair -> assertFalse(held.containsKey(pair)));
      held.putAll(both);
      both.putAll(SampleRatings.byPair(one.initial()));
      assertEquals(known, both);
      assertEquals(initial, one.test().size() + one.initial().size());
    }
    assertEquals(known, held);
  }

  @Test
  void where_a_split_goes_by_time_only_the_latest_are_held_out() {
    DataSplit split = split(100);
    List<DataSplit> inner = inner(split, By.TIME, 5);
    assertEquals(1, inner.size());
    Ratings held = inner.get(0).test();
    Ratings known = inner.get(0).initial();
    assertEquals(20, held.size());
    assertEquals(80, known.size());
    for (int n = 0; n < held.size(); n++) {
      for (int m = 0; m < known.size(); m++) {
        assertTrue(known.timestamp(m) < held.timestamp(n));
      }
    }
  }

  @Test
  void fewer_than_ten_ratings_in_a_part_are_refused() {
    assertEquals(5, inner(split(50), By.RANDOM, 5).size());
    SimulationException thrown =
        assertThrows(SimulationException.class, () -> inner(split(49), By.RANDOM, 5));
    assertEquals(
        "tune: 49 ratings are known at the start, and 50 is the least for 5 folds, 10 in each; lower tune.folds, or have more ratings known",
        thrown.getMessage());
  }
}

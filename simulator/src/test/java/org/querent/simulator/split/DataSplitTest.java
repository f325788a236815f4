package org.querent.simulator.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.SampleRatings.Pair;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.spec.SplitSettings.By;

class DataSplitTest {
  private final Ratings ratings = SampleRatings.random(20, 30, 400, 1);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void every_rating_is_in_one_part(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double fraction = random.nextDouble(0.01, 0.6);
    int initial = random.nextInt(1, 150);
    DataSplit split = DataSplit.random(ratings, fraction, initial, random);
    assertEquals(Math.round(fraction * 400), split.test().size());
    assertEquals(initial, split.initial().size());
    Map<Pair, Double> union = new HashMap<>();
    int size = 0;
    for (Ratings part : List.of(split.test(), split.initial(), split.pool())) {
      union.putAll(SampleRatings.byPair(part));
      size += part.size();
      assertSame(ratings.userIds(), part.userIds());
      assertSame(ratings.itemIds(), part.itemIds());
    }
    assertEquals(ratings.size(), size);
    assertEquals(SampleRatings.byPair(ratings), union);
  }

  @Test
  void the_same_generator_gives_the_same_split_and_another_one_another() {
    assertEquals(pool(7), pool(7));
    assertNotEquals(pool(7), pool(8));
  }

  private Map<Pair, Double> pool(long seed) {
    return SampleRatings.byPair(
        DataSplit.random(ratings, 0.25, 50, new SplittableRandom(seed)).pool());
  }

  @Test
  void every_rating_is_as_likely_to_be_tested() {
    Ratings few = SampleRatings.random(4, 5, 20, 2);
    RandomGenerator random = new SplittableRandom(3);
    Map<Pair, Integer> counts = new HashMap<>();
    int splits = 20_000;
    for (int n = 0; n < splits; n++) {
      SampleRatings.byPair(DataSplit.random(few, 0.25, 1, random).test())
          .keySet()
          .forEach(pair -> counts.merge(pair, 1, Integer::sum));
    }
    assertEquals(20, counts.size());
    counts
        .values()
        .forEach(count -> assertEquals(0.25 * splits, count, 4 * Math.sqrt(splits * 0.25 * 0.75)));
  }

  @ParameterizedTest
  @CsvSource({
    "0,10,split.test: the test set is empty: it is too small for 400 ratings",
    "0.001,10,split.test: the test set is empty: it is too small for 400 ratings",
    "0.25,0,split.initial: must be at least 1",
    "0.25,-3,split.initial: must be at least 1",
    "0.25,300,'100 are for the test and 300 are known'",
    "0.25,2147483647,nothing is left to ask for",
    "1,1,nothing is left to ask for"
  })
  void a_split_with_an_empty_part_is_refused(double fraction, int initial, String part) {
    String message =
        assertThrows(
                SimulationException.class,
                () -> DataSplit.random(ratings, fraction, initial, new SplittableRandom(1)))
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  @ParameterizedTest
  @CsvSource({
    "1,0.25,50,'split: found 1 rating, needed at least 3: one for the test'",
    "2,0.25,50,'split: found 2 ratings, needed at least 3: one for the test'",
    "2,0.1,1,'split: found 2 ratings, needed at least 3: one for the test'",
    "3,0.25,50,lower split.initial",
    "3,0.9,1,lower split.test",
    "3,0.6,2,lower split.test or split.initial"
  })
  void only_what_can_be_lowered_is_to_be_lowered(
      int size, double fraction, int initial, String part) {
    Ratings few = ratings.select(IntStream.range(0, size).toArray());
    String message =
        assertThrows(
                SimulationException.class,
                () -> DataSplit.random(few, fraction, initial, new SplittableRandom(1)))
            .getMessage();
    assertTrue(part.startsWith("lower") ? message.endsWith("; " + part) : message.startsWith(part));
  }

  @Test
  void a_single_rating_to_ask_for_is_enough() {
    DataSplit split = DataSplit.random(ratings, 0.25, 299, new SplittableRandom(1));
    assertEquals(1, split.pool().size());
  }

  private static DataSplit split(Ratings ratings, Protocol protocol, By by) {
    SplitSettings how = new SplitSettings(0.25, 50, by, 0.3);
    return DataSplit.of(ratings, how, protocol, 8, new SplittableRandom(1));
  }

  @Test
  void by_time_the_first_are_known_and_the_last_are_held_out() {
    DataSplit split = split(ratings, Protocol.POOL, By.TIME);
    // The times of the sample are 0 to 399.
    assertEquals(LongStream.range(0, 50).boxed().toList(), times(split.initial()));
    assertEquals(LongStream.range(50, 300).boxed().toList(), times(split.pool()));
    assertEquals(LongStream.range(300, 400).boxed().toList(), times(split.test()));
  }

  private static List<Long> times(Ratings ratings) {
    return IntStream.range(0, ratings.size()).mapToObj(ratings::timestamp).toList();
  }

  @ParameterizedTest
  @CsvSource({"COLD_START,RANDOM", "COLD_START,TIME", "NEW_ITEMS,RANDOM", "NEW_ITEMS,TIME"})
  void of_newcomers_nothing_is_known_and_of_others_everything(Protocol protocol, By by) {
    boolean users = protocol == Protocol.COLD_START;
    DataSplit split = split(ratings, protocol, by);
    Map<Integer, List<Long>> all = byOwner(ratings, users);
    Map<Integer, List<Long>> known = byOwner(split.initial(), users);
    Map<Integer, List<Long>> pool = byOwner(split.pool(), users);
    Map<Integer, List<Long>> test = byOwner(split.test(), users);
    assertEquals(users ? 6 : 9, pool.size(), "three in ten");
    assertEquals(pool.keySet(), test.keySet());
    known.forEach((owner, rows) -> assertEquals(all.get(owner), rows));
    pool.forEach(
        (owner, asked) -> {
          assertNull(known.get(owner));
          List<Long> held = test.get(owner);
          int heldOut = Math.max(1, (int) Math.round(0.25 * all.get(owner).size()));
          assertEquals(heldOut, held.size());
          assertTrue(asked.size() >= 8, "the budget");
          if (by == By.TIME) {
            assertTrue(Collections.max(asked) < Collections.min(held));
          }
          List<Long> both = new ArrayList<>(asked);
          both.addAll(held);
          assertEquals(new TreeSet<>(all.get(owner)), new TreeSet<>(both));
        });
    if (by == By.TIME) {
      long latest =
          known.entrySet().stream()
              .filter(other -> other.getValue().size() >= 12)
              .mapToLong(other -> Collections.min(other.getValue()))
              .max()
              .orElseThrow();
      pool.forEach(
          (owner, asked) -> assertTrue(Collections.min(all.get(owner)) >= latest, "comes last"));
    }
  }

  /** The times of the ratings of each user, or item, which tell the ratings of the sample apart. */
  private static Map<Integer, List<Long>> byOwner(Ratings ratings, boolean users) {
    return IntStream.range(0, ratings.size())
        .boxed()
        .collect(
            Collectors.groupingBy(
                row -> users ? ratings.user(row) : ratings.item(row),
                Collectors.mapping(ratings::timestamp, Collectors.toList())));
  }

  @Test
  void newcomers_are_others_with_another_seed() {
    SplitSettings how = new SplitSettings(0.25, 50, By.RANDOM, 0.3);
    assertNotEquals(
        newcomers(how, new SplittableRandom(1)), newcomers(how, new SplittableRandom(2)));
    assertEquals(newcomers(how, new SplittableRandom(1)), newcomers(how, new SplittableRandom(1)));
  }

  private Set<Integer> newcomers(SplitSettings how, RandomGenerator random) {
    return byOwner(DataSplit.of(ratings, how, Protocol.COLD_START, 8, random).pool(), true)
        .keySet();
  }

  @Test
  void a_split_by_time_needs_times() {
    Ratings timeless = SampleRatings.parse("1\t1\t3\t5\n1\t2\t3\t5\n", RatingScale.HALF_STARS);
    String message =
        assertThrows(SimulationException.class, () -> split(timeless, Protocol.POOL, By.TIME))
            .getMessage();
    assertEquals(
        "split: goes by time, but the ratings have no times, or all the same; use by: random, and no at",
        message);
  }

  private static SplitSettings leaving(int out, By by) {
    return new SplitSettings(0.25, 50, by, 0.3, Optional.of(out), Optional.empty());
  }

  private static SplitSettings at(String instant, By by) {
    return new SplitSettings(0.25, 50, by, 0.3, Optional.empty(), Optional.of(instant));
  }

  private DataSplit split(SplitSettings how) {
    return DataSplit.of(ratings, how, Protocol.POOL, 8, new SplittableRandom(1));
  }

  @ParameterizedTest
  @CsvSource({"RANDOM", "TIME"})
  void of_each_user_who_has_more_as_many_are_left_out_and_by_time_the_last(By by) {
    DataSplit split = split(leaving(18, by));
    Map<Integer, List<Long>> all = byOwner(ratings, true);
    Map<Integer, List<Long>> test = byOwner(split.test(), true);
    assertTrue(all.values().stream().anyMatch(rows -> rows.size() <= 18), "some have fewer");
    all.forEach(
        (user, rows) -> {
          assertEquals(rows.size() > 18, test.containsKey(user));
          if (by == By.TIME && test.containsKey(user)) {
            assertEquals(
                new TreeSet<>(rows.subList(rows.size() - 18, rows.size())),
                new TreeSet<>(test.get(user)));
          }
        });
    test.values().forEach(rows -> assertEquals(18, rows.size()));
    requireWhole(split);
    assertEquals(
        split.pool().size(),
        DataSplit.poolSize(new Dataset("", ratings, ""), leaving(18, by)),
        "without a split");
  }

  @ParameterizedTest
  @CsvSource({"RANDOM,300", "TIME,1970-01-01T00:05:00Z", "TIME,1970-01-01T01:05:00+01:00"})
  void from_an_instant_on_all_is_held_out(By by, String instant) {
    DataSplit split = split(at(instant, by));
    assertEquals(
        LongStream.range(300, 400).boxed().collect(Collectors.toSet()),
        Set.copyOf(times(split.test())));
    assertEquals(
        by == By.TIME,
        times(split.initial()).equals(LongStream.range(0, 50).boxed().toList()),
        "the earliest are known by time only");
    requireWhole(split);
  }

  /** No rating is in two parts, and none in no part. */
  private void requireWhole(DataSplit split) {
    List<Long> all = new ArrayList<>(times(split.test()));
    all.addAll(times(split.initial()));
    all.addAll(times(split.pool()));
    assertEquals(50, split.initial().size());
    assertEquals(LongStream.range(0, 400).boxed().toList(), all.stream().sorted().toList());
  }

  @Test
  void of_each_newcomer_as_many_are_left_out() {
    DataSplit split =
        DataSplit.of(
            ratings, leaving(3, By.RANDOM), Protocol.COLD_START, 8, new SplittableRandom(1));
    byOwner(split.test(), true).values().forEach(rows -> assertEquals(3, rows.size()));
    assertEquals(byOwner(split.pool(), true).keySet(), byOwner(split.test(), true).keySet());
  }

  @Test
  void what_is_as_low_as_it_can_be_is_not_to_be_lowered() {
    Ratings four = ratings.select(new int[] {0, 1, 2, 3});
    double first = four.timestamp(DataSplit.inTime(four)[1]);
    SplitSettings how =
        new SplitSettings(0.25, 1, By.TIME, 0.3, Optional.empty(), Optional.of("" + (long) first));
    String message =
        assertThrows(
                SimulationException.class,
                () -> DataSplit.of(four, how, Protocol.POOL, 8, new SplittableRandom(1)))
            .getMessage();
    assertEquals(
        "split: nothing is left to ask for: 3 ratings held out, which leaves 1, and 1 is known at the start; raise split.at",
        message);
  }

  @Test
  void what_holds_nothing_out_or_leaves_nothing_to_ask_for_is_refused() {
    Map<SplitSettings, String> refused =
        Map.of(
            at("1971-01-01", By.RANDOM),
            "split.at: no rating is as late, so that none is held out; lower it",
            at("30", By.TIME),
            "split: nothing is left to ask for: 370 ratings held out, which leaves 30, and 50 are known at the start; raise split.at or lower split.initial",
            leaving(400, By.TIME),
            "split.leave-out: no user has more ratings, so that none is held out; lower it");
    refused.forEach(
        (how, message) ->
            assertEquals(
                message, assertThrows(SimulationException.class, () -> split(how)).getMessage()));
  }

  @Test
  void what_is_no_instant_is_refused_with_what_is_one() {
    for (String text : List.of("yesterday", "2015-13-01", "2015-01-01 noon", "")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> at(text, By.TIME)).getMessage();
      assertTrue(message.startsWith("at: found " + text + ", allowed a date such as"), message);
    }
  }
}

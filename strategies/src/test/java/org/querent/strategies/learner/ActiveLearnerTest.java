package org.querent.strategies.learner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.SampleRatings;
import org.querent.strategies.StrategyRegistry;

class ActiveLearnerTest {
  private static final Ratings KNOWN = SampleRatings.random(12, 15, 60, 1);
  private static final int USERS = KNOWN.userCount();
  private static final int ITEMS = KNOWN.itemCount();
  private static final StrategyRegistry STRATEGIES =
      new StrategyRegistry(ActiveLearnerTest.class.getClassLoader());
  private static final RetrainingSchedule SCHEDULE =
      new RetrainingSchedule(1, Neighbours.ONE_HOP, 0.01, 12);

  @TempDir Path folder;

  private static Knowledge knowledge() {
    return Knowledge.of(
        KNOWN,
        ModelSettings.DEFAULTS.withFactors(2).withCovariance(Covariance.FULL),
        TrainingSettings.DEFAULTS.withSweeps(6, 3),
        new RandomStreams(2));
  }

  private static CandidatePool pool() {
    int[] pairs = IntStream.range(0, USERS * ITEMS).filter(pair -> pair % 3 != 1).toArray();
    return new CandidatePool(
        pairs.length,
        row -> pairs[row] / ITEMS,
        row -> pairs[row] % ITEMS,
        USERS,
        ITEMS,
        ItemCosts.EQUAL);
  }

  private static QueryStrategy strategy(String name) {
    return ConfiguredStrategy.of(STRATEGIES.find(name).orElseThrow()).create();
  }

  private static ActiveLearner learner(String strategy) {
    return new ActiveLearner(
        knowledge(), pool(), () -> strategy(strategy), SCHEDULE, new RandomStreams(3));
  }

  /** Every fourth question is not answered. */
  private static void answer(ActiveLearner learner, int candidate) {
    if (candidate % 4 == 0) {
      learner.skip(candidate);
    } else {
      learner.tell(candidate, 1 + candidate % 9 / 2.0);
    }
  }

  private static List<Integer> play(ActiveLearner learner, int batches) {
    List<Integer> asked = new ArrayList<>();
    for (int n = 0; n < batches; n++) {
      for (int candidate : learner.ask(3)) {
        asked.add(candidate);
        answer(learner, candidate);
      }
    }
    return asked;
  }

  private static double[] predictions(ActiveLearner learner) {
    return IntStream.range(0, USERS * ITEMS)
        .mapToDouble(pair -> learner.posterior().mean(pair / ITEMS, pair % ITEMS))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"max-variance", "random", "expected-variance-reduction", "popularity"})
  void until_it_is_told_something_it_asks_the_same(String strategy) {
    ActiveLearner learner = learner(strategy);
    play(learner, 2);
    int[] asked = learner.ask(5);
    assertArrayEquals(asked, learner.ask(5));
    learner.skip(asked[0]);
    assertFalse(IntStream.of(learner.ask(5)).anyMatch(candidate -> candidate == asked[0]));
  }

  @Test
  void what_is_told_and_what_is_skipped_is_history_and_closed() {
    ActiveLearner learner = learner("random");
    double[] before = predictions(learner);
    int[] asked = learner.ask(2);
    learner.tell(asked[0], 4.5);
    learner.skip(asked[1]);
    assertEquals(KNOWN.size() + 1, learner.history().size());
    assertEquals(4.5, learner.history().rating(KNOWN.size()));
    assertEquals(learner.candidates().user(asked[0]), learner.history().user(KNOWN.size()));
    assertEquals(1, learner.history().skips());
    assertEquals(learner.candidates().user(asked[1]), learner.history().skippedUser(0));
    assertEquals(learner.candidates().item(asked[1]), learner.history().skippedItem(0));
    assertEquals(2, learner.history().asked());
    for (int candidate : asked) {
      assertFalse(learner.candidates().isOpen(candidate));
      assertThrows(IllegalArgumentException.class, () -> learner.tell(candidate, 3));
      assertThrows(IllegalArgumentException.class, () -> learner.skip(candidate));
    }
    assertNotEquals(before[0], predictions(learner)[0]);
  }

  @Test
  void a_rating_that_is_no_number_is_refused_and_leaves_everything_as_it_was() {
    ActiveLearner learner = learner("random");
    int candidate = learner.ask(1)[0];
    assertThrows(IllegalArgumentException.class, () -> learner.tell(candidate, Double.NaN));
    assertArrayEquals(new int[] {candidate}, learner.ask(1));
    assertEquals(0, learner.history().asked());
  }

  @Test
  void it_asks_for_what_is_left_and_then_for_nothing() {
    ActiveLearner learner = learner("max-variance");
    int all = learner.candidates().size();
    assertEquals(all, learner.ask(10 * all).length);
    for (int candidate : learner.ask(all)) {
      learner.skip(candidate);
    }
    assertEquals(0, learner.ask(1).length);
    assertThrows(IllegalArgumentException.class, () -> learner.ask(0));
  }

  @ParameterizedTest
  @CsvSource({"max-variance", "random", "expected-variance-reduction", "popularity", "mixture"})
  void saved_and_resumed_it_goes_on_as_if_nothing_had_been(String strategy) {
    ActiveLearner whole = learner(strategy);
    play(whole, 5);
    whole.tell(whole.ask(2)[1], 2);
    Path file = folder.resolve("saved");
    whole.save().write(file);
    ActiveLearner resumed = learner(strategy);
    resumed.resume(ArrayArchive.read(file, ActiveLearner.FORMAT, ActiveLearner.VERSION));
    assertEquals(whole.history().skips(), resumed.history().skips());
    assertArrayEquals(predictions(whole), predictions(resumed));
    assertEquals(play(whole, 6), play(resumed, 6));
    assertArrayEquals(predictions(whole), predictions(resumed));
  }

  @Test
  void what_another_learner_saved_is_refused() {
    ActiveLearner learner = learner("random");
    play(learner, 3);
    ArrayArchive saved = learner.save();
    CandidatePool few = CandidatePool.unratedBy(2, KNOWN);
    ActiveLearner other =
        new ActiveLearner(
            knowledge(), few, () -> strategy("random"), SCHEDULE, new RandomStreams(3));
    assertThrows(ArchiveException.class, () -> other.resume(saved));
    assertThrows(IllegalStateException.class, () -> learner.resume(saved));
  }

  @Test
  void candidates_of_other_users_and_items_are_refused() {
    CandidatePool other =
        new CandidatePool(1, row -> 0, row -> 0, USERS + 1, ITEMS, ItemCosts.EQUAL);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ActiveLearner(
                knowledge(), other, () -> strategy("random"), SCHEDULE, new RandomStreams(3)));
  }

  @Test
  void a_user_who_is_folded_in_moves_nobody_else() {
    int user = 4;
    ActiveLearner learner =
        new ActiveLearner(
            knowledge(),
            CandidatePool.unratedBy(user, KNOWN),
            () -> strategy("max-variance"),
            Following.foldingInUser(user),
            new RandomStreams(3));
    double[] before = predictions(learner);
    for (int n = 0; n < 3; n++) {
      learner.tell(learner.ask(1)[0], 5);
    }
    double[] after = predictions(learner);
    for (int pair = 0; pair < before.length; pair++) {
      if (pair / ITEMS == user) {
        assertNotEquals(before[pair], after[pair]);
      } else {
        assertEquals(before[pair], after[pair]);
      }
    }
  }

  @Test
  void a_strategy_is_told_of_all_moves_since_it_was_asked() {
    List<RowChanges> told = new ArrayList<>();
    QueryStrategy watched =
        round -> {
          told.add(round.changes());
          return new int[] {round.candidates().open(0)};
        };
    ActiveLearner learner =
        new ActiveLearner(
            knowledge(),
            pool(),
            () -> watched,
            new RetrainingSchedule(1, Neighbours.NONE, 0, 0),
            new RandomStreams(3));
    int first = learner.ask(1)[0];
    learner.tell(first, 3);
    int second = learner.ask(1)[0];
    learner.tell(second, 3);
    learner.posterior();
    learner.tell(learner.candidates().open(0), 3);
    learner.ask(1);
    learner.settle();
    learner.ask(1);
    assertEquals(
        List.of(true, false, true, true), told.stream().map(RowChanges::everything).toList());
    assertArrayEquals(new int[] {learner.candidates().user(first)}, told.get(1).users());
    assertArrayEquals(new int[] {learner.candidates().item(first)}, told.get(1).items());
  }
}

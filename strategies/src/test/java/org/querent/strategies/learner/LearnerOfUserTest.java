package org.querent.strategies.learner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.StrategyRegistry;

/** Learners that ask one user each, and share what they know: as many as there are users. */
class LearnerOfUserTest {
  private static final StrategyRegistry STRATEGIES =
      new StrategyRegistry(LearnerOfUserTest.class.getClassLoader());
  private static final int ITEMS = 40;

  /** Each has rated half of the items. */
  private static Knowledge knowledge(int users) {
    RatingsBuilder ratings = new RatingsBuilder();
    for (int user = 0; user < users; user++) {
      for (int n = 0; n < ITEMS / 2; n++) {
        ratings.add(user, (2 * n + user * 7) % ITEMS, 1 + (user + n) % 5, 0);
      }
    }
    Ratings known = ratings.build(RatingScale.WHOLE_STARS);
    return Knowledge.of(
        known,
        ModelSettings.DEFAULTS.withFactors(2),
        TrainingSettings.DEFAULTS.withSweeps(2, 1),
        new RandomStreams(1));
  }

  private static ActiveLearner learner(Knowledge knowledge, int user, String strategy) {
    int[] items = IntStream.range(0, ITEMS).filter(item -> (item + user) % 3 == 0).toArray();
    return new ActiveLearner(
        knowledge,
        CandidatePool.ofUser(user, items, knowledge.users(), ITEMS, ItemCosts.EQUAL),
        ConfiguredStrategy.of(STRATEGIES.find(strategy).orElseThrow())::create,
        new RetrainingSchedule(1, Neighbours.NONE, 0, 0),
        new RandomStreams(2));
  }

  /** All but those that draw, or lay out, the whole posterior. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "random",
        "popularity",
        "entropy0",
        "max-variance",
        "bald",
        "ucb",
        "predicted",
        "round-robin",
        "density-weighted",
        "expected-model-change",
        "expected-variance-reduction",
        "interview",
        "helf"
      })
  void a_learner_takes_as_much_however_many_other_users_there_are(String strategy) {
    long few = bytes(200, strategy);
    long many = bytes(2_000, strategy);
    // An array over the users alone would be 7,200 bytes more.
    assertTrue(many < few + 2_000, few + " and " + many + " bytes");
  }

  /** What a learner asks a question with, the least of several. */
  private static long bytes(int users, String strategy) {
    Knowledge knowledge = knowledge(users);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int user = 0; user < 20; user++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      ActiveLearner learner = learner(knowledge, users / 2 + user, strategy);
      int candidate = learner.ask(1)[0];
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      learner.tell(candidate, 3);
    }
    return least;
  }

  /** What was told to others before is known to a learner that begins later. */
  @Test
  void rankings_go_on_where_those_of_others_were() {
    Knowledge shared = knowledge(30);
    Knowledge told = knowledge(30);
    for (int user = 0; user < 30; user++) {
      for (String strategy : new String[] {"popularity", "helf", "rating-variance"}) {
        ActiveLearner learner = learner(shared, user, strategy);
        ActiveLearner alone = learner(told, user, strategy);
        told.settle();
        int[] asked = learner.ask(5);
        assertArrayEquals(alone.ask(5), asked, strategy + " " + Arrays.toString(asked));
        int rating = 1 + user % 5;
        learner.tell(asked[0], rating);
        alone.tell(asked[0], rating);
      }
    }
  }
}

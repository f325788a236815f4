package org.querent.simulator.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.oracle.AskablePairs;
import org.querent.simulator.oracle.Questions;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.OracleSettings.Natural;
import org.querent.simulator.spec.OracleSettings.Natural.By;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.split.DataSplit;
import org.querent.strategies.ExposureView;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.Knowledge;

/** One user may be asked about anything, and has rated three items of ten. */
class NaturalRatingsTest {
  private static final int DRAWS = 20_000;
  private static final int[] RATED = {2, 5, 6};

  /** Item n was rated by n users, and is known with a probability of (n + 1) / 20. */
  private static final ExposureView SEEN =
      new ExposureView() {
        @Override
        public double probability(int user, int item) {
          return (item + 1) / 20.0;
        }

        @Override
        public void probabilities(int user, double[] out) {
          Arrays.setAll(out, item -> probability(user, item));
        }

        @Override
        public int raters(int item) {
          return item * item;
        }
      };

  private final Interview interview = interview();

  private static Interview interview() {
    StringBuilder lines = new StringBuilder();
    for (int item = 0; item < 10; item++) {
      lines.append("7\t").append(item).append("\t3\t0\n");
    }
    for (int item : RATED) {
      lines.append("8\t").append(item).append("\t4\t0\n");
    }
    Ratings all = SampleRatings.parse(lines.toString(), SampleRatings.random(2, 2, 4, 1).scale());
    Ratings known = all.select(IntStream.range(0, 10).toArray());
    Ratings pool = all.select(IntStream.range(10, 13).toArray());
    DataSplit split = new DataSplit(all.select(new int[0]), known, pool);
    OracleSettings anything = new OracleSettings(About.ANYTHING, 0, 0);
    Questions questions = AskablePairs.of(split, anything, Protocol.COLD_START).of(1);
    CandidatePool candidates = questions.pool(ItemCosts.EQUAL);
    Knowledge knowledge =
        Knowledge.of(
            known, ModelSettings.DEFAULTS, TrainingSettings.DEFAULTS, new RandomStreams(1));
    ActiveLearner learner =
        new ActiveLearner(
            knowledge,
            candidates,
            () -> round -> new int[0],
            Following.foldingInUser(1),
            new RandomStreams(1));
    return new Interview(learner, candidates, questions);
  }

  private static NaturalRatings natural(double rate, By by) {
    return new NaturalRatings(new Natural(rate, by), SEEN, new RandomStreams(3));
  }

  private int[] items(NaturalRatings natural, int query, IntSet asked, int most) {
    return IntStream.of(natural.after(query, 1, interview, asked, most))
        .map(interview.pool()::item)
        .toArray();
  }

  @ParameterizedTest
  @EnumSource
  void an_item_is_drawn_in_proportion_to_its_raters_or_to_how_probably_it_is_known(By by) {
    NaturalRatings natural = natural(1, by);
    double[] counts = new double[10];
    for (int query = 1; query <= DRAWS; query++) {
      counts[items(natural, query, IntSets.EMPTY_SET, 9)[0]]++;
    }
    double[] weights = by == By.POPULARITY ? new double[] {5, 26, 37} : new double[] {3, 6, 7};
    double sum = Arrays.stream(weights).sum();
    for (int n = 0; n < RATED.length; n++) {
      double part = weights[n] / sum;
      assertEquals(
          part, counts[RATED[n]] / DRAWS, 4 * Math.sqrt(part * (1 - part) / DRAWS), "" + RATED[n]);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 1.75})
  void there_are_as_many_a_question_as_the_rate_says(double rate) {
    NaturalRatings natural = natural(rate, By.POPULARITY);
    int count = 0;
    for (int query = 1; query <= DRAWS; query++) {
      int[] drawn = items(natural, query, IntSets.EMPTY_SET, 9);
      assertEquals(drawn.length, IntStream.of(drawn).distinct().count());
      assertTrue(drawn.length == (int) rate || drawn.length == Math.ceil(rate));
      count += drawn.length;
    }
    assertEquals(rate, (double) count / DRAWS, 4 * Math.sqrt(0.25 / DRAWS));
  }

  @Test
  void nothing_is_rated_that_is_asked_or_unknown_or_more_than_may_be() {
    NaturalRatings natural = natural(50, By.EXPOSURE);
    assertArrayEquals(RATED, sorted(items(natural, 1, IntSets.EMPTY_SET, 9)));
    IntOpenHashSet asked = new IntOpenHashSet(natural.after(1, 1, interview, IntSets.EMPTY_SET, 1));
    assertEquals(1, asked.size());
    assertEquals(2, items(natural, 1, asked, 9).length);
    assertEquals(2, items(natural, 1, IntSets.EMPTY_SET, 2).length);
    assertEquals(0, items(natural, 1, IntSets.EMPTY_SET, -1).length);
    interview.learner().skip(asked.iterator().nextInt());
    assertEquals(2, items(natural, 1, IntSets.EMPTY_SET, 9).length);
    assertEquals(0, items(natural(0, By.EXPOSURE), 1, IntSets.EMPTY_SET, 9).length);
  }

  private static int[] sorted(int[] items) {
    Arrays.sort(items);
    return items;
  }
}

package org.querent.strategies.hybrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.NoParameters;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.SampleRatings;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.interview.Interview;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.Knowledge;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.ExpectedVarianceReduction;
import org.querent.strategies.variance.MaxVariance;
import org.querent.strategies.variance.Predicted;

/** Four of 15 users, and four of 18 items, have no ratings yet. */
class StaticQuestionnaireTest {
  private static final int USERS = 15;
  private static final int ITEMS = 18;
  private static final int[] NEWCOMERS = {3, 4, 9, 12};
  private static final int LENGTH = 8;

  private final Ratings known = known();
  private final Knowledge knowledge =
      Knowledge.of(
          known,
          ModelSettings.DEFAULTS.withFactors(2).withCovariance(Covariance.FULL),
          TrainingSettings.DEFAULTS.withSweeps(20, 20),
          new RandomStreams(1));

  private static Ratings known() {
    Ratings all = SampleRatings.random(USERS, ITEMS, 200, 3);
    return all.select(
        IntStream.range(0, all.size())
            .filter(row -> !isNewcomer(all.user(row)) && !isNewcomer(all.item(row)))
            .toArray());
  }

  private static boolean isNewcomer(int index) {
    return IntStream.of(NEWCOMERS).anyMatch(newcomer -> newcomer == index);
  }

  private static QueryStrategy questionnaire(ConfiguredStrategy<?> of) {
    return new StaticQuestionnaire().create(new StaticQuestionnaire.Parameters(of, LENGTH));
  }

  private ActiveLearner learner(CandidatePool pool, QueryStrategy strategy, Following following) {
    return new ActiveLearner(knowledge, pool, () -> strategy, following, new RandomStreams(7));
  }

  private static CandidatePool pairs(int[] users, int[] items) {
    return new CandidatePool(
        users.length, n -> users[n], n -> items[n], USERS, ITEMS, ItemCosts.EQUAL);
  }

  static Stream<ConfiguredStrategy<?>> strategies() {
    return Stream.of(
        ConfiguredStrategy.of(new Interview()),
        ConfiguredStrategy.of(new ExpectedVarianceReduction()),
        ConfiguredStrategy.of(new Predicted()),
        new ConfiguredStrategy<>(new MaxVariance(), new BatchParameters(Selection.GREEDY, 1)));
  }

  /** What the strategy within asks the first newcomer for when nobody has answered anything. */
  private List<Integer> list(ConfiguredStrategy<?> of) {
    CandidatePool all = CandidatePool.unratedBy(NEWCOMERS[0], known);
    int[] batch = learner(all, of.create(), Following.foldingInUser(NEWCOMERS[0])).ask(LENGTH);
    return IntStream.of(batch).mapToObj(all::item).toList();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void every_newcomer_is_asked_the_same_whatever_they_can_be_asked_and_answer(
      ConfiguredStrategy<?> of) {
    List<Integer> list = list(of);
    RandomGenerator random = new SplittableRandom(5);
    for (int newcomer : NEWCOMERS) {
      int[] items = IntStream.range(0, ITEMS).filter(item -> random.nextInt(4) > 0).toArray();
      CandidatePool pool = pairs(IntStream.of(items).map(item -> newcomer).toArray(), items);
      List<Integer> expected = new ArrayList<>(list);
      expected.retainAll(IntStream.of(items).boxed().toList());
      expected.addAll(
          IntStream.of(items)
              .filter(item -> !list.contains(item))
              .boxed()
              .sorted(Comparator.comparing(this::fewer))
              .toList());
      ActiveLearner learner = learner(pool, questionnaire(of), Following.foldingInUser(newcomer));
      List<Integer> asked = new ArrayList<>();
      while (pool.size() > 0) {
        for (int candidate : learner.ask(random.nextInt(1, 4))) {
          asked.add(pool.item(candidate));
          if (random.nextBoolean()) {
            learner.tell(candidate, random.nextInt(1, 11) / 2.0);
          } else {
            learner.skip(candidate);
          }
        }
      }
      assertEquals(expected, asked);
      knowledge.forgetAnswers();
    }
  }

  private int fewer(int item) {
    return -(int) IntStream.range(0, known.size()).filter(row -> known.item(row) == item).count();
  }

  @Test
  void of_new_items_all_are_put_to_the_same_users() {
    List<List<Integer>> asked = new ArrayList<>();
    for (int newcomer : NEWCOMERS) {
      CandidatePool pool =
          pairs(
              IntStream.range(0, USERS).toArray(),
              IntStream.range(0, USERS).map(user -> newcomer).toArray());
      ConfiguredStrategy<?> variance =
          new ConfiguredStrategy<>(new MaxVariance(), new BatchParameters(Selection.GREEDY, 1));
      QueryStrategy strategy = asked.isEmpty() ? variance.create() : questionnaire(variance);
      ActiveLearner learner = learner(pool, strategy, Following.foldingInItem(newcomer));
      asked.add(IntStream.of(learner.ask(LENGTH)).mapToObj(pool::user).toList());
      learner.tell(asked.size(), 4);
      learner.update();
      knowledge.forgetAnswers();
    }
    assertEquals(LENGTH, Set.copyOf(asked.get(0)).size());
    assertEquals(1, Set.copyOf(asked).size(), asked::toString);
  }

  @Test
  void what_looks_at_the_answers_is_refused() {
    ConfiguredStrategy<?> cheat = ConfiguredStrategy.of(new Cheat());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new StaticQuestionnaire.Parameters(cheat, LENGTH))
            .getMessage();
    assertTrue(message.endsWith("which cheat looks at"), message);
  }

  private static final class Cheat implements StrategyProvider<NoParameters> {
    @Override
    public String name() {
      return "cheat";
    }

    @Override
    public String description() {
      return "Knows.";
    }

    @Override
    public NoParameters defaults() {
      return new NoParameters();
    }

    @Override
    public Set<Trait> traits(NoParameters parameters) {
      return Set.of(Trait.CHEATS);
    }

    @Override
    public QueryStrategy create(NoParameters parameters) {
      return round -> new int[0];
    }
  }
}

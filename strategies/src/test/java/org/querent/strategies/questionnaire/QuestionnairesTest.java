package org.querent.strategies.questionnaire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;
import org.querent.strategies.Known;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.Knowledge;

/** Lists against slow ones, and what all questionnaires have in common. */
class QuestionnairesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void greedy_extend_lists_what_lowers_the_error_of_regressions_the_most(long seed) {
    People.assertAsks(
        new GreedyExtend(),
        new GreedyExtend.Parameters(9, 6, People.USERS, 3),
        known -> new ReferenceList(known, 9, 6, 3),
        seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void igcn_asks_for_what_tells_the_most_of_clusters(long seed) {
    People.assertAsks(
        new Igcn(),
        new Igcn.Parameters(4, 9, 12, 0.5),
        known -> new ReferenceClusters(known, 4, 9, 12, 0.5),
        seed);
  }

  private record Length(int questions) {}

  private static final class Popular extends QuestionnaireProvider<Length> {
    private final List<Length> made = new ArrayList<>();

    @Override
    protected Questionnaire questionnaire(InitialRatings known, Length parameters) {
      made.add(parameters);
      return person -> person.best(known.popularity(), known.popularity());
    }

    @Override
    public String name() {
      return "popular";
    }

    @Override
    public String description() {
      return "Asks about what is popular.";
    }

    @Override
    public Length defaults() {
      return new Length(1);
    }
  }

  @Test
  void a_questionnaire_is_made_once_for_all_strategies_of_a_run() {
    Ratings known = People.known(4);
    Popular provider = new Popular();
    Length other = new Length(2);
    for (int run = 0; run < 2; run++) {
      Knowledge knowledge = People.knowledge(known);
      for (Length parameters : List.of(provider.defaults(), provider.defaults(), other)) {
        ActiveLearner learner =
            People.asking(
                knowledge, CandidatePool.unratedBy(0, known), provider.create(parameters));
        for (int n = 0; n < 3; n++) {
          learner.tell(learner.ask(1)[0], 4);
        }
        knowledge.forgetAnswers();
      }
    }
    assertEquals(List.of(provider.defaults(), other, provider.defaults(), other), provider.made);
  }

  @Test
  void users_are_asked_in_turn() {
    Ratings known = People.known(5);
    Set<Long> rated =
        Reference.list(known).stream()
            .map(r -> (long) r.user() * People.ITEMS + r.item())
            .collect(Collectors.toSet());
    int[] pairs =
        IntStream.range(0, People.USERS * People.ITEMS)
            .filter(p -> !rated.contains((long) p))
            .toArray();
    CandidatePool pool =
        new CandidatePool(
            pairs.length,
            n -> pairs[n] / People.ITEMS,
            n -> pairs[n] % People.ITEMS,
            People.USERS,
            People.ITEMS,
            ItemCosts.EQUAL);
    GreedyExtend list = new GreedyExtend();
    ActiveLearner learner =
        People.asking(People.knowledge(known), pool, list.create(list.defaults()));
    for (int round = 0; round < 3; round++) {
      Set<Integer> asked = new TreeSet<>();
      for (int candidate : learner.ask(People.USERS)) {
        asked.add(pool.user(candidate));
        learner.skip(candidate);
      }
      assertEquals(People.USERS, asked.size(), "round " + round);
    }
  }

  @Test
  void of_a_pair_that_was_rated_twice_the_first_rating_counts() {
    Known history = new Known();
    history.add(3, 1, 4);
    history.add(0, 1, 2);
    history.add(3, 1, 5);
    InitialRatings known = new InitialRatings(history);
    assertEquals(3, known.mean());
    assertEquals(1, known.byUser().count(3));
    assertEquals(2, known.byItem().count(1));
    assertEquals(Map.of(1, 4.0), known.of(3));
  }
}

package org.querent.strategies.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.SampleRatings;
import org.querent.strategies.history.Popularity;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.Knowledge;
import org.querent.strategies.learner.Sitting;
import org.querent.strategies.rehearsal.RehearsedList.Listed;

/** Against a list that is made by asking a newcomer in the name of each old user. */
class RehearsalTest {
  private static final int NEWCOMER = 4;
  private static final int LENGTH = 5;

  private final Ratings known = known();

  private static Ratings known() {
    Ratings all = SampleRatings.random(14, 16, 130, 5);
    return all.select(
        IntStream.range(0, all.size()).filter(row -> all.user(row) != NEWCOMER).toArray());
  }

  private Knowledge knowledge(Covariance covariance) {
    return Knowledge.of(
        known,
        ModelSettings.DEFAULTS.withFactors(2).withCovariance(covariance),
        TrainingSettings.DEFAULTS.withSweeps(20, 20),
        new RandomStreams(2));
  }

  private RehearsedList list(Knowledge knowledge, double lists) {
    return new RehearsedList(
        knowledge.posterior(),
        knowledge.history(),
        known.userCount(),
        known.itemCount(),
        new Rehearsal.Parameters(LENGTH, 100, lists));
  }

  @ParameterizedTest
  @CsvSource({"DIAGONAL, 0", "DIAGONAL, 0.3", "FULL, 0", "FULL, 0.3", "FULL, 1"})
  void the_list_is_what_helps_most_when_old_users_answer_it(Covariance covariance, double lists) {
    Knowledge knowledge = knowledge(covariance);
    RehearsedList list = list(knowledge, lists);
    Played played = new Played(knowledge);
    List<Integer> asked = new ArrayList<>();
    Sums first = played.sums(asked, -1);
    for (int n = 0; n < LENGTH; n++) {
      Map<Integer, Double> gains = new TreeMap<>();
      for (int item = 0; item < known.itemCount(); item++) {
        if (!asked.contains(item)) {
          Sums before = played.sums(asked, item);
          asked.add(item);
          Sums after = played.sums(asked, item);
          asked.remove(asked.size() - 1);
          gains.put(
              item,
              (1 - lists) * (before.error - after.error) / first.error
                  + lists * (after.worth - played.sums(asked, -1).worth) / first.worth);
        }
      }
      Listed listed = list.extend(item -> true).orElseThrow();
      double best = gains.values().stream().mapToDouble(gain -> gain).max().orElseThrow();
      assertEquals(best, gains.get(listed.item()), 1e-5, "question " + n + " of " + gains);
      asked.add(listed.item());
      Sums after = played.sums(asked, -1);
      assertEquals(after.worth / first.worth, listed.worth(), 1e-6);
      assertEquals(after.meanError / first.meanError, listed.error(), 1e-6);
      assertEquals(raters(listed.item()) / 13.0, listed.answers(), 1e-12);
    }
  }

  private long raters(int item) {
    return IntStream.range(0, known.size()).filter(row -> known.item(row) == item).count();
  }

  @Test
  void only_what_is_allowed_is_listed_until_nothing_is_left() {
    RehearsedList list = list(knowledge(Covariance.FULL), 0.1);
    assertTrue(list.extend(item -> item % 2 == 1).orElseThrow().item() % 2 == 1);
    List<Integer> rest = new ArrayList<>();
    Optional<Listed> next = list.extend(item -> item < 4);
    for (; next.isPresent(); next = list.extend(item -> item < 4)) {
      rest.add(next.get().item());
    }
    assertTrue(rest.size() >= 2 && rest.stream().allMatch(item -> item < 4), rest.toString());
    assertEquals(rest.size(), rest.stream().distinct().count());
  }

  @ParameterizedTest
  @EnumSource
  void everybody_is_asked_the_list_and_then_what_most_have_rated(Covariance covariance) {
    Knowledge knowledge = knowledge(covariance);
    Rehearsal.Parameters parameters = new Rehearsal.Parameters(LENGTH, 100, 0.1);
    RehearsedList list = list(knowledge, 0.1);
    List<Integer> expected = new ArrayList<>();
    for (int n = 0; n < LENGTH; n++) {
      expected.add(list.extend(item -> true).orElseThrow().item());
    }
    IntStream.range(0, known.itemCount())
        .boxed()
        .filter(item -> !expected.contains(item))
        .sorted(Comparator.comparing(item -> -raters(item)))
        .toList()
        .forEach(expected::add);
    ConfiguredStrategy<?> strategy = new ConfiguredStrategy<>(new Rehearsal(), parameters);
    CandidatePool pool = CandidatePool.unratedBy(NEWCOMER, known);
    ActiveLearner learner =
        new ActiveLearner(
            knowledge,
            pool,
            strategy::create,
            Following.foldingInUser(NEWCOMER),
            new RandomStreams(1));
    List<Integer> asked = new ArrayList<>();
    while (pool.size() > 0) {
      int candidate = learner.ask(1)[0];
      asked.add(pool.item(candidate));
      if (asked.size() % 2 == 0) {
        learner.tell(candidate, 4);
      } else {
        learner.skip(candidate);
      }
    }
    assertEquals(expected, asked);
  }

  private record Sums(double error, double meanError, double worth) {}

  /** Asks a newcomer in the name of one old user after the other. */
  private final class Played {
    private final Knowledge knowledge;

    Played(Knowledge knowledge) {
      this.knowledge = knowledge;
    }

    /** What is left after a list, without the errors of one more item of who could answer. */
    Sums sums(List<Integer> list, int also) {
      double error = 0;
      double meanError = 0;
      double worth = 0;
      int number = 0;
      for (int user = 0; user < known.userCount(); user++) {
        int own = user;
        int[] rows =
            IntStream.range(0, known.size()).filter(row -> known.user(row) == own).toArray();
        if (rows.length == 0) {
          continue;
        }
        int heldOut = number++ % 4;
        List<Integer> answered = new ArrayList<>();
        List<Integer> relevant = new ArrayList<>();
        List<Integer> judged = new ArrayList<>();
        Sitting sitting = knowledge.userApart(NEWCOMER);
        CandidatePool pool = CandidatePool.unratedBy(NEWCOMER, known);
        ActiveLearner learner =
            new ActiveLearner(
                knowledge,
                pool,
                ConfiguredStrategy.of(new Popularity())::create,
                Following.foldingInUser(NEWCOMER),
                new RandomStreams(1));
        for (int n = 0; n < rows.length; n++) {
          int item = known.item(rows[n]);
          boolean answers = n % 4 != heldOut;
          if (!answers && known.rating(rows[n]) >= 0.5 + 0.75 * 4.5) {
            relevant.add(item);
          }
          if (answers && list.contains(item)) {
            learner.tell(item, known.rating(rows[n]));
            answered.add(item);
          } else if (!answers || item != also) {
            judged.add(rows[n]);
          }
        }
        double squares = 0;
        for (int row : judged) {
          squares +=
              Math.pow(known.rating(row) - learner.posterior().mean(NEWCOMER, known.item(row)), 2);
        }
        error += squares / rows.length;
        meanError += squares / judged.size();
        worth += ndcg(learner, answered, relevant);
        sitting.startOver();
      }
      return new Sums(error, meanError, worth);
    }

    private double ndcg(ActiveLearner learner, List<Integer> answered, List<Integer> relevant) {
      List<Integer> best =
          IntStream.range(0, known.itemCount())
              .boxed()
              .filter(item -> !answered.contains(item))
              .sorted(Comparator.comparing(item -> -learner.posterior().mean(NEWCOMER, item)))
              .limit(10)
              .toList();
      double gain = 0;
      double most = 0;
      for (int rank = 0; rank < best.size(); rank++) {
        double worth = Math.log(2) / Math.log(rank + 2);
        gain += relevant.contains(best.get(rank)) ? worth : 0;
        most += rank < relevant.size() ? worth : 0;
      }
      return relevant.isEmpty() ? 0 : gain / most;
    }
  }
}

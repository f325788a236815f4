package org.querent.strategies.hybrid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Candidates;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.Exposed;
import org.querent.strategies.Known;
import org.querent.strategies.MovingModel;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.Rounds;
import org.querent.strategies.coverage.CoreSet;
import org.querent.strategies.history.Popularity;
import org.querent.strategies.interview.Interview;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.questionnaire.GreedyExtend;
import org.querent.strategies.sampling.QueryByCommittee;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.sampling.ThompsonSampling;
import org.querent.strategies.selection.Acquisition;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.Bald;
import org.querent.strategies.variance.DensityWeighted;
import org.querent.strategies.variance.ExpectedModelChange;
import org.querent.strategies.variance.ExpectedVarianceReduction;
import org.querent.strategies.variance.MaxVariance;
import org.querent.strategies.variance.RoundRobin;

class AnswerableTest {
  private static QueryStrategy answerable(ConfiguredStrategy<?> strategy, double power) {
    return new Answerable().create(new Answerable.Parameters(strategy, power));
  }

  static Stream<ConfiguredStrategy<?>> scored() {
    ConfiguredStrategy<?> variance = ConfiguredStrategy.of(new MaxVariance());
    return Stream.of(
        variance,
        new ConfiguredStrategy<>(new MaxVariance(), new BatchParameters(Selection.GREEDY, 1)),
        new ConfiguredStrategy<>(new MaxVariance(), new BatchParameters(Selection.STOCHASTIC, 4)),
        ConfiguredStrategy.of(new Bald()),
        ConfiguredStrategy.of(new DensityWeighted()),
        ConfiguredStrategy.of(new ExpectedModelChange()),
        ConfiguredStrategy.of(new ExpectedVarianceReduction()),
        ConfiguredStrategy.of(new QueryByCommittee()),
        ConfiguredStrategy.of(new ThompsonSampling()),
        new ConfiguredStrategy<>(
            new ThompsonSampling(),
            new ThompsonSampling.Parameters(ThompsonSampling.Objective.DISAGREEMENT)),
        ConfiguredStrategy.of(new RoundRobin()),
        ConfiguredStrategy.of(new Interview()),
        new ConfiguredStrategy<>(new EpsilonRandom(), new EpsilonRandom.Parameters(variance, 0)),
        new ConfiguredStrategy<>(new Switch(), new Switch.Parameters(variance, variance, 3)));
  }

  /** Half of the items nobody can answer about: these come last, whatever their scores. */
  @ParameterizedTest
  @MethodSource("scored")
  void what_nobody_can_answer_comes_last(ConfiguredStrategy<?> strategy) {
    for (long seed = 1; seed <= 4; seed++) {
      QueryRound some = Rounds.random(seed, 3, Covariance.FULL);
      int items = some.posterior().items().size();
      Exposed exposure = new Exposed(some.posterior().users().size(), items, seed);
      for (double[] row : exposure.table) {
        Arrays.setAll(row, item -> item % 2 == 0 ? 1 : 1e-200);
      }
      int[] pairs = IntStream.range(0, 2 * items).toArray();
      Pairs pool =
          new Pairs(
              Arrays.stream(pairs).map(n -> n / items).toArray(),
              Arrays.stream(pairs).map(n -> n % items).toArray());
      int known = (items + 1) / 2 * 2;
      QueryRound round = exposure.in(Rounds.round(some.posterior(), pool, seed, known));
      for (int candidate : answerable(strategy, 1).select(round)) {
        assertTrue(pool.item(candidate) % 2 == 0, "item " + pool.item(candidate));
      }
    }
  }

  @ParameterizedTest(name = "power {0}")
  @ValueSource(doubles = {0.5, 1, 2})
  void a_score_is_multiplied_by_the_power_of_the_probability(double power) {
    for (long seed = 1; seed <= 8; seed++) {
      QueryRound round = exposed(Rounds.random(seed), seed);
      Candidates pool = round.candidates();
      int[] chosen = answerable(ConfiguredStrategy.of(new MaxVariance()), power).select(round);
      double[] scores = new double[pool.capacity()];
      for (int c = 0; c < scores.length; c++) {
        double variance =
            round.posterior().epistemicVariance(pool.user(c), pool.item(c))
                - round.posterior().biasVariance();
        double probability = round.exposure().probability(pool.user(c), pool.item(c));
        scores[c] = pool.isOpen(c) ? variance * Math.pow(probability, power) : -1;
      }
      double[] best = scores.clone();
      Arrays.sort(best);
      for (int n = 0; n < chosen.length; n++) {
        assertTrue(best[best.length - 1 - n] <= scores[chosen[n]] * (1 + 1e-9), "slot " + n);
      }
    }
  }

  /** Whether the score within is for the cost already, or not. */
  @Test
  void a_question_counts_for_what_it_is_expected_to_cost() {
    for (long seed = 1; seed <= 8; seed++) {
      QueryRound some = exposed(Rounds.random(seed), seed);
      int users = some.candidates().users();
      int items = some.candidates().items();
      SplittableRandom random = new SplittableRandom(seed);
      double[] costs = random.doubles(items, 0.2, 5).toArray();
      CandidatePool pool =
          new CandidatePool(
              users * items,
              n -> n / items,
              n -> n % items,
              users,
              items,
              new ItemCosts(costs, 0.25));
      BatchSelector plain = new BatchSelector(Selection.TOP, 1);
      BatchSelector perCost = new BatchSelector(Selection.TOP, 1);
      QueryRound round =
          new QueryRound(
                  some.posterior(), some.changes(), pool, some.history(), random, users * items)
              .answerable(some.exposure(), 1.5);
      int[] chosen = plain.select(round, worth(pool, false));
      assertArrayEquals(perCost.select(round, worth(pool, true)), chosen);
      for (int n = 1; n < chosen.length; n++) {
        assertTrue(
            expected(round, pool, costs, chosen[n])
                <= expected(round, pool, costs, chosen[n - 1]) * (1 + 1e-9));
      }
    }
  }

  /** Where only what users know may be asked about, nobody need guess whether they do. */
  @ParameterizedTest
  @MethodSource("scored")
  void what_users_are_known_to_know_is_not_weighed(ConfiguredStrategy<?> strategy) {
    for (long seed = 1; seed <= 4; seed++) {
      QueryRound some = exposed(Rounds.random(seed), seed);
      int users = some.candidates().users();
      int items = some.candidates().items();
      CandidatePool pool =
          new CandidatePool(
                  users * items, n -> n / items, n -> n % items, users, items, ItemCosts.EQUAL)
              .known();
      int[][] chosen = new int[2][];
      for (int n = 0; n < chosen.length; n++) {
        QueryRound round =
            new QueryRound(
                some.posterior(),
                some.changes(),
                pool,
                some.history(),
                new SplittableRandom(seed),
                users * items);
        chosen[n] = answerable(strategy, 1 + 8.0 * n).select(round.answerable(some.exposure(), 0));
      }
      assertArrayEquals(chosen[0], chosen[1]);
    }
  }

  private static double expected(QueryRound round, Candidates pool, double[] costs, int candidate) {
    double probability = round.exposure().probability(pool.user(candidate), pool.item(candidate));
    double cost = costs[pool.item(candidate)] * (probability + 0.25 * (1 - probability));
    return Math.pow(probability, 1.5) * score(pool, candidate) / cost;
  }

  private static double score(Candidates pool, int candidate) {
    return 1 + pool.user(candidate) + 0.1 * pool.item(candidate);
  }

  private static Acquisition worth(Candidates pool, boolean perCost) {
    return new Acquisition() {
      @Override
      public double score(int user, int item) {
        int candidate = pool.firstOf(user) + item;
        return AnswerableTest.score(pool, candidate) / (perCost ? pool.costOf(item) : 1);
      }

      @Override
      public boolean isPerCost() {
        return perCost;
      }

      @Override
      public void assumeAnswered(int user, int item) {
        throw new AssertionError();
      }
    };
  }

  private static QueryRound exposed(QueryRound round, long seed) {
    int users = round.posterior().users().size();
    return new Exposed(users, round.posterior().items().size(), seed).in(round);
  }

  /** A refusal moves no row of the posterior, and yet the user's scores. */
  @ParameterizedTest
  @MethodSource("scored")
  void who_was_asked_is_scored_again(ConfiguredStrategy<?> strategy) {
    RandomGenerator random = new SplittableRandom(3);
    MovingModel model = new MovingModel(8, 11, 2, Covariance.DIAGONAL, 7);
    Pairs pool = Rounds.candidates(8, 11, random);
    Exposed exposure = new Exposed(8, 11, 5);
    Known known = Known.random(8, 11, 10, random);
    QueryStrategy kept = answerable(strategy, 2);
    RowChanges changes = RowChanges.EVERYTHING;
    for (int round = 0; pool.size() > 0; round++) {
      int batch = Math.min(2, pool.size());
      int[] chosen = kept.select(exposure.in(round(model, changes, pool, known, round, batch)));
      int[] anew =
          answerable(strategy, 2)
              .select(exposure.in(round(model, RowChanges.EVERYTHING, pool, known, round, batch)));
      assertArrayEquals(anew, chosen, "round " + round);
      for (int candidate : chosen) {
        int user = pool.user(candidate);
        int item = pool.item(candidate);
        if (random.nextBoolean()) {
          known.add(user, item, random.nextInt(1, 6));
        } else {
          known.skip(user, item);
        }
        Arrays.setAll(exposure.table[user], n -> random.nextDouble());
        pool.close(candidate);
      }
      changes = random.nextInt(4) == 0 ? model.move(random) : RowChanges.of(new int[0], new int[0]);
    }
  }

  private static QueryRound round(
      MovingModel model, RowChanges changes, Pairs pool, Known known, long seed, int batch) {
    return new QueryRound(
        model.posterior(), changes, pool, known, new SplittableRandom(seed), batch);
  }

  @Test
  void a_strategy_without_scores_is_refused() {
    for (ConfiguredStrategy<?> strategy :
        List.of(
            ConfiguredStrategy.of(new RandomSampling()),
            ConfiguredStrategy.of(new Popularity()),
            ConfiguredStrategy.of(new CoreSet()),
            ConfiguredStrategy.of(new GreedyExtend()),
            new ConfiguredStrategy<>(
                new Switch(),
                new Switch.Parameters(
                    ConfiguredStrategy.of(new MaxVariance()),
                    ConfiguredStrategy.of(new RandomSampling()),
                    2)))) {
      assertThrows(IllegalArgumentException.class, () -> new Answerable.Parameters(strategy, 1));
    }
  }

  @Test
  void a_mixture_needs_scores_of_one_part_only() {
    ConfiguredStrategy<?> scored = ConfiguredStrategy.of(new MaxVariance());
    ConfiguredStrategy<?> random = ConfiguredStrategy.of(new RandomSampling());
    for (Mixture.Combine combine : Mixture.Combine.values()) {
      QueryStrategy answerable =
          answerable(
              new ConfiguredStrategy<>(
                  new Mixture(), new Mixture.Parameters(scored, random, 0.1, combine, 1)),
              1);
      for (int seed = 1; seed <= 20; seed++) {
        QueryRound round = exposed(Rounds.random(seed), seed);
        assertEquals(round.batchSize(), answerable.select(round).length);
      }
    }
  }

  @Test
  void one_that_does_not_say_that_it_has_no_scores_is_refused_when_it_asks() {
    QueryStrategy answerable = answerable(Scripted.ascending().configured(), 1);
    QueryRound round = exposed(Rounds.random(1), 1);
    assertThrows(IllegalArgumentException.class, () -> answerable.select(round));
  }
}

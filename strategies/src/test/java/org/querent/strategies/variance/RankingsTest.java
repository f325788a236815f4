package org.querent.strategies.variance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.RatingScale;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.LevelPredictor;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.strategies.Candidates;
import org.querent.strategies.MovingModel;
import org.querent.strategies.PlayedRounds;
import org.querent.strategies.PlayedRounds.Reference;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.Rounds;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.Selection;

/** Strategies of this package, against their formulas written down for one pair at a time. */
class RankingsTest {
  /** The score of a pair, given what is left of its variance without that of the bias. */
  private interface Formula {
    double of(int user, int item, double variance);
  }

  /** Looks ahead by variances that fall, which have a test of their own. */
  private static Reference greedy(QueryRound round, Formula formula) {
    RemainingVariances variances = WholePosterior.variances(round.posterior());
    return new Reference() {
      @Override
      public double score(int user, int item) {
        return formula.of(user, item, variances.score(user, item));
      }

      @Override
      public void assumeAnswered(int user, int item) {
        variances.assumeAnswered(user, item);
      }
    };
  }

  private static Reference top(QueryRound round, Formula formula) {
    Posterior posterior = round.posterior();
    return (user, item) ->
        formula.of(user, item, posterior.epistemicVariance(user, item) - posterior.biasVariance());
  }

  private static Reference chosenBy(Selection selection, QueryRound round, Formula formula) {
    return selection == Selection.GREEDY ? greedy(round, formula) : top(round, formula);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void predicted_asks_for_the_highest_mean_or_the_lowest(long seed) {
    PlayedRounds.assertBest(
        predicted(Predicted.Objective.HIGHEST),
        Covariance.DIAGONAL,
        seed,
        round -> round.posterior()::mean);
    PlayedRounds.assertBest(
        predicted(Predicted.Objective.LOWEST),
        Covariance.FULL,
        seed,
        round -> (user, item) -> -round.posterior().mean(user, item));
  }

  private static QueryStrategy predicted(Predicted.Objective objective) {
    return new Predicted().create(new Predicted.Parameters(objective));
  }

  @ParameterizedTest(name = "{0}, {1}, weight {2}, seed {3}")
  @CsvSource({
    "TOP,DIAGONAL,0.5,1",
    "TOP,FULL,3,2",
    "GREEDY,DIAGONAL,3,3",
    "GREEDY,DIAGONAL,20,4",
    "GREEDY,FULL,1,5"
  })
  void ucb_asks_for_the_highest_mean_plus_weighted_deviation(
      Selection selection, Covariance covariance, double weight, long seed) {
    PlayedRounds.assertBest(
        new UpperConfidenceBound().create(new UpperConfidenceBound.Parameters(selection, weight)),
        covariance,
        seed,
        round ->
            chosenBy(
                selection,
                round,
                (user, item, variance) ->
                    round.posterior().mean(user, item) + weight * Math.sqrt(variance)));
  }

  @Test
  void ucb_refuses_to_draw_by_scores_that_may_be_negative() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new UpperConfidenceBound.Parameters(Selection.STOCHASTIC, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"TOP", "GREEDY"})
  void bald_asks_for_the_largest_mutual_information(Selection selection) {
    for (long seed = 1; seed <= 3; seed++) {
      PlayedRounds.assertBest(
          new Bald().create(new BatchParameters(selection, 1)),
          Covariance.DIAGONAL,
          seed,
          round ->
              chosenBy(
                  selection,
                  round,
                  (user, item, variance) -> information(round.posterior(), variance)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOP", "GREEDY"})
  void bald_prefers_who_answers_consistently(Selection selection) {
    for (long seed = 1; seed <= 3; seed++) {
      Posterior posterior = MovingModel.ofNoiseByUser(6, 7, 2, Covariance.FULL, seed).posterior();
      Candidates pool = Rounds.candidates(6, 7, new SplittableRandom(seed));
      QueryRound round = Rounds.round(posterior, pool, seed, 1);
      int chosen = new Bald().create(new BatchParameters(selection, 1)).select(round)[0];
      int best =
          IntStream.range(0, pool.size())
              .map(pool::open)
              .boxed()
              .max(
                  Comparator.comparingDouble(
                      c ->
                          posterior.epistemicVariance(pool.user(c), pool.item(c))
                              / posterior.noiseVariance(pool.user(c))))
              .orElseThrow();
      assertEquals(best, chosen);
    }
  }

  /** Where ratings are steps of a scale, the information is that of the step. */
  @ParameterizedTest
  @EnumSource(names = {"TOP", "GREEDY"})
  void bald_asks_for_the_step_that_tells_most(Selection selection) {
    int swapped = 0;
    for (long seed = 1; seed <= 6; seed++) {
      Posterior posterior = ordinal(seed);
      LevelPredictor levels = (LevelPredictor) posterior.answers();
      Posterior felt = posterior.standardised();
      Candidates pool = Rounds.candidates(6, 7, new SplittableRandom(seed));
      QueryRound round = Rounds.round(posterior, pool, seed, 1);
      int chosen = new Bald().create(new BatchParameters(selection, 1)).select(round)[0];
      double[] variances = new double[pool.size()];
      double[] information = new double[pool.size()];
      int best = 0;
      for (int n = 0; n < pool.size(); n++) {
        int c = pool.open(n);
        variances[n] = felt.epistemicVariance(pool.user(c), pool.item(c));
        information[n] = levels.information(pool.user(c), pool.item(c), variances[n]);
        assertTrue(
            information[n] < Math.log1p(variances[n]) / 2, "a step tells less than what is felt");
        best = information[n] > information[best] ? n : best;
      }
      assertEquals(pool.open(best), chosen);
      for (int n = 0; n < pool.size(); n++) {
        for (int m = 0; m < n; m++) {
          boolean alike = variances[n] > variances[m] == information[n] > information[m];
          swapped += alike ? 0 : 1;
        }
      }
    }
    assertTrue(swapped > 0, "it is max-variance");
  }

  private static Posterior ordinal(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RatingScale scale = RatingScale.WHOLE_STARS;
    FactorizationMachine model =
        ModelBuilder.of(
                FeatureSpace.ofPairs(6, 7),
                Design.identity(0, 6),
                Design.identity(6, 7),
                RatingUnit.of(scale))
            .scale(scale)
            .settings(
                ModelSettings.DEFAULTS.change().factors(2).likelihood(Likelihood.ORDINAL).build())
            .build();
    for (int n = 0; n < 25; n++) {
      model.add(random.nextInt(6), random.nextInt(7), random.nextInt(3) == 0 ? 3 : 5);
    }
    model.fit();
    return model.posterior();
  }

  private static double information(Posterior posterior, double variance) {
    return 0.5 * Math.log(1 + (posterior.biasVariance() + variance) / posterior.noiseVariance());
  }

  @ParameterizedTest(name = "power {0}")
  @ValueSource(doubles = {0.5, 2})
  void bald_draws_by_a_power_of_the_information(double power) {
    Posterior posterior = MovingModel.ofKnownNoise(4, 5, 2, 20, 3).posterior();
    QueryRound round =
        Rounds.round(posterior, Rounds.candidates(4, 5, new SplittableRandom(3)), 3, 1);
    Reference information = top(round, (user, item, variance) -> information(posterior, variance));
    PlayedRounds.assertDrawn(
        new Bald().create(new BatchParameters(Selection.STOCHASTIC, power)),
        round,
        power,
        information);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"DIAGONAL,1", "DIAGONAL,2", "FULL,3", "FULL,4"})
  void model_change_is_the_expected_length_of_the_step(Covariance covariance, long seed) {
    PlayedRounds.assertBest(
        new ExpectedModelChange().create(new BatchParameters(Selection.TOP, 1)),
        covariance,
        seed,
        round -> (user, item) -> step(round.posterior(), user, item));
    QueryRound round = Rounds.random(seed, 2, covariance);
    Posterior posterior = round.posterior();
    ModelChange change =
        new ModelChange(WholePosterior.variances(posterior), posterior.biasVariance());
    for (int user = 0; user < posterior.users().size(); user++) {
      for (int item = 0; item < posterior.items().size(); item++) {
        double step = step(posterior, user, item);
        assertEquals(step, change.score(user, item), 1e-5 * step);
      }
    }
    PlayedRounds.assertDrawn(
        new ExpectedModelChange().create(new BatchParameters(Selection.STOCHASTIC, 1)),
        round,
        1,
        change::score);
  }

  /** The mean over residuals, by the midpoint rule, of the length of the step. */
  private static double step(Posterior posterior, int user, int item) {
    double total = posterior.predictiveVariance(user, item);
    double[] ofUser = product(posterior.users(), user, posterior.items(), item, posterior);
    double[] ofItem = product(posterior.items(), item, posterior.users(), user, posterior);
    int steps = 2000;
    double sum = 0;
    for (int n = 0; n < steps; n++) {
      double z = 16 * (n + 0.5) / steps - 8;
      double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * 16 / steps;
      double residual = z * Math.sqrt(total);
      double squares = Math.pow(posterior.biasVariance() * residual / total, 2);
      for (int a = 0; a <= posterior.factors(); a++) {
        squares += Math.pow(ofUser[a] * residual / total, 2);
        squares += Math.pow(ofItem[a] * residual / total, 2);
      }
      sum += density * Math.sqrt(squares);
    }
    return sum;
  }

  /** S z. */
  private static double[] product(
      GaussianRows rows, int row, GaussianRows others, int other, Posterior posterior) {
    return IntStream.rangeClosed(0, posterior.factors())
        .mapToDouble(
            a ->
                IntStream.rangeClosed(0, posterior.factors())
                    .mapToDouble(
                        b ->
                            rows.covariance(row, a, b)
                                * (b == 0 ? 1 : others.factorMean(other, b - 1)))
                    .sum())
        .toArray();
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"DIAGONAL,1", "DIAGONAL,2", "FULL,3", "FULL,4"})
  void model_change_looks_ahead_as_if_made_anew(Covariance covariance, long seed) {
    QueryRound round = Rounds.random(seed, 2, covariance);
    RemainingVariances followed = WholePosterior.variances(round.posterior());
    double bias = round.posterior().biasVariance();
    ModelChange change = new ModelChange(followed, bias);
    PlayedRounds.assertBest(
        new ExpectedModelChange().create(new BatchParameters(Selection.GREEDY, 1)),
        covariance,
        seed,
        later -> anew(later.posterior()));
    change.assumeAnswered(1, 1);
    change.assumeAnswered(0, 1);
    ModelChange fresh = new ModelChange(followed, bias);
    int[] users = IntStream.range(0, round.posterior().users().size()).toArray();
    double[] scores = new double[users.length];
    change.scoreItem(1, users, users.length, scores);
    for (int user : users) {
      assertEquals(fresh.score(user, 1), scores[user]);
    }
  }

  private static Reference anew(Posterior posterior) {
    RemainingVariances variances = WholePosterior.variances(posterior);
    return new Reference() {
      @Override
      public double score(int user, int item) {
        return new ModelChange(variances, posterior.biasVariance()).score(user, item);
      }

      @Override
      public void assumeAnswered(int user, int item) {
        variances.assumeAnswered(user, item);
      }
    };
  }

  @ParameterizedTest(name = "{0}, {1}, beta {2}, seed {3}")
  @CsvSource({
    "TOP,DIAGONAL,1,1",
    "TOP,FULL,0.5,2",
    "GREEDY,DIAGONAL,1,3",
    "GREEDY,FULL,2,4",
    "GREEDY,DIAGONAL,3,5"
  })
  void density_weighs_the_variance_by_the_open_candidates_of_both_rows(
      Selection selection, Covariance covariance, double beta, long seed) {
    PlayedRounds.assertBest(
        new DensityWeighted().create(new DensityWeighted.Parameters(selection, 1, beta)),
        covariance,
        seed,
        round ->
            chosenBy(
                selection,
                round,
                (user, item, variance) ->
                    variance * Math.pow(density(round.candidates(), user, item), beta)));
  }

  private static double density(Candidates pool, int user, int item) {
    double ofUser = 0;
    double ofItem = 0;
    for (int position = 0; position < pool.size(); position++) {
      ofUser += pool.user(pool.open(position)) == user ? 1 : 0;
      ofItem += pool.item(pool.open(position)) == item ? 1 : 0;
    }
    return ofUser / pool.items() * ofItem / pool.users();
  }

  @ParameterizedTest
  @EnumSource
  void without_density_it_is_the_largest_variance(Selection selection) {
    PlayedRounds.assertSame(
        new DensityWeighted().create(new DensityWeighted.Parameters(selection, 2, 0)),
        new MaxVariance().create(new BatchParameters(selection, 2)),
        Covariance.DIAGONAL,
        6);
  }
}

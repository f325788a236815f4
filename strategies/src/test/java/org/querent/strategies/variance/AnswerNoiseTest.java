package org.querent.strategies.variance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.posterior.Posterior;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Candidates;
import org.querent.strategies.History;
import org.querent.strategies.Known;
import org.querent.strategies.QueryRound;
import org.querent.strategies.Rounds;
import org.querent.strategies.variance.VarianceReduction.Limits;

class AnswerNoiseTest {
  @ParameterizedTest(name = "{0}, {1}, seed {2}")
  @CsvSource({
    "BY_ITEM,DIAGONAL,1",
    "BY_ITEM,FULL,2",
    "BY_USER,DIAGONAL,3",
    "BY_USER,FULL,4",
    "EQUAL,FULL,5"
  })
  void a_factor_is_the_mean_square_of_a_rows_residuals_drawn_to_1(
      Noise kind, Covariance covariance, long seed) {
    QueryRound round = Rounds.random(seed, 3, covariance);
    AnswerNoise noise = new AnswerNoise(kind, round.posterior());
    assertEquals(kind != Noise.EQUAL, noise.follow(round.posterior(), round.history()));
    double lowest = Double.POSITIVE_INFINITY;
    double highest = 0;
    for (int user = 0; user < round.posterior().users().size(); user++) {
      for (int item = 0; item < round.posterior().items().size(); item++) {
        double factor = factor(kind, round.posterior(), round.history(), user, item);
        assertEquals(factor, noise.of(user, item), 1e-12 * factor);
        lowest = Math.min(lowest, factor);
        highest = Math.max(highest, factor);
      }
    }
    assertEquals(lowest, noise.lowest(), 1e-12);
    assertEquals(highest, noise.highest(), 1e-12 * highest);
    assertEquals(kind == Noise.EQUAL, lowest == highest);
  }

  private static double factor(Noise kind, Posterior posterior, History known, int user, int item) {
    double sum = 20;
    int count = 20;
    for (int n = 0; n < known.size(); n++) {
      boolean counts =
          switch (kind) {
            case EQUAL -> false;
            case BY_ITEM -> known.item(n) == item;
            case BY_USER -> known.user(n) == user;
          };
      if (counts) {
        double residual = known.rating(n) - posterior.mean(known.user(n), known.item(n));
        double variance = posterior.epistemicVariance(known.user(n), known.item(n));
        sum += (residual * residual + variance) / posterior.noiseVariance();
        count++;
      }
    }
    return sum / count;
  }

  @ParameterizedTest
  @EnumSource
  void a_gain_is_as_much_smaller_as_the_variance_of_the_answer_is_larger(Noise kind) {
    QueryRound round = Rounds.random(6, 3);
    Posterior posterior = round.posterior();
    Candidates pool = round.candidates();
    AnswerNoise noise = new AnswerNoise(kind, posterior);
    noise.follow(posterior, round.history());
    VarianceReduction equal =
        new VarianceReduction(
            posterior, pool, Target.POOL, new AnswerNoise(Noise.EQUAL, posterior), Limits.NONE);
    VarianceReduction unequal =
        new VarianceReduction(posterior, pool, Target.POOL, noise, Limits.NONE);
    double[] ofRow = new double[1];
    for (int n = 0; n < pool.size(); n++) {
      int user = pool.user(pool.open(n));
      int item = pool.item(pool.open(n));
      double variance = posterior.epistemicVariance(user, item);
      double sigma2 = posterior.noiseVariance();
      double factor = factor(kind, posterior, round.history(), user, item);
      double expected = equal.gain(user, item) * (variance + sigma2) / (variance + sigma2 * factor);
      assertEquals(expected, unequal.gain(user, item), 1e-9 * expected);
      unequal.scoreUser(user, new int[] {item}, 1, ofRow);
      assertEquals(unequal.gain(user, item), ofRow[0]);
      unequal.scoreItem(item, new int[] {user}, 1, ofRow);
      assertEquals(unequal.gain(user, item), ofRow[0]);
    }
  }

  @Test
  void an_estimate_holds_until_a_twentieth_more_is_known() {
    QueryRound round = Rounds.random(7, 2);
    Known known = new Known();
    for (int n = 0; n < 40; n++) {
      known.add(0, 0, 1);
    }
    AnswerNoise noise = new AnswerNoise(Noise.BY_ITEM, round.posterior());
    assertTrue(noise.follow(round.posterior(), known));
    double before = noise.of(0, 0);
    known.add(0, 0, 5);
    known.add(0, 0, 5);
    assertFalse(noise.follow(round.posterior(), known));
    assertEquals(before, noise.of(0, 0));
    known.add(0, 0, 5);
    assertTrue(noise.follow(round.posterior(), known));
    assertNotEquals(before, noise.of(0, 0));
    assertTrue(noise.follow(round.posterior(), new Known()), "another run");
    assertEquals(1, noise.of(0, 0));
  }

  @Test
  void where_nothing_is_known_all_are_alike() {
    QueryRound round = Rounds.random(8, 2);
    AnswerNoise noise = new AnswerNoise(Noise.BY_USER, round.posterior());
    noise.follow(round.posterior(), new Known());
    assertEquals(1, noise.lowest());
    assertEquals(1, noise.highest());
  }
}

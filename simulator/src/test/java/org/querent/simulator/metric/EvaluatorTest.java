package org.querent.simulator.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.posterior.LevelPredictor;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.spec.SimulationException;

class EvaluatorTest {
  /**
   * A model that was never fitted predicts 0 with the variance of its priors, 100 for the bias and
   * 1/5 for either slope, plus a noise of 1: 101.4. Half the interval is 1.6449 * 10.0697 = 16.563.
   */
  @Test
  void measures_are_those_computed_by_hand() {
    ModelSettings settings = ModelSettings.DEFAULTS.withFactors(0);
    TrainingSettings training = TrainingSettings.DEFAULTS.withSweeps(1, 0);
    Posterior posterior =
        FactorizationMachine.ofPairs(1, 4, settings, training, new RandomStreams(1)).posterior();
    assertEquals(0, posterior.mean(0, 0));
    assertEquals(101.4, posterior.predictiveVariance(0, 0), 1e-12);
    Ratings holdout =
        SampleRatings.parse(
            "1\t1\t16\t0\n1\t2\t17\t0\n1\t3\t1\t0\n1\t4\t16.5\t0\n", new RatingScale(1, 100));
    Accuracy accuracy = new Evaluator(holdout).evaluate(posterior);
    // The prediction is clipped to 1: errors of 15, 16, 0 and 15.5.
    assertEquals(Math.sqrt((225 + 256 + 0 + 240.25) / 4), accuracy.rmse(), 1e-12);
    assertEquals((15 + 16 + 0 + 15.5) / 4, accuracy.mae(), 1e-12);
    // The density is not clipped: deviations of 16, 17, 1 and 16.5.
    double squares = (256 + 289 + 1 + 272.25) / 4;
    assertEquals((Math.log(2 * Math.PI * 101.4) + squares / 101.4) / 2, accuracy.nll(), 1e-12);
    assertEquals(0.75, accuracy.coverage90());
  }

  /** As if a step were even over its width: so it compares with a model of numbers. */
  @Test
  void of_steps_the_density_is_that_of_their_probabilities() {
    Ratings ratings =
        SampleRatings.parse(
            "1\t1\t0.5\t0\n1\t2\t1.5\t0\n2\t1\t5\t0\n2\t2\t4.5\t0\n", RatingScale.HALF_STARS);
    FactorizationMachine model =
        ModelBuilder.of(ratings)
            .settings(
                ModelSettings.DEFAULTS.change().factors(0).likelihood(Likelihood.ORDINAL).build())
            .build();
    model.addAll(ratings);
    model.fit();
    LevelPredictor steps = (LevelPredictor) model.posterior().answers();
    double[] probabilities = new double[10];
    double sum = 0;
    for (int n = 0; n < ratings.size(); n++) {
      steps.probabilities(ratings.user(n), ratings.item(n), probabilities);
      sum -= Math.log(probabilities[(int) (2 * ratings.rating(n)) - 1] / 0.5);
    }
    Accuracy accuracy = new Evaluator(ratings).evaluate(model.posterior());
    assertEquals(sum / ratings.size(), accuracy.nll(), 1e-12);
  }

  /** Ratings drawn from the prediction itself: what is measured must be what was drawn. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void measures_agree_with_ratings_drawn_from_the_prediction(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            100,
            100,
            ModelSettings.DEFAULTS.withFactors(2),
            TrainingSettings.DEFAULTS.withSweeps(5, 5),
            new RandomStreams(random.nextLong()));
    for (int n = 0; n < 3000; n++) {
      model.add(random.nextInt(100), random.nextInt(100), 40 + 20 * random.nextFloat());
    }
    model.fit();
    Posterior posterior = model.posterior();
    StringBuilder text = new StringBuilder();
    double variances = 0;
    for (int n = 0; n < 10_000; n++) {
      int user = n / 100;
      int item = n % 100;
      double variance = posterior.predictiveVariance(user, item);
      double rating = posterior.mean(user, item) + Math.sqrt(variance) * random.nextGaussian();
      text.append(user + "\t" + item + "\t" + (float) rating + "\t0\n");
      variances += variance / 10_000;
    }
    Ratings holdout = SampleRatings.parse(text.toString(), new RatingScale(0, 1000));
    Accuracy accuracy = new Evaluator(holdout).evaluate(posterior);
    assertEquals(0.9, accuracy.coverage90(), 4 * Math.sqrt(0.9 * 0.1 / 10_000));
    // A square of a standard normal has variance 2.
    assertEquals(1, accuracy.rmse() * accuracy.rmse() / variances, 4 * Math.sqrt(2.0 / 10_000));
    assertEquals(Math.sqrt(2 / Math.PI), accuracy.mae() / accuracy.rmse(), 0.03);
  }

  @Test
  void an_empty_holdout_is_refused() {
    Ratings none = SampleRatings.random(2, 2, 2, 1).select(new int[0]);
    assertThrows(SimulationException.class, () -> new Evaluator(none));
  }
}

package org.querent.strategies.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.SampleRatings;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.Knowledge;
import org.querent.strategies.variance.MaxVariance;

class ProfileTest {
  private static final Ratings KNOWN = SampleRatings.random(30, 40, 500, 1).withUser("new");
  private static final int USER = KNOWN.userCount() - 1;
  private static final int ITEMS = KNOWN.itemCount();

  private final BitSet rated = new BitSet();
  private Knowledge knowledge;
  private ActiveLearner learner;

  private Profile profile(Covariance covariance) {
    return profile(ModelSettings.DEFAULTS.withFactors(3).withCovariance(covariance));
  }

  private Profile profile(ModelSettings settings) {
    knowledge =
        Knowledge.of(
            KNOWN, settings, TrainingSettings.DEFAULTS.withSweeps(20, 3), new RandomStreams(1));
    learner =
        new ActiveLearner(
            knowledge,
            CandidatePool.unratedBy(USER, KNOWN),
            ConfiguredStrategy.of(new MaxVariance())::create,
            Following.foldingInUser(USER),
            new RandomStreams(1));
    return new Profile(
        learner.posterior(), learner.candidates(), knowledge.exposure(), USER, rated);
  }

  private void tell(int item, double rating) {
    learner.tell(item, rating);
    learner.update();
    rated.set(item);
  }

  /** What is felt goes beyond the scale, ratings do not. */
  @Test
  void of_steps_ratings_are_expected_and_influences_are_of_what_was_felt() {
    Profile profile =
        profile(
            ModelSettings.DEFAULTS
                .change()
                .factors(3)
                .covariance(Covariance.FULL)
                .likelihood(Likelihood.ORDINAL)
                .build());
    int[] items = IntStream.range(0, 12).toArray();
    double[] ratings = new double[items.length];
    Arrays.fill(ratings, KNOWN.scale().max());
    for (int item : items) {
      tell(item, KNOWN.scale().max());
    }
    double before = Double.POSITIVE_INFINITY;
    for (Recommendation one : profile.best(ITEMS)) {
      assertTrue(one.mean() < KNOWN.scale().max() && one.mean() <= before, one.toString());
      before = one.mean();
    }
    int best = profile.best(1).get(0).item();
    double sum =
        profile.influences(best, items, ratings).stream().mapToDouble(Influence::part).sum();
    assertTrue(sum > 0, "twelve times the highest rating add " + sum);
  }

  @Test
  void the_best_are_the_unrated_items_of_the_highest_mean() {
    Profile profile = profile(Covariance.FULL);
    tell(3, 5);
    tell(8, 1);
    Posterior posterior = learner.posterior();
    List<Integer> expected =
        IntStream.range(0, ITEMS)
            .filter(item -> !rated.get(item))
            .boxed()
            .sorted(Comparator.comparingDouble(item -> -posterior.mean(USER, item)))
            .toList();
    for (int count : new int[] {0, 1, 7, ITEMS + 5}) {
      List<Recommendation> best = profile.best(count);
      assertEquals(
          expected.subList(0, Math.min(count, ITEMS - 2)),
          best.stream().map(Recommendation::item).toList());
      for (Recommendation one : best) {
        assertEquals(posterior.mean(USER, one.item()), one.mean());
        assertEquals(Math.sqrt(posterior.epistemicVariance(USER, one.item())), one.deviation());
      }
    }
  }

  /** What is left when the items are taken to be known is the variance that is the user's. */
  @ParameterizedTest
  @EnumSource(Covariance.class)
  void an_answer_lowers_what_is_uncertain_as_its_gain_foresees(Covariance covariance) {
    Profile profile = profile(covariance);
    tell(0, 4);
    for (int item = 1; item < 6; item++) {
      double before = profile.meanDeviation();
      double uncertain = profile.uncertainty();
      Gain gain = profile.gain(item);
      assertTrue(gain.fall() > 0 && gain.fall() < before, gain.toString());
      assertTrue(gain.expected() <= gain.fall());
      tell(item, 3);
      assertTrue(profile.uncertainty() < uncertain);
      // The item leaves the mean as well, and the items' own variance counts for answers.
      double fell = before - profile.meanDeviation();
      assertTrue(fell > 0.3 * gain.fall() && fell < 3 * gain.fall(), fell + " of " + gain);
    }
  }

  /** With a full covariance the row is where the sum of all influences puts it. */
  @Test
  void influences_sum_up_to_how_predictions_differ() {
    Profile profile = profile(Covariance.FULL);
    int[] items = {1, 5, 9};
    double[] ratings = {5, 1, 4};
    for (int n = 0; n < items.length; n++) {
      tell(items[n], ratings[n]);
    }
    // Of two items that differ in z alone by what the prior mean says, predictions differ so.
    double sum = profile.influences(20, items, ratings).stream().mapToDouble(Influence::part).sum();
    List<Influence> influences = profile.influences(20, items, ratings);
    for (int n = 1; n < influences.size(); n++) {
      assertTrue(Math.abs(influences.get(n - 1).part()) >= Math.abs(influences.get(n).part()));
    }
    double[] others = {5, 1, 4.5};
    double more = profile.influences(20, items, others).stream().mapToDouble(Influence::part).sum();
    double before = learner.posterior().mean(USER, 20);
    // Another answer moves the prediction by exactly what its influence grows by.
    ActiveLearner told = learner;
    rated.clear();
    Profile again = profile(Covariance.FULL);
    for (int n = 0; n < items.length; n++) {
      tell(items[n], others[n]);
    }
    assertEquals(more - sum, learner.posterior().mean(USER, 20) - before, 1e-6);
    assertTrue(told != learner && again != profile);
  }
}

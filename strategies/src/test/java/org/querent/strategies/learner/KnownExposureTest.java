package org.querent.strategies.learner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Rating;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;
import org.querent.core.data.SideInformation;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FieldSpec;
import org.querent.core.features.FieldSpec.As;
import org.querent.core.features.FieldSpec.Side;
import org.querent.core.features.FieldSpec.Unknown;
import org.querent.core.features.PriorField;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.ExposureView;
import org.querent.strategies.SampleRatings;

/** What a learner believes of who can answer what. */
class KnownExposureTest {
  private static final Ratings KNOWN = SampleRatings.random(30, 20, 200, 1);

  private static Knowledge knowledge(Ratings known) {
    return Knowledge.of(
        known,
        ModelSettings.DEFAULTS.withFactors(1),
        TrainingSettings.DEFAULTS.withSweeps(2, 1),
        new RandomStreams(2));
  }

  private static double[] of(int user, ExposureView exposure) {
    double[] all = new double[KNOWN.itemCount()];
    exposure.probabilities(user, all);
    for (int item = 0; item < all.length; item++) {
      assertEquals(all[item], exposure.probability(user, item), "item " + item);
    }
    return all;
  }

  @Test
  void an_answer_and_a_refusal_move_the_user_who_was_asked_and_nobody_else() {
    Knowledge knowledge = knowledge(KNOWN);
    double[] one = of(3, knowledge.exposure());
    double[] other = of(4, knowledge.exposure());
    knowledge.tell(3, 7, 4, 0);
    double[] answered = of(3, knowledge.exposure());
    assertTrue(answered[7] > one[7]);
    knowledge.skip(3, 7);
    assertTrue(of(3, knowledge.exposure())[7] < answered[7]);
    assertArrayEquals(other, of(4, knowledge.exposure()));
  }

  /** As after a checkpoint, where all is told at once. */
  @ParameterizedTest(name = "{0} newcomers")
  @ValueSource(ints = {0, 4})
  void it_is_the_same_however_often_it_was_read(int newcomers) {
    IntStream old = IntStream.range(0, KNOWN.size()).filter(row -> KNOWN.user(row) >= newcomers);
    Ratings known = KNOWN.select(old.toArray());
    Knowledge often = knowledge(known);
    Knowledge once = knowledge(known);
    for (int n = 0; n < 40; n++) {
      for (Knowledge knowledge : new Knowledge[] {often, once}) {
        if (n % 3 == 0) {
          knowledge.tell(n % 5, n % 20, 3, 0);
        } else {
          knowledge.skip(n % 5, n % 19);
        }
      }
      of(n % 7, often.exposure());
    }
    for (int user = 0; user < KNOWN.userCount(); user++) {
      assertArrayEquals(of(user, often.exposure()), of(user, once.exposure()));
    }
  }

  @Test
  void what_was_answered_is_forgotten_with_the_answers() {
    Knowledge knowledge = knowledge(KNOWN);
    double[] before = of(3, knowledge.exposure());
    knowledge.skip(3, 1);
    knowledge.tell(3, 2, 1, 0);
    assertNotEquals(before[1], knowledge.exposure().probability(3, 1));
    knowledge.forgetAnswers();
    assertArrayEquals(before, of(3, knowledge.exposure()));
    knowledge.skip(3, 5);
    assertTrue(knowledge.exposure().probability(3, 5) < before[5]);
  }

  @Test
  void raters_are_those_of_before_the_first_question() {
    Knowledge knowledge = knowledge(KNOWN);
    int rated = 0;
    for (int row = 0; row < KNOWN.size(); row++) {
      rated += KNOWN.item(row) == 2 ? 1 : 0;
    }
    knowledge.tell(3, 2, 1, 0);
    assertEquals(rated, knowledge.exposure().raters(2));
  }

  @Test
  void where_nobody_has_rated_anything_everybody_may_know_everything() {
    Ratings nothing = KNOWN.select(new int[0]);
    ExposureView exposure = new Knowledge(null, null, nothing).exposure();
    assertEquals(1, of(3, exposure)[2]);
    assertEquals(0, exposure.raters(2));
  }

  private static Knowledge described(Ratings known, ConsumptionField.From from) {
    return described(known, from, 6);
  }

  private static Knowledge described(Ratings known, ConsumptionField.From from, int sweeps) {
    return described(
        FeatureMap.of(
            List.of(new FieldSpec.User(), new FieldSpec.Item(), new ConsumptionField(from, 2)),
            known,
            () -> SideInformation.none(known, "none")),
        known,
        sweeps);
  }

  private static Knowledge described(FeatureMap features, Ratings known, int sweeps) {
    FactorizationMachine model =
        ModelBuilder.of(features, known.scale())
            .training(TrainingSettings.DEFAULTS.withSweeps(sweeps, 2))
            .build();
    Knowledge knowledge = new Knowledge(model, features, known);
    knowledge.fit();
    return knowledge;
  }

  private static double[] means(Knowledge knowledge, int user) {
    return IntStream.range(0, KNOWN.itemCount())
        .mapToDouble(item -> knowledge.posterior().mean(user, item))
        .toArray();
  }

  /** User 0 is new. */
  @Test
  void a_refusal_moves_the_taste_that_a_newcomer_is_expected_to_have() {
    Ratings known =
        KNOWN.select(IntStream.range(0, KNOWN.size()).filter(row -> KNOWN.user(row) > 0).toArray());
    Knowledge knowledge = described(known, ConsumptionField.From.EXPOSURE);
    double[] before = means(knowledge, 0);
    Sitting sitting = knowledge.userApart(0);
    knowledge.skip(0, 3);
    knowledge.foldInUser(0);
    double[] refused = means(knowledge, 0);
    assertFalse(Arrays.equals(before, refused));
    sitting.startOver();
    assertArrayEquals(before, means(knowledge, 0));
    knowledge.skip(0, 3);
    knowledge.foldInUser(0);
    assertArrayEquals(refused, means(knowledge, 0));
  }

  @Test
  void a_refusal_does_not_move_the_taste_of_whose_list_is_known_nor_without_exposure() {
    for (ConsumptionField.From from :
        List.of(ConsumptionField.From.EXPOSURE, ConsumptionField.From.KNOWN)) {
      Knowledge knowledge = described(KNOWN, from);
      knowledge.foldInUser(4);
      double[] before = means(knowledge, 4);
      knowledge.skip(4, 3);
      knowledge.foldInUser(4);
      assertArrayEquals(before, means(knowledge, 4), 1e-9);
    }
  }

  /** Two kinds of people: whoever knows an item is likely of the kind that likes it. */
  private static Ratings twoKinds() {
    SplittableRandom random = new SplittableRandom(1);
    List<Rating> rows = new ArrayList<>();
    for (int user = 0; user < 60; user++) {
      for (int item = 0; item < 20; item++) {
        boolean own = user % 2 == item % 2;
        if (random.nextDouble() < (own ? 0.7 : 0.15)) {
          double rating =
              Math.round(Math.max(1, Math.min(5, (own ? 4 : 2) + random.nextGaussian())));
          rows.add(new Rating("u" + user, "i" + item, rating, 0));
        }
      }
    }
    return Ratings.of(RatingScale.HALF_STARS, rows);
  }

  @Test
  void who_knows_an_item_is_expected_to_like_it_better_than_anybody() {
    Ratings all = twoKinds();
    Ratings known =
        all.select(IntStream.range(0, all.size()).filter(row -> all.user(row) > 0).toArray());
    Knowledge knowledge = described(known, ConsumptionField.From.EXPOSURE, 40);
    double before = 0;
    double after = 0;
    for (int item = 0; item < known.itemCount(); item++) {
      before += knowledge.posterior().mean(0, item);
      after += knowledge.predicting(0).mean(0, item);
    }
    assertTrue(after > before + 0.1 * known.itemCount(), before + " to " + after);
    // Of whom it is known what they know, it tells little more.
    double unsure = shift(knowledge, 3);
    for (int item = 0; item < known.itemCount(); item++) {
      if (item != 3) {
        knowledge.skip(0, item);
      }
    }
    knowledge.foldInUser(0);
    assertTrue(Math.abs(shift(knowledge, 3)) < unsure, "after refusals");
  }

  @Test
  void what_else_is_known_of_a_newcomer_stays_known_whatever_they_refuse() {
    Ratings all = twoKinds();
    Ratings known =
        all.select(IntStream.range(0, all.size()).filter(row -> all.user(row) > 1).toArray());
    SideColumns kinds = new SideColumns("user", known.userIds(), "kinds", List.of("kind"));
    for (int user = 0; user < 60; user++) {
      kinds.add("u" + user, List.of(user % 2 == 0 ? "even" : "odd"));
    }
    List<FieldSpec> fields =
        List.of(
            new FieldSpec.User(),
            new FieldSpec.Item(),
            new PriorField(Side.USER, "kind", As.CATEGORY, "|", Unknown.ERROR),
            new ConsumptionField(ConsumptionField.From.EXPOSURE, 2));
    FeatureMap features =
        FeatureMap.of(fields, known, () -> new SideInformation(kinds, kinds, "title"));
    Knowledge knowledge = described(features, known, 40);
    for (int refused = 0; refused < 2; refused++) {
      for (int user = 0; user < 2; user++) {
        double[] means = means(knowledge, user);
        double more = 0;
        for (int item = 0; item < means.length; item++) {
          int number = Integer.parseInt(known.itemIds().idOf(item).substring(1));
          more += number % 2 == user % 2 ? means[item] : -means[item];
        }
        assertTrue(more > 0.1 * means.length, user + " after " + refused + " refusals: " + more);
        knowledge.skip(user, refused);
        knowledge.foldInUser(user);
      }
    }
  }

  private static double shift(Knowledge knowledge, int item) {
    return knowledge.predicting(0).mean(0, item) - knowledge.posterior().mean(0, item);
  }

  @Test
  void predictions_of_whose_list_is_known_are_those_of_the_model_and_so_are_all_without_exposure() {
    for (ConsumptionField.From from :
        List.of(ConsumptionField.From.EXPOSURE, ConsumptionField.From.KNOWN)) {
      Knowledge knowledge = described(KNOWN, from);
      assertSame(knowledge.posterior(), knowledge.predicting(4));
    }
    Knowledge plain = knowledge(KNOWN);
    assertSame(plain.posterior(), plain.predicting(4));
  }
}

package org.querent.core.exposure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Incidence;
import org.querent.core.parallel.Workers;
import org.querent.core.random.RandomStreams;

class ExposureTest {
  private static final ExposureSettings SETTINGS = new ExposureSettings(2, 20, 5);
  private static final Workers ALONE = new Workers(1);

  /** Two circles that know 20 items each, and 10 that all may know; the last user is unknown. */
  private static Incidence circles() {
    var random = new RandomStreams(5).stream("circles");
    int users = 200;
    int[] left = new int[users * 50];
    int[] right = new int[users * 50];
    int size = 0;
    for (int user = 0; user + 1 < users; user++) {
      for (int item = 0; item < 50; item++) {
        double chance = item >= 40 ? 0.5 : item / 20 == user % 2 ? 0.6 : 0.02;
        if (random.nextDouble() < chance) {
          left[size] = user;
          right[size++] = item;
        }
      }
    }
    return Incidence.of(users, 50, Arrays.copyOf(left, size), Arrays.copyOf(right, size));
  }

  private static final Exposure EXPOSURE = Exposure.fit(circles(), SETTINGS, 1, ALONE);

  private static double[] probabilities(UserExposure belief) {
    double[] out = new double[EXPOSURE.itemCount()];
    belief.probabilities(out);
    return out;
  }

  @Test
  void who_knows_one_item_of_a_circle_knows_the_others_and_who_refuses_one_does_not() {
    UserExposure answered = EXPOSURE.newcomer();
    UserExposure refused = EXPOSURE.newcomer();
    answered.answered(0);
    refused.refused(0);
    double before = EXPOSURE.newcomer().probability(1);
    assertTrue(answered.probability(1) > before + 0.1, () -> "" + answered.probability(1));
    assertTrue(refused.probability(1) < before - 0.1, () -> "" + refused.probability(1));
    assertTrue(answered.probability(21) < EXPOSURE.newcomer().probability(21));
    assertTrue(refused.probability(21) > EXPOSURE.newcomer().probability(21));
  }

  @Test
  void a_few_questions_find_out_the_circle_and_nobody_is_taken_for_knowing_all_of_it() {
    UserExposure belief = EXPOSURE.newcomer();
    for (int item = 0; item < 5; item++) {
      if (item < 3) {
        belief.answered(item);
      } else {
        belief.refused(item);
      }
      belief.refused(20 + item);
    }
    for (int item = 5; item < 20; item++) {
      assertEquals(0.6, belief.probability(item), 0.2);
      assertEquals(0.02, belief.probability(20 + item), 0.08);
    }
  }

  @Test
  void an_old_user_is_known_by_their_ratings_and_one_without_is_a_newcomer() {
    assertTrue(EXPOSURE.of(0).probability(0) > 0.3);
    assertTrue(EXPOSURE.of(0).probability(20) < 0.15);
    assertArrayEquals(probabilities(EXPOSURE.newcomer()), probabilities(EXPOSURE.of(199)));
  }

  @Test
  void the_threads_of_a_fit_change_nothing() {
    Exposure other = Exposure.fit(circles(), SETTINGS, 1, new Workers(3));
    for (int user = 0; user < 200; user += 17) {
      double[] out = new double[other.itemCount()];
      other.of(user).probabilities(out);
      assertArrayEquals(probabilities(EXPOSURE.of(user)), out);
    }
  }

  @Test
  void the_same_questions_give_the_same_belief_and_a_copy_goes_its_own_way() {
    UserExposure one = EXPOSURE.newcomer();
    UserExposure other = EXPOSURE.newcomer();
    one.answered(3);
    other.answered(3);
    UserExposure copy = one.copy();
    copy.refused(45);
    one.refused(30);
    other.refused(30);
    assertArrayEquals(probabilities(one), probabilities(other));
    other = EXPOSURE.newcomer();
    other.answered(3);
    other.refused(45);
    assertArrayEquals(probabilities(copy), probabilities(other));
  }

  @Test
  void all_at_once_are_what_each_is_by_itself() {
    UserExposure belief = EXPOSURE.newcomer();
    belief.answered(41);
    belief.refused(7);
    double[] all = probabilities(belief);
    for (int item = 0; item < all.length; item++) {
      assertEquals(belief.probability(item), all[item], 1e-12);
    }
  }

  @Test
  void an_array_of_another_length_is_refused() {
    UserExposure belief = EXPOSURE.newcomer();
    assertThrows(IllegalArgumentException.class, () -> belief.probabilities(new double[49]));
  }

  @Test
  void a_fit_to_nothing_is_refused() {
    Incidence nothing = Incidence.of(3, 3, new int[0], new int[0]);
    assertThrows(IllegalArgumentException.class, () -> Exposure.fit(nothing, SETTINGS, 1, ALONE));
  }

  @Test
  void a_user_who_knows_everything_and_an_item_that_nobody_knows_are_no_trouble() {
    int[] users = new int[60];
    int[] items = new int[60];
    for (int n = 0; n < 60; n++) {
      users[n] = n < 9 ? 0 : n / 9;
      items[n] = n % 9;
    }
    Exposure exposure = Exposure.fit(Incidence.of(7, 10, users, items), SETTINGS, 1, ALONE);
    double[] out = new double[10];
    exposure.newcomer().probabilities(out);
    for (double probability : out) {
      assertTrue(probability > 0 && probability < 1, () -> Arrays.toString(out));
    }
    assertTrue(out[9] < out[0]);
  }
}

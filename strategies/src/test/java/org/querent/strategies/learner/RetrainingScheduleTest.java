package org.querent.strategies.learner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.posterior.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;
import org.querent.strategies.SampleRatings;

class RetrainingScheduleTest {
  private static final Ratings RATINGS = SampleRatings.random(10, 10, 60, 1);

  /** Fitted, and moved on from there: different from a fresh fit. */
  private static FactorizationMachine moved() {
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            10,
            10,
            ModelSettings.DEFAULTS.withFactors(2),
            TrainingSettings.DEFAULTS.withSweeps(4, 2),
            new RandomStreams(1));
    for (int n = 0; n < RATINGS.size(); n++) {
      model.add(RATINGS.user(n), RATINGS.item(n), RATINGS.rating(n));
    }
    model.fit();
    model.update(UpdateSettings.passes(3));
    return model;
  }

  private static double fresh() {
    FactorizationMachine model = moved();
    model.fit();
    return model.bound().total();
  }

  /** With no sweeps in between, the model moves when it is fitted from scratch, and only then. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void a_fit_from_scratch_is_due_when_a_multiple_is_reached(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    assertNotEquals(fresh(), moved().bound().total());
    for (int trial = 0; trial < 200; trial++) {
      int every = random.nextInt(1, 30);
      int before = random.nextInt(100);
      int now = random.nextInt(before + 1, before + 20);
      boolean due = false;
      for (int asked = before + 1; asked <= now; asked++) {
        due |= asked % every == 0;
      }
      FactorizationMachine model = moved();
      double kept = model.bound().total();
      new RetrainingSchedule(0, Neighbours.ALL, 0, every).retrain(model, before, now);
      assertEquals(due ? fresh() : kept, model.bound().total(), before + " to " + now);
    }
  }

  @Test
  void an_update_reaches_the_rows_of_the_answers() {
    FactorizationMachine model = moved();
    model.add(3, 4, 5);
    RowChanges changes = new RetrainingSchedule(1, Neighbours.NONE, 0.01, 0).retrain(model, 10, 11);
    assertArrayEquals(new int[] {3}, changes.users());
    assertArrayEquals(new int[] {4}, changes.items());
  }

  @ParameterizedTest(name = "{0} sweeps")
  @ValueSource(ints = {0, 1, 5})
  void otherwise_the_model_goes_on_by_the_sweeps(int sweeps) {
    FactorizationMachine expected = moved();
    expected.update(UpdateSettings.passes(sweeps));
    for (RetrainingSchedule schedule :
        new RetrainingSchedule[] {
          new RetrainingSchedule(sweeps, Neighbours.ALL, 0, 0),
          new RetrainingSchedule(sweeps, Neighbours.ALL, 0, 100)
        }) {
      FactorizationMachine model = moved();
      schedule.retrain(model, 10, 99);
      assertEquals(expected.bound().total(), model.bound().total());
    }
  }
}

package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.features.FieldSpec;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings.Pair;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.split.DataSplit;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

/** What settings are chosen by before a run. */
class InnerRmseTest {
  private static final Simulator SIMULATOR = new Simulator();
  private static final Ratings RATINGS = SampleRatings.random(25, 25, 400, 1);

  private static final SimulationSettings SETTINGS =
      new SimulationSettings(
          new SplitSettings(0.25, 120, SplitSettings.By.RANDOM, 0.2),
          Protocol.POOL,
          OracleSettings.DEFAULTS,
          FieldSpec.PLAIN,
          ModelSettings.DEFAULTS.withFactors(3),
          TrainingSettings.DEFAULTS.withSweeps(12, 4),
          EngineKind.CPU,
          new RetrainingSchedule(1, Neighbours.ALL, 0, 50),
          new QueryBudget(10, 10),
          ItemCosts.EQUAL,
          10,
          false);

  private static Dataset dataset(Ratings ratings) {
    return new Dataset("sample", ratings, "");
  }

  private static double rmse(Ratings ratings, long seed) {
    List<DataSplit> inner = Simulator.innerSplits(dataset(ratings), SETTINGS, seed, 4);
    return SIMULATOR.innerRmse(dataset(ratings), SETTINGS, inner, seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void it_is_the_error_of_all_known_ratings_each_predicted_from_the_other_parts(long seed) {
    double squares = 0;
    for (DataSplit inner : Simulator.innerSplits(dataset(RATINGS), SETTINGS, seed, 4)) {
      FactorizationMachine model =
          ModelBuilder.of(inner.initial())
              .settings(SETTINGS.model())
              .training(SETTINGS.training())
              .streams(new RandomStreams(seed))
              .build();
      model.addAll(inner.initial());
      model.fit();
      Ratings held = inner.test();
      for (int n = 0; n < held.size(); n++) {
        double mean = model.posterior().mean(held.user(n), held.item(n));
        double error = RATINGS.scale().clip(mean) - held.rating(n);
        squares += error * error;
      }
    }
    assertEquals(Math.sqrt(squares / 120), rmse(RATINGS, seed), 1e-6);
  }

  @Test
  void it_depends_on_nothing_but_what_is_known_at_the_start() {
    long seed = 3;
    DataSplit split = Simulator.split(dataset(RATINGS), SETTINGS, seed);
    Ratings hidden = changed(SampleRatings.byPair(split.initial()).keySet(), false);
    Ratings known = changed(SampleRatings.byPair(split.initial()).keySet(), true);
    DataSplit other = Simulator.split(dataset(hidden), SETTINGS, seed);
    assertEquals(SampleRatings.byPair(split.initial()), SampleRatings.byPair(other.initial()));
    assertNotEquals(SampleRatings.byPair(split.test()), SampleRatings.byPair(other.test()));
    assertEquals(rmse(RATINGS, seed), rmse(hidden, seed));
    assertNotEquals(rmse(RATINGS, seed), rmse(known, seed));
  }

  /** The ratings, of which those of some pairs, or all others, are the other way round. */
  private static Ratings changed(Set<Pair> pairs, boolean inside) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < RATINGS.size(); n++) {
      boolean isIn = pairs.contains(new Pair(RATINGS.user(n), RATINGS.item(n)));
      double rating = isIn == inside ? 5.5 - RATINGS.rating(n) : RATINGS.rating(n);
      text.append(
          String.join(
              "\t",
              RATINGS.userIds().idOf(RATINGS.user(n)),
              RATINGS.itemIds().idOf(RATINGS.item(n)),
              Double.toString(rating),
              Long.toString(RATINGS.timestamp(n))));
      text.append('\n');
    }
    return SampleRatings.parse(text.toString(), RatingScale.HALF_STARS);
  }
}

package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

class WarmStartTest {
  private static final int FIRST = 20_000;
  private static final int ADDED = 10_000;
  private static final int BATCH = 500;

  private static final Ratings RATINGS =
      new DatasetCatalog(Path.of("none")).load("ml-latest-small-2016").ratings();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void ratings_added_along_the_way_end_where_a_cold_fit_does(long seed) {
    RandomStreams streams = new RandomStreams(seed);
    int[] order = RandomStreams.permutation(RATINGS.size(), streams.stream("split"));
    FactorizationMachine warm = model(streams);
    add(warm, order, 0, FIRST);
    warm.fit();
    for (int known = FIRST; known < FIRST + ADDED; known += BATCH) {
      add(warm, order, known, known + BATCH);
      warm.update(UpdateSettings.passes(2));
    }
    warm.update(UpdateSettings.passes(60));
    FactorizationMachine cold = model(streams);
    add(cold, order, 0, FIRST + ADDED);
    cold.fit();
    double coldError = rmse(cold.posterior(), order);
    double warmError = rmse(warm.posterior(), order);
    assertEquals(coldError, warmError, 0.003);
  }

  private static FactorizationMachine model(RandomStreams streams) {
    return FactorizationMachine.ofPairs(
        RATINGS.userCount(),
        RATINGS.itemCount(),
        ModelSettings.DEFAULTS,
        TrainingSettings.DEFAULTS,
        streams);
  }

  private static void add(FactorizationMachine model, int[] order, int from, int to) {
    for (int n = from; n < to; n++) {
      model.add(RATINGS.user(order[n]), RATINGS.item(order[n]), RATINGS.rating(order[n]));
    }
  }

  /** On the ratings that no model was given. */
  private static double rmse(Posterior posterior, int[] order) {
    double squared = 0;
    for (int n = FIRST + ADDED; n < order.length; n++) {
      double mean = posterior.mean(RATINGS.user(order[n]), RATINGS.item(order[n]));
      double error = RATINGS.scale().clip(mean) - RATINGS.rating(order[n]);
      squared += error * error;
    }
    return Math.sqrt(squared / (order.length - FIRST - ADDED));
  }

  @Test
  void the_bound_does_not_fall_while_nothing_is_added() {
    FactorizationMachine model = model(new RandomStreams(4));
    int[] order = RandomStreams.permutation(RATINGS.size(), new RandomStreams(4).stream("split"));
    add(model, order, 0, 5_000);
    model.fit();
    double before = model.bound().total();
    for (int sweep = 0; sweep < 5; sweep++) {
      model.update(UpdateSettings.passes(1));
      double after = model.bound().total();
      assertTrue(after >= before - 1e-9 * Math.abs(before), before + " to " + after);
      before = after;
    }
  }
}

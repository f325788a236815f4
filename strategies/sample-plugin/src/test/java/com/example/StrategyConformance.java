package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsReader;
import org.querent.core.features.FieldSpec;
import org.querent.core.model.EngineKind;
import org.querent.core.model.ModelSettings;
import org.querent.core.model.Neighbours;
import org.querent.core.model.TrainingSettings;
import org.querent.simulator.CurvePoint;
import org.querent.simulator.OracleSettings;
import org.querent.simulator.Protocol;
import org.querent.simulator.QueryBudget;
import org.querent.simulator.RetrainingSchedule;
import org.querent.simulator.SimulationListener;
import org.querent.simulator.SimulationSettings;
import org.querent.simulator.Simulator;
import org.querent.simulator.SimulatorModule;
import org.querent.simulator.SplitSettings;
import org.querent.strategies.StrategyProvider;

/** What Querent asks of every strategy: extend it, name yours, and run it as a test. */
abstract class StrategyConformance<P extends Record> {
  private static final int POOL = 120;

  /** The strategy under test. */
  abstract StrategyProvider<P> provider();

  @Test
  void it_says_what_it_is() {
    assertTrue(provider().name().matches("[a-z0-9]+(-[a-z0-9]+)*"), provider().name());
    assertTrue(provider().description().matches("[A-Z].*\\."), provider().description());
    assertEquals(provider().defaults(), provider().defaults());
  }

  /** The simulator itself refuses what is no open candidate, or not as many as were asked for. */
  @Test
  void it_asks_for_every_candidate_once_whatever_the_batch() {
    for (int batch : new int[] {1, 7, POOL}) {
      assertEquals(POOL, queries(batch, 1).stream().distinct().count());
    }
  }

  @Test
  void the_same_seed_gives_the_same_queries() {
    assertEquals(queries(10, 2), queries(10, 2));
  }

  private List<String> queries(int batch, long seed) {
    List<String> queries = new ArrayList<>();
    SimulationListener listener =
        new SimulationListener() {
          @Override
          public void answered(int query, int user, int item, float rating) {
            queries.add(user + " " + item);
          }

          @Override
          public void evaluated(CurvePoint point) {}
        };
    SimulationSettings settings =
        new SimulationSettings(
            new SplitSettings(0.25, 60, SplitSettings.By.RANDOM, 0.2),
            Protocol.POOL,
            OracleSettings.DEFAULTS,
            FieldSpec.PLAIN,
            ModelSettings.DEFAULTS.withFactors(2),
            TrainingSettings.DEFAULTS.withSweeps(5, 2),
            EngineKind.CPU,
            new RetrainingSchedule(1, Neighbours.ALL, 0, 0),
            new QueryBudget(POOL, batch),
            POOL,
            false);
    Guice.createInjector(new SimulatorModule())
        .getInstance(Simulator.class)
        .run(
            new Dataset("sample", ratings(), ""),
            settings,
            () -> provider().create(provider().defaults()),
            seed,
            listener);
    return queries;
  }

  /** 240 ratings of 20 items by 20 users. */
  private static Ratings ratings() {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < 240; n++) {
      int pair = (n * 7) % 400;
      text.append(
          "%d\t%d\t%d\t%d\n".formatted(1 + pair / 20, 1 + pair % 20, random.nextInt(1, 6), n));
    }
    return new RatingsReader()
        .read(
            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
            "sample",
            RatingScale.HALF_STARS);
  }
}

package org.querent.experiments.questionnaire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.Models;
import org.querent.simulator.Simulator;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;
import org.querent.strategies.rehearsal.Rehearsal;

/** What a questionnaire is measured to be worth is what the same experiment measures. */
class TrialTest {
  private static final int LENGTH = 4;
  private static final Rehearsal.Parameters PARAMETERS =
      new Rehearsal.Parameters(LENGTH, 4000, 0.05);
  private static final Choice ALL = new Choice(LENGTH, new BitSet(), List.of());

  @TempDir Path files;

  private AskModel model(Ratings ratings) {
    Path file =
        Models.write(
            files.resolve("m.querent"),
            ratings,
            Models.settings(Covariance.FULL),
            Models.strategy("interview"),
            5);
    return AskModel.read(file, Models.ASKED_BY);
  }

  private static Map<Integer, Double> simulated(
      Ratings ratings, ConfiguredStrategy<?> strategy, long seed) {
    Map<Integer, Double> errors = new TreeMap<>();
    SimulationSettings settings =
        new SimulationSettings(
            new SplitSettings(0.25, 1, SplitSettings.By.RANDOM, 0.25),
            Protocol.COLD_START,
            new OracleSettings(About.ANYTHING, 0, 0),
            FieldSpec.PLAIN,
            Models.settings(Covariance.FULL),
            Models.TRAINING,
            EngineKind.CPU,
            RetrainingSchedule.DEFAULTS,
            new QueryBudget(LENGTH, 1),
            ItemCosts.EQUAL,
            LENGTH,
            false);
    new Simulator()
        .run(
            new Dataset("sample", ratings, ""),
            settings,
            strategy::create,
            seed,
            new SimulationListener() {
              @Override
              public void answered(int query, int user, int item, double rating) {}

              @Override
              public void evaluated(CurvePoint point) {
                errors.put(point.queries(), point.accuracy().rmse());
              }
            });
    return errors;
  }

  @Test
  void it_measures_what_a_simulated_run_of_each_measures() {
    Ratings ratings = Models.ratings(24, 30, 420, 1).withUser("newcomer");
    List<String> heard = new ArrayList<>();
    List<Measured> measured = Trial.of(model(ratings), ALL, PARAMETERS, 2, heard::add);
    assertEquals(
        List.of(
            "no question",
            "the questionnaire",
            "the 4 most popular",
            "the 4 of highest entropy",
            "the 4 of highest entropy0",
            "interview, adaptive"),
        measured.stream().map(Measured::name).toList());
    assertEquals("measuring: seed 1 of 2, the questionnaire", heard.get(0));
    assertEquals(10, heard.size());
    List<ConfiguredStrategy<?>> strategies =
        List.of(
            new ConfiguredStrategy<>(new Rehearsal(), PARAMETERS),
            Models.strategy("popularity"),
            Models.strategy("entropy"),
            Models.strategy("entropy0"),
            Models.strategy("interview"));
    double[] list = new double[2];
    for (int n = 0; n < strategies.size(); n++) {
      double[] ends = new double[2];
      for (int seed = 1; seed <= 2; seed++) {
        Map<Integer, Double> errors = simulated(ratings, strategies.get(n), seed);
        ends[seed - 1] = errors.get(LENGTH);
        list[seed - 1] = n == 0 ? errors.get(LENGTH) : list[seed - 1];
        assertTrue(n > 0 || errors.get(0) > 0);
      }
      Measured it = measured.get(n + 1);
      assertEquals((ends[0] + ends[1]) / 2, it.rmse().value().mean(), 1e-12, it.name());
      assertEquals(n == 0, it.rmse().more().isEmpty());
      if (n > 0) {
        double more = (ends[0] - list[0] + ends[1] - list[1]) / 2;
        assertEquals(more, it.rmse().more().orElseThrow().mean(), 1e-12, it.name());
        assertTrue(it.ndcg().more().orElseThrow().hasBounds());
      }
    }
    assertTrue(measured.get(0).answered().isEmpty());
    assertTrue(measured.get(1).answered().getAsDouble() > 0);
  }

  @Test
  void one_seed_has_no_interval() {
    Ratings ratings = Models.ratings(24, 30, 420, 1).withUser("newcomer");
    List<Measured> measured = Trial.of(model(ratings), ALL, PARAMETERS, 1, it -> {});
    assertFalse(measured.get(2).rmse().more().orElseThrow().hasBounds());
    assertTrue(QuestionnaireText.more(measured.get(2).rmse()).bounds().isEmpty());
  }

  @Test
  void too_few_users_are_refused_with_the_way_out() {
    Ratings ratings = Models.ratings(1, 12, 8, 1).withUser("newcomer");
    AskModel model = model(ratings);
    String message =
        assertThrows(ExperimentException.class, () -> Trial.of(model, ALL, PARAMETERS, 1, it -> {}))
            .getMessage();
    assertTrue(
        message.startsWith("the questionnaire cannot be measured on held-out users: "), message);
    assertTrue(message.endsWith("; --seeds 0 does not measure"), message);
  }

  @Test
  void what_is_not_allowed_is_not_asked_of_held_out_users_either() {
    Ratings ratings = Models.ratings(24, 30, 420, 1).withUser("newcomer");
    AskModel model = model(ratings);
    double all = Trial.of(model, ALL, PARAMETERS, 1, it -> {}).get(1).rmse().value().mean();
    BitSet most = new BitSet();
    most.set(0, 26);
    Choice few = new Choice(LENGTH, most, List.of());
    double rest = Trial.of(model, few, PARAMETERS, 1, it -> {}).get(1).rmse().value().mean();
    assertFalse(all == rest);
  }
}

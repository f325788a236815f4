package org.querent.simulator.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.Dataset;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.Simulator;
import org.querent.simulator.judge.basic.Biases;
import org.querent.simulator.judge.basic.Popularity;
import org.querent.simulator.judge.machine.Vfm;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.GroupBy;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.RankingMetric;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.RankingSettings.Candidates;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.NoParameters;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;
import org.querent.strategies.sampling.RandomSampling;

class JudgeTest {
  private static final Dataset DATASET =
      new Dataset("sample", SampleRatings.random(25, 25, 450, 1), "");

  /** The same model as {@link Vfm} with these parameters. */
  private static final Vfm.Parameters PARAMETERS =
      new Vfm.Parameters(2, Covariance.DIAGONAL, 5, 30);

  private static SimulationSettings settings(Protocol protocol, OracleSettings.About about) {
    return new SimulationSettings(
        new SplitSettings(0.25, 60, SplitSettings.By.RANDOM, 0.2),
        protocol,
        new OracleSettings(about, 0, 0),
        FieldSpec.PLAIN,
        ModelSettings.DEFAULTS.withFactors(2),
        TrainingSettings.DEFAULTS.withSweeps(30, TrainingSettings.DEFAULTS.heldSweeps()),
        EngineKind.CPU,
        // Fitted from scratch after every batch.
        new RetrainingSchedule(1, Neighbours.ALL, 0, 1),
        new QueryBudget(protocol == Protocol.POOL ? 60 : 4, 2),
        ItemCosts.EQUAL,
        protocol == Protocol.POOL ? 20 : 2,
        false);
  }

  /** A run, its curve, and what was logged of it. */
  private record Played(List<CurvePoint> curve, AnswerLog log) implements SimulationListener {
    static Played of(SimulationSettings settings) {
      Played played =
          new Played(new ArrayList<>(), new AnswerLog(settings.protocol(), DATASET.ratings()));
      new Simulator()
          .run(DATASET, settings, ConfiguredStrategy.of(new RandomSampling())::create, 1, played);
      return played;
    }

    @Override
    public void answered(int query, int user, int item, double rating) {
      log.answered(user, item, rating);
    }

    @Override
    public void unanswered(int query, int user, int item) {
      log.unanswered(user, item);
    }

    @Override
    public void natural(int query, int user, int item, double rating) {
      log.natural(user, item, rating);
    }

    @Override
    public void evaluated(CurvePoint point) {
      curve.add(point);
    }
  }

  private static Judge judge(SimulationSettings settings) {
    return new Judge(DATASET, settings, Simulator.split(DATASET, settings, 1), 1);
  }

  @Test
  void the_model_that_asked_judges_as_its_own_curve_says() {
    RankingSettings lists =
        new RankingSettings(
            List.of(new RankingMetric(RankingMetric.Kind.NDCG, 5)),
            List.of(Candidates.RATED, Candidates.UNKNOWN),
            Optional.of(3.5),
            0,
            Optional.empty());
    SimulationSettings settings =
        settings(Protocol.POOL, OracleSettings.About.RATED_ONLY)
            .with(lists, new GroupBy(GroupBy.Of.USER, Optional.empty(), false, true));
    Played played = Played.of(settings);
    Judge judge = judge(settings);
    for (CurvePoint point : played.curve()) {
      JudgedPoint judged =
          judge.judge(
              new ConfiguredLearner<>(new Vfm(), PARAMETERS), played.log(), point.queries());
      assertEquals(point.ratings(), judged.ratings());
      Map<String, Double> values = judged.values();
      // Summed user by user, and not in the order of the holdout.
      assertEquals(point.accuracy().rmse(), values.get("rmse"), 1e-12);
      assertEquals(point.accuracy().mae(), values.get("mae"), 1e-12);
      assertEquals(point.accuracy().nll(), values.get("nll"), 1e-12);
      assertEquals(point.accuracy().coverage90(), values.get("coverage-90"), 1e-12);
      point.others().forEach((name, value) -> assertEquals(value, values.get(name), 1e-12, name));
      assertTrue(point.others().containsKey("ndcg@5-unknown"));
      assertTrue(values.containsKey("nll[user-activity=5]"), values::toString);
    }
    assertEquals(4, played.curve().size());
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void a_learner_is_fitted_to_what_was_known_at_each_point(Protocol protocol) {
    for (OracleSettings.About about : OracleSettings.About.values()) {
      SimulationSettings settings = settings(protocol, about);
      Played played = Played.of(settings);
      for (CurvePoint point : played.curve()) {
        JudgedPoint judged =
            judge(settings)
                .judge(ConfiguredLearner.of(new Biases()), played.log(), point.queries());
        assertEquals(point.ratings(), judged.ratings(), protocol + " at " + point.queries());
        assertTrue(judged.values().get("rmse") > 0);
      }
      assertTrue(played.curve().size() > 1);
    }
  }

  @Test
  void without_a_variance_there_is_neither_likelihood_nor_interval() {
    SimulationSettings settings = settings(Protocol.POOL, OracleSettings.About.RATED_ONLY);
    JudgedPoint judged =
        judge(settings).judge(ConfiguredLearner.of(new Popularity()), Played.of(settings).log(), 0);
    assertEquals(List.of("rmse", "mae"), List.copyOf(judged.values().keySet()));
  }

  @Test
  void what_is_no_prediction_is_refused_with_who_made_it_and_of_what() {
    SimulationSettings settings = settings(Protocol.POOL, OracleSettings.About.RATED_ONLY);
    AnswerLog log = new AnswerLog(Protocol.POOL, DATASET.ratings());
    SimulationException refused =
        assertThrows(
            SimulationException.class,
            () -> judge(settings).judge(ConfiguredLearner.of(new Undecided()), log, 0));
    assertTrue(
        refused.getMessage().startsWith("the learner undecided predicts NaN"),
        refused.getMessage());
    assertFalse(ConfiguredLearner.of(new Undecided()).equals(ConfiguredLearner.of(new Biases())));
  }

  private static final class Undecided implements LearnerProvider<NoParameters> {
    @Override
    public String name() {
      return "undecided";
    }

    @Override
    public String description() {
      return "Predicts nothing.";
    }

    @Override
    public NoParameters defaults() {
      return new NoParameters();
    }

    @Override
    public Learner create(NoParameters parameters) {
      return (known, streams) -> (user, item) -> Double.NaN;
    }
  }
}

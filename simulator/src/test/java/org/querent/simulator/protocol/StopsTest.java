package org.querent.simulator.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Dataset;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.Simulator;
import org.querent.simulator.progress.Checkpoints;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.RunState;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.progress.StoppedAt;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.stopping.Budget;
import org.querent.simulator.stopping.ConfiguredStopping;
import org.querent.simulator.stopping.ExpectedGain;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.simulator.stopping.StableTop;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;
import org.querent.strategies.variance.MaxVariance;

class StopsTest {
  private static final Dataset DATASET =
      new Dataset("sample", SampleRatings.random(25, 30, 500, 1), "");
  private static final int BUDGET = 9;

  /** What a run tells, in order. */
  private static final class Heard implements SimulationListener {
    private final List<String> calls = new ArrayList<>();
    private final List<CurvePoint> points = new ArrayList<>();
    private List<StoppedAt> stopped = List.of();

    @Override
    public void answered(int query, int user, int item, double rating) {
      calls.add(query + " " + user + " " + item + " " + rating);
    }

    @Override
    public void unanswered(int query, int user, int item) {
      calls.add(query + " " + user + " " + item);
    }

    @Override
    public void evaluated(CurvePoint point) {
      calls.add(point.toString());
      points.add(point);
    }

    @Override
    public void stopped(List<StoppedAt> rules) {
      stopped = rules;
    }
  }

  private static SimulationSettings settings(
      Protocol protocol, About about, int batch, List<ConfiguredStopping<?>> rules) {
    return new SimulationSettings(
        new SplitSettings(0.25, 60, SplitSettings.By.RANDOM, 0.4),
        protocol,
        new OracleSettings(about, 0, 0),
        FieldSpec.PLAIN,
        ModelSettings.DEFAULTS.withFactors(2).withCovariance(Covariance.FULL),
        TrainingSettings.DEFAULTS.withSweeps(8, 3),
        EngineKind.CPU,
        RetrainingSchedule.DEFAULTS,
        new QueryBudget(BUDGET, batch),
        ItemCosts.EQUAL,
        1,
        false,
        false,
        false,
        RankingSettings.NONE,
        List.of(),
        rules);
  }

  private static Heard play(SimulationSettings settings, Checkpoints checkpoints) {
    Heard heard = new Heard();
    new Simulator()
        .run(
            DATASET,
            settings,
            ConfiguredStrategy.of(new MaxVariance())::create,
            3,
            heard,
            checkpoints);
    return heard;
  }

  private static ConfiguredStopping<?> budget(int questions) {
    return new ConfiguredStopping<>(new Budget(), new Budget.Parameters(questions));
  }

  private static List<ConfiguredStopping<?>> rules() {
    return List.of(
        budget(3),
        new ConfiguredStopping<>(new ExpectedGain(), new ExpectedGain.Parameters(0.02)),
        new ConfiguredStopping<>(new StableTop(), new StableTop.Parameters(2, 2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_budget_would_have_stopped_where_the_curve_is_after_so_many_questions(int batch) {
    Heard heard =
        play(
            settings(
                Protocol.COLD_START, About.ANYTHING, batch, List.of(budget(4), budget(BUDGET + 1))),
            Checkpoints.NONE);
    StoppedAt four = heard.stopped.get(0);
    StoppedAt never = heard.stopped.get(1);
    assertTrue(four.interviews() > 4);
    assertEquals(four.interviews(), four.ended());
    assertEquals(4L * four.interviews(), four.questions());
    CurvePoint point =
        heard.points.stream().filter(it -> it.queries() == 4).findFirst().orElseThrow();
    assertEquals(point.accuracy().rmse(), four.rmse());
    assertEquals(0, never.ended());
    assertEquals(never, heard.stopped.get(2), "where the interviews were over");
    assertEquals(heard.points.get(heard.points.size() - 1).accuracy().rmse(), never.rmse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ANYTHING", "RATED_ONLY"})
  void a_run_asks_the_same_whatever_rules_look_on(About about) {
    Heard without = play(settings(Protocol.COLD_START, about, 1, List.of()), Checkpoints.NONE);
    Heard with = play(settings(Protocol.COLD_START, about, 1, rules()), Checkpoints.NONE);
    assertEquals(without.calls, with.calls);
    assertEquals(List.of(), without.stopped);
    assertEquals(4, with.stopped.size());
    for (StoppedAt at : with.stopped) {
      assertEquals(with.stopped.get(3).interviews(), at.interviews());
      assertTrue(at.questions() <= with.stopped.get(3).questions());
    }
    assertTrue(with.stopped.get(1).ended() + with.stopped.get(2).ended() > 0);
  }

  @Test
  void a_run_that_goes_on_tells_of_all_its_interviews() {
    SimulationSettings settings = settings(Protocol.COLD_START, About.ANYTHING, 1, rules());
    List<RunState> states = new ArrayList<>();
    Heard whole = play(settings, checkpoints(Optional.empty(), states));
    int shorter = 0;
    for (RunState state : states) {
      Heard rest = play(settings, checkpoints(Optional.of(state), new ArrayList<>()));
      assertEquals(whole.stopped, rest.stopped);
      shorter += rest.calls.size() < whole.calls.size() ? 1 : 0;
    }
    assertTrue(shorter > 0);
  }

  private static Checkpoints checkpoints(Optional<RunState> last, List<RunState> states) {
    return new Checkpoints() {
      @Override
      public int parts() {
        return 3;
      }

      @Override
      public Optional<RunState> last() {
        return last;
      }

      @Override
      public void offer(Supplier<RunState> state, boolean isLast) {
        states.add(state.get());
      }
    };
  }
}

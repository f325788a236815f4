package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.data.Dataset;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.metric.Calibration;
import org.querent.simulator.metric.UserValues;
import org.querent.simulator.progress.Checkpoints;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.RunState;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.progress.Tally;
import org.querent.simulator.spec.GroupBy;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.OracleSettings.Natural;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.RankingMetric;
import org.querent.simulator.spec.RankingMetric.Kind;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.RankingSettings.Candidates;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.spec.SplitSettings.By;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.StrategyRegistry;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

/** A run that goes on where another was broken off. */
class CheckpointsTest {
  private static final Injector INJECTOR = Guice.createInjector(new SimulatorModule());
  private static final Simulator SIMULATOR = INJECTOR.getInstance(Simulator.class);
  private static final StrategyRegistry STRATEGIES = INJECTOR.getInstance(StrategyRegistry.class);
  private static final Dataset DATASET =
      new Dataset("sample", SampleRatings.random(25, 30, 500, 1), "");
  private static final int PARTS = 3;
  private static final GroupBy BY_POPULARITY =
      new GroupBy(GroupBy.Of.ITEM, Optional.empty(), false, true);
  private static final RankingSettings RANKING =
      new RankingSettings(
          List.of(
              new RankingMetric(Kind.NDCG, 3),
              new RankingMetric(Kind.CATALOGUE_COVERAGE, 5),
              new RankingMetric(Kind.NOVELTY, 5)),
          List.of(Candidates.RATED, Candidates.UNKNOWN, Candidates.SAMPLED),
          Optional.of(3.5),
          10,
          Optional.empty());

  @TempDir Path folder;

  /** All calls of a listener. */
  private static final class Calls implements SimulationListener {
    private final List<String> all = new ArrayList<>();

    @Override
    public void answered(int query, int user, int item, double rating) {
      all.add("%d: %d %d %s".formatted(query, user, item, rating));
    }

    @Override
    public void unanswered(int query, int user, int item) {
      all.add("%d: %d %d".formatted(query, user, item));
    }

    @Override
    public void natural(int query, int user, int item, double rating) {
      all.add("natural, %d: %d %d %s".formatted(query, user, item, rating));
    }

    @Override
    public void evaluated(CurvePoint point) {
      all.add(point.toString());
    }

    @Override
    public void calibrated(Calibration calibration) {
      all.add(calibration.toString());
    }

    @Override
    public void ranked(UserValues values) {
      all.add(
          values.columns()
              + Arrays.toString(values.users())
              + Arrays.deepToString(values.values()));
    }
  }

  /** Writes every state, and notes how many calls there had been. */
  private final class Kept implements Checkpoints {
    private final Optional<RunState> last;
    private final Calls calls;
    private final List<Integer> before = new ArrayList<>();
    private boolean isOver;

    Kept(Optional<RunState> last, Calls calls) {
      this.last = last;
      this.calls = calls;
    }

    @Override
    public int parts() {
      return PARTS;
    }

    @Override
    public Optional<RunState> last() {
      return last;
    }

    @Override
    public void offer(Supplier<RunState> state, boolean isLast) {
      assertFalse(isOver, "a state follows the last");
      isOver = isLast;
      if (last.isEmpty()) {
        state.get().archive().write(file(before.size()));
        before.add(calls.all.size());
      }
    }
  }

  /** A run that makes anew what it keeps, without keeping a state. */
  private static final class Moments implements Checkpoints {
    @Override
    public int parts() {
      return PARTS;
    }

    @Override
    public Optional<RunState> last() {
      return Optional.empty();
    }

    @Override
    public void offer(Supplier<RunState> state, boolean isLast) {}
  }

  private RunState read(int number) {
    return new RunState(ArrayArchive.read(file(number), RunState.FORMAT, RunState.VERSION));
  }

  private Path file(int number) {
    return folder.resolve("state-" + number);
  }

  private static SimulationSettings settings(
      Protocol protocol, About about, TrainingSettings training, Neighbours neighbours) {
    return settings(
        protocol,
        about,
        training,
        neighbours,
        protocol == Protocol.POOL ? new QueryBudget(60, 4) : new QueryBudget(5, 1));
  }

  private static SimulationSettings settings(
      Protocol protocol,
      About about,
      TrainingSettings training,
      Neighbours neighbours,
      QueryBudget budget) {
    Covariance covariance =
        training.optimizer() == Optimizer.ADAM ? Covariance.DIAGONAL : Covariance.FULL;
    return new SimulationSettings(
        new SplitSettings(0.25, 60, By.RANDOM, 0.3),
        protocol,
        new OracleSettings(about, 0.1, 0.2),
        FieldSpec.PLAIN,
        ModelSettings.DEFAULTS.withFactors(2).withCovariance(covariance),
        training,
        EngineKind.CPU,
        new RetrainingSchedule(1, neighbours, 0.01, 25),
        budget,
        ItemCosts.EQUAL,
        protocol == Protocol.POOL ? 10 : 2,
        false);
  }

  private static SimulationSettings settings(Protocol protocol) {
    return settings(
        protocol, About.RATED_ONLY, TrainingSettings.DEFAULTS.withSweeps(6, 3), Neighbours.ONE_HOP);
  }

  /**
   * With what strategies predict by themselves measured, of newcomers, and promises of the pool.
   */
  private static SimulationSettings with(SimulationSettings settings, OracleSettings oracle) {
    return new SimulationSettings(
        settings.split(),
        settings.protocol(),
        oracle,
        settings.features(),
        settings.model(),
        settings.training(),
        settings.engine(),
        settings.retraining(),
        settings.budget(),
        settings.costs(),
        settings.evaluateEvery(),
        settings.measureDrift(),
        settings.protocol() == Protocol.COLD_START,
        settings.protocol() == Protocol.POOL,
        settings.ranking(),
        settings.groups(),
        settings.stopping());
  }

  static Stream<Arguments> runs() {
    TrainingSettings ascent = TrainingSettings.DEFAULTS.withSweeps(6, 3);
    TrainingSettings adam = TrainingSettings.defaults(Optimizer.ADAM).withSweeps(6, 3);
    List<Arguments> runs = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      runs.add(Arguments.of("random", settings(protocol)));
      runs.add(Arguments.of("expected-variance-reduction", settings(protocol)));
      runs.add(
          Arguments.of("max-variance", settings(protocol, About.ANYTHING, ascent, Neighbours.ALL)));
      runs.add(
          Arguments.of("popularity", settings(protocol, About.RATED_ONLY, adam, Neighbours.NONE)));
    }
    for (Protocol protocol : List.of(Protocol.POOL, Protocol.PER_USER, Protocol.COLD_START)) {
      runs.add(
          Arguments.of(
              "random", settings(protocol).with(RANKING, GroupBy.BY_ACTIVITY, BY_POPULARITY)));
    }
    for (StrategyProvider<?> provider : STRATEGIES.providers()) {
      runs.add(Arguments.of(provider.name(), settings(Protocol.POOL)));
    }
    SimulationSettings newcomers = settings(Protocol.COLD_START);
    runs.add(Arguments.of("bootstrap-tree", with(newcomers, newcomers.oracle())));
    runs.add(Arguments.of("functional-mf", with(newcomers, newcomers.oracle())));
    for (Protocol protocol : List.of(Protocol.COLD_START, Protocol.NEW_ITEMS)) {
      runs.add(Arguments.of("questionnaire", settings(protocol)));
    }
    for (Protocol protocol : List.of(Protocol.POOL, Protocol.PER_USER, Protocol.COLD_START)) {
      for (Natural.By by : Natural.By.values()) {
        OracleSettings oracle = new OracleSettings(About.ANYTHING, 0.1, 0.2, new Natural(1.5, by));
        runs.add(Arguments.of("max-variance", with(settings(protocol), oracle)));
      }
    }
    return runs.stream();
  }

  private static Supplier<QueryStrategy> strategy(String name) {
    return () -> create(STRATEGIES.find(name).orElseThrow());
  }

  private static <P extends Record> QueryStrategy create(StrategyProvider<P> provider) {
    return provider.create(provider.defaults());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void what_follows_is_the_same_as_without_a_break(String strategy, SimulationSettings settings) {
    Calls whole = new Calls();
    Kept kept = new Kept(Optional.empty(), whole);
    SIMULATOR.run(DATASET, settings, strategy(strategy), 7, whole, kept);
    int states = kept.before.size();
    assertTrue(states >= PARTS, states + " states");
    assertEquals(!settings.protocol().hasNewcomers(), kept.isOver, "whether one is the last");
    for (int n = 0; n < states; n++) {
      RunState state = read(n);
      Calls rest = new Calls();
      SIMULATOR.run(
          DATASET, settings, strategy(strategy), 7, rest, new Kept(Optional.of(state), rest));
      Tally tally = state.tally();
      assertEquals(tally.queries() + tally.natural() + state.evaluations(), kept.before.get(n));
      assertEquals(whole.all.subList(kept.before.get(n), whole.all.size()), rest.all);
    }
  }

  @ParameterizedTest
  @CsvSource({"POOL, 47, 60", "POOL, 48, 120", "POOL, 5, 60", "PER_USER, 3, 5", "PER_USER, 4, 9"})
  void a_run_is_the_beginning_of_a_longer_one_but_for_its_last_batch(
      Protocol protocol, int budget, int longer) {
    for (int batch : protocol == Protocol.POOL ? new int[] {1, 4, 7} : new int[] {1, 2}) {
      Calls whole = calls(protocol, new QueryBudget(longer, batch));
      Calls shorter = calls(protocol, new QueryBudget(budget, batch));
      List<String> common = new ArrayList<>();
      while (whole.all.get(common.size()).equals(shorter.all.get(common.size()))) {
        common.add(shorter.all.get(common.size()));
      }
      long asked = common.stream().filter(CheckpointsTest::isQuery).count();
      long all = shorter.all.stream().filter(CheckpointsTest::isQuery).count();
      long each = protocol == Protocol.POOL ? 1 : DATASET.ratings().userCount();
      assertTrue(all - asked <= budget % batch * each, asked + " of " + all);
      // Its own are the point of the curve and the calibration at its end, and its partial batch.
      assertTrue(shorter.all.size() - common.size() <= 2 + all - asked, shorter.all::toString);
    }
  }

  private static Calls calls(Protocol protocol, QueryBudget budget) {
    Calls calls = new Calls();
    TrainingSettings ascent = TrainingSettings.DEFAULTS.withSweeps(6, 3);
    SimulationSettings settings =
        settings(protocol, About.RATED_ONLY, ascent, Neighbours.ONE_HOP, budget);
    SIMULATOR.run(DATASET, settings, strategy("bald"), 7, calls, new Moments());
    return calls;
  }

  private static boolean isQuery(String call) {
    return Character.isDigit(call.charAt(0));
  }

  @Test
  void between_two_moments_lies_a_part_of_what_is_behind_or_half_of_one() {
    Moments moments = new Moments();
    long last = 1;
    for (long now = 2; now < 100_000; now++) {
      if (moments.isDue(now - 1, now)) {
        long added = now - last;
        assertTrue(added == 1 || added * PARTS <= now, added + " before " + now);
        assertTrue(added * PARTS * 2 >= last, added + " after " + last);
        last = now;
      }
    }
  }

  @Test
  void a_state_of_another_run_is_refused() {
    Calls calls = new Calls();
    SIMULATOR.run(
        DATASET,
        settings(Protocol.POOL),
        strategy("random"),
        7,
        calls,
        new Kept(Optional.empty(), calls));
    RunState state = read(0);
    SimulationSettings other = settings(Protocol.PER_USER);
    assertThrows(
        ArchiveException.class,
        () ->
            SIMULATOR.run(
                DATASET, other, strategy("random"), 7, calls, new Kept(Optional.of(state), calls)));
  }
}

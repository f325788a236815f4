package org.querent.simulator;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.RowChanges;

/**
 * Asks newcomers, one after the other, each as if he were the only one: the model folds his answers
 * in and nothing of them remains for the next. The errors of all after the same number of questions
 * make a point of the curve.
 */
final class NewcomerPlay {
  /** Of all newcomers after the same number of questions. */
  private static final class Stage {
    /** How many numbers are saved. */
    static final int SAVED = 12;

    final ErrorSums errors;
    final PoolVariance variance = new PoolVariance();
    Tally tally = Tally.NOTHING;

    Stage(ErrorSums errors) {
      this.errors = errors;
    }

    void save(int queries, DoubleArrayList numbers) {
      numbers.add(queries);
      numbers.addAll(DoubleArrayList.wrap(tally.save()));
      numbers.addAll(DoubleArrayList.wrap(variance.save()));
      numbers.addAll(DoubleArrayList.wrap(errors.save()));
    }

    void restore(double[] numbers) {
      tally = Tally.of(Arrays.copyOfRange(numbers, 1, 5));
      variance.restore(Arrays.copyOfRange(numbers, 5, 7));
      errors.restore(Arrays.copyOfRange(numbers, 7, SAVED));
    }
  }

  private static final String NEXT = "next-newcomer";
  private static final String TALLY = "tally";
  private static final String STAGES = "stages";
  private static final String CALIBRATION = "calibration";

  private final Simulation simulation;
  private final boolean users;
  private final Questions[] questions;

  /** The rows of the holdout by newcomer; empty for all others. */
  private final IntArrayList[] tests;

  private final Map<Integer, Stage> stages = new TreeMap<>();
  private final CalibrationSums calibration = new CalibrationSums();

  NewcomerPlay(Simulation simulation, Questions all, boolean users) {
    this.simulation = simulation;
    this.users = users;
    questions = all.apart(users);
    tests = new IntArrayList[questions.length];
    Ratings test = simulation.split().test();
    for (int row = 0; row < test.size(); row++) {
      int owner = users ? test.user(row) : test.item(row);
      if (tests[owner] == null) {
        tests[owner] = new IntArrayList();
      }
      tests[owner].add(row);
    }
  }

  void play(Checkpoints checkpoints) {
    simulation.fit();
    int first = checkpoints.last().map(this::resume).orElse(0);
    for (int newcomer = first; newcomer < tests.length; newcomer++) {
      if (tests[newcomer] != null) {
        interview(newcomer);
      }
      int next = newcomer + 1;
      if (checkpoints.isDue(newcomer, next)) {
        checkpoints.offer(() -> state(next), false);
      }
    }
    stages.forEach(
        (queries, stage) ->
            simulation.report(
                queries,
                stage.tally,
                stage.errors.accuracy(),
                stage.variance.mean(),
                Optional.empty()));
    simulation.calibrated(calibration.calibration());
  }

  /** What was interviewed so far; nothing else remains of it, as the model can be fitted again. */
  private RunState state(int next) {
    Map<String, NumericArray> arrays = new TreeMap<>();
    arrays.put(NEXT, NumericArray.of(new int[] {next}, 1));
    double[] tally = simulation.tally().save();
    arrays.put(TALLY, NumericArray.of(tally, tally.length));
    DoubleArrayList numbers = new DoubleArrayList();
    stages.forEach((queries, stage) -> stage.save(queries, numbers));
    arrays.put(STAGES, NumericArray.of(numbers.toDoubleArray(), numbers.size()));
    double[] sums = calibration.save();
    arrays.put(CALIBRATION, NumericArray.of(sums, sums.length));
    return RunState.of(simulation.asked(), 0, 0, arrays);
  }

  /** Returns the next newcomer. */
  private int resume(RunState state) {
    simulation.resumeCounts(state, Tally.of(state.doubles(TALLY)));
    calibration.restore(state.doubles(CALIBRATION));
    double[] numbers = state.doubles(STAGES);
    for (int at = 0; at < numbers.length; at += Stage.SAVED) {
      stage((int) numbers[at]).restore(Arrays.copyOfRange(numbers, at, at + Stage.SAVED));
    }
    return state.ints(NEXT)[0];
  }

  private void interview(int newcomer) {
    QueryBudget budget = simulation.settings().budget();
    Ratings test = simulation.split().test().select(tests[newcomer].toIntArray());
    Evaluator evaluator = new Evaluator(test, simulation.features());
    Tally allBefore = simulation.tally();
    Interview interview = new Interview(simulation, questions[newcomer], test);
    RowChanges changes = RowChanges.EVERYTHING;
    evaluate(Tally.NOTHING, evaluator, interview);
    int asked = 0;
    for (int batch = budget.next(0, interview.open()); batch > 0; ) {
      interview.ask(changes, (long) newcomer * budget.total() + asked, batch);
      changes = simulation.timed(Phase.FIT, () -> fold(newcomer));
      int before = asked;
      Tally tally = simulation.tally().minus(allBefore);
      asked = tally.queries();
      batch = budget.next(asked, interview.open());
      if (simulation.isDue(before, asked) || batch == 0) {
        evaluate(tally, evaluator, interview);
      }
    }
    evaluator.calibrate(simulation.model().posterior(), calibration);
    simulation.known().forgetAnswers();
  }

  private RowChanges fold(int newcomer) {
    return users
        ? simulation.model().foldInUser(simulation.features().userRow(newcomer))
        : simulation.model().foldInItem(simulation.features().itemRow(newcomer, 0));
  }

  private void evaluate(Tally tally, Evaluator evaluator, Interview interview) {
    Stage stage = stage(tally.queries());
    stage.tally = stage.tally.plus(tally);
    simulation.timed(
        Phase.EVALUATE,
        () -> {
          evaluator.evaluate(simulation.model().posterior(), stage.errors);
          interview.addTo(stage.variance);
          return stage;
        });
  }

  private Stage stage(int queries) {
    return stages.computeIfAbsent(
        queries, n -> new Stage(new ErrorSums(simulation.split().test().scale())));
  }
}

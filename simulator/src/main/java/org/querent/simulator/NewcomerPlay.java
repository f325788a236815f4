package org.querent.simulator;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Ratings;
import org.querent.core.model.RowChanges;

/**
 * Asks newcomers, one after the other, each as if he were the only one: the model folds his answers
 * in and nothing of them remains for the next. The errors of all after the same number of questions
 * make a point of the curve.
 */
final class NewcomerPlay {
  /** Of all newcomers after the same number of questions. */
  private static final class Stage {
    /** How many numbers are saved. */
    static final int SAVED = 9;

    final ErrorSums errors;
    int asked;
    int answered;
    double cost;

    Stage(ErrorSums errors) {
      this.errors = errors;
    }

    void save(int queries, DoubleArrayList numbers) {
      numbers.addAll(DoubleArrayList.of(queries, asked, answered, cost));
      numbers.addAll(DoubleArrayList.wrap(errors.save()));
    }

    void restore(double[] numbers) {
      asked = (int) numbers[1];
      answered = (int) numbers[2];
      cost = numbers[3];
      errors.restore(Arrays.copyOfRange(numbers, 4, SAVED));
    }
  }

  private static final String SO_FAR = "next-answered-cost";
  private static final String STAGES = "stages";

  private final Simulation simulation;
  private final boolean users;
  private final Questions[] questions;

  /** The rows of the holdout by newcomer; empty for all others. */
  private final IntArrayList[] tests;

  private final Map<Integer, Stage> stages = new TreeMap<>();

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
      if (checkpoints.isDue(newcomer, next, tests.length)) {
        checkpoints.offer(() -> state(next));
      }
    }
    stages.forEach(
        (queries, stage) ->
            simulation.report(
                queries,
                stage.asked,
                stage.answered,
                stage.cost,
                stage.errors.accuracy(),
                Optional.empty()));
  }

  /** What was interviewed so far; nothing else remains of it, as the model can be fitted again. */
  private RunState state(int next) {
    Map<String, NumericArray> arrays = new TreeMap<>();
    double[] sofar = {next, simulation.answered(), simulation.cost()};
    arrays.put(SO_FAR, NumericArray.of(sofar, sofar.length));
    DoubleArrayList numbers = new DoubleArrayList();
    stages.forEach((queries, stage) -> stage.save(queries, numbers));
    arrays.put(STAGES, NumericArray.of(numbers.toDoubleArray(), numbers.size()));
    return RunState.of(simulation.asked(), 0, 0, arrays);
  }

  /** Returns the next newcomer. */
  private int resume(RunState state) {
    double[] sofar = state.doubles(SO_FAR);
    simulation.resumeCounts(state, (int) sofar[1], sofar[2]);
    double[] numbers = state.doubles(STAGES);
    for (int at = 0; at < numbers.length; at += Stage.SAVED) {
      stage((int) numbers[at]).restore(Arrays.copyOfRange(numbers, at, at + Stage.SAVED));
    }
    return (int) sofar[0];
  }

  private void interview(int newcomer) {
    QueryBudget budget = simulation.settings().budget();
    Ratings test = simulation.split().test().select(tests[newcomer].toIntArray());
    Evaluator evaluator = new Evaluator(test, simulation.features());
    int knownBefore = simulation.known().size();
    int askedBefore = simulation.asked();
    int answeredBefore = simulation.answered();
    double costBefore = simulation.cost();
    Interview interview = new Interview(simulation, questions[newcomer], test);
    RowChanges changes = RowChanges.EVERYTHING;
    evaluate(0, evaluator, 0, 0);
    int asked = 0;
    for (int batch = budget.next(0, interview.open()); batch > 0; ) {
      interview.ask(changes, (long) newcomer * budget.total() + asked, batch);
      changes = simulation.timed(Phase.FIT, () -> fold(newcomer));
      int before = asked;
      asked = simulation.asked() - askedBefore;
      batch = budget.next(asked, interview.open());
      if (simulation.isDue(before, asked) || batch == 0) {
        evaluate(
            asked,
            evaluator,
            simulation.answered() - answeredBefore,
            simulation.cost() - costBefore);
      }
    }
    simulation.known().shrink(knownBefore);
  }

  private RowChanges fold(int newcomer) {
    return users
        ? simulation.model().foldInUser(simulation.features().userRow(newcomer))
        : simulation.model().foldInItem(simulation.features().itemRow(newcomer, 0));
  }

  private void evaluate(int asked, Evaluator evaluator, int answered, double cost) {
    Stage stage = stage(asked);
    stage.asked += asked;
    stage.answered += answered;
    stage.cost += cost;
    simulation.timed(
        Phase.EVALUATE,
        () -> {
          evaluator.evaluate(simulation.model().posterior(), stage.errors);
          return stage;
        });
  }

  private Stage stage(int queries) {
    return stages.computeIfAbsent(
        queries, n -> new Stage(new ErrorSums(simulation.split().test().scale())));
  }
}

package org.querent.simulator;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    final ErrorSums errors;
    int asked;
    int answered;
    double cost;

    Stage(ErrorSums errors) {
      this.errors = errors;
    }
  }

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

  void play() {
    simulation.model().fit();
    for (int newcomer = 0; newcomer < tests.length; newcomer++) {
      if (tests[newcomer] != null) {
        interview(newcomer);
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
      changes = fold(newcomer);
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
    Stage stage =
        stages.computeIfAbsent(
            asked, n -> new Stage(new ErrorSums(simulation.split().test().scale())));
    stage.asked += asked;
    stage.answered += answered;
    stage.cost += cost;
    evaluator.evaluate(simulation.model().posterior(), stage.errors);
  }
}

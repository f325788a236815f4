package org.querent.simulator.protocol;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.Posterior;
import org.querent.simulator.metric.CalibrationSums;
import org.querent.simulator.metric.Evaluator;
import org.querent.simulator.oracle.AskablePairs;
import org.querent.simulator.progress.Checkpoints;
import org.querent.simulator.progress.CurveReporter;
import org.querent.simulator.progress.Phase;
import org.querent.simulator.progress.RunState;
import org.querent.simulator.progress.Tally;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.Knowledge;
import org.querent.strategies.learner.Sitting;

/**
 * Asks newcomers, one after the other, each as if the only one: the model folds the answers in and
 * nothing of them remains for the next. The errors of all after the same number of questions make a
 * point of the curve.
 */
public final class NewcomerPlay {
  private static final String NEXT = "next-newcomer";
  private static final String STAGES = "stages";
  private static final String CALIBRATION = "calibration";
  private static final String STOPS = "stops";

  private final Learners learners;
  private final Knowledge knowledge;
  private final Interviewer interviewer;
  private final CurveReporter reporter;
  private final QueryBudget budget;
  private final boolean users;
  private final AskablePairs pairs;
  private final Ratings test;

  /** What a strategy predicts by itself, by item; empty where that is not measured. */
  private final double[] own;

  /** The rows of the holdout by newcomer; empty for all others. */
  private final IntArrayList[] tests;

  private final Stages stages;
  private final NewcomerRanking ranking;
  private final CalibrationSums calibration = new CalibrationSums();
  private final Stops stops;

  /** The protocol of a run that has not begun. */
  public NewcomerPlay(Run run) {
    learners = run.learners();
    knowledge = run.knowledge();
    interviewer = run.interviewer();
    reporter = run.reporter();
    budget = run.budget();
    test = run.test();
    users = run.settings().protocol() == Protocol.COLD_START;
    pairs = run.pairs();
    own = new double[run.settings().measureOwn() ? test.itemCount() : 0];
    stages = new Stages(test.scale());
    ranking = new NewcomerRanking(run, knowledge);
    stops = new Stops(run.settings().stopping(), knowledge, test.scale());
    tests = new IntArrayList[pairs.owners()];
    for (int row = 0; row < test.size(); row++) {
      int owner = users ? test.user(row) : test.item(row);
      if (tests[owner] == null) {
        tests[owner] = new IntArrayList();
      }
      tests[owner].add(row);
    }
  }

  /** Plays from the start, or from where a checkpoint was kept, to the end. */
  public void play(Checkpoints checkpoints) {
    interviewer.clock().time(Phase.FIT, knowledge::fit);
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
    stages.report(reporter, ranking);
    reporter.calibrated(calibration.calibration());
    ranking.end().ifPresent(reporter::ranked);
    if (!stops.stopped().isEmpty()) {
      reporter.stopped(stops.stopped());
    }
  }

  /** What was interviewed so far; nothing else remains of it, as the model can be fitted again. */
  private RunState state(int next) {
    Map<String, NumericArray> arrays = new TreeMap<>();
    arrays.put(NEXT, NumericArray.of(new int[] {next}, 1));
    double[] sums = stages.save();
    arrays.put(STAGES, NumericArray.of(sums, sums.length));
    double[] bins = calibration.save();
    arrays.put(CALIBRATION, NumericArray.of(bins, bins.length));
    ranking.save(arrays);
    double[] stopped = stops.save();
    if (stopped.length > 0) {
      arrays.put(STOPS, NumericArray.of(stopped, stopped.length));
    }
    return RunState.of(interviewer.tally(), reporter.evaluations(), arrays);
  }

  /** Returns the next newcomer. */
  private int resume(RunState state) {
    interviewer.resume(state.tally());
    reporter.resume(state.evaluations());
    stages.restore(state.doubles(STAGES));
    calibration.restore(state.doubles(CALIBRATION));
    ranking.restore(state);
    if (!stops.stopped().isEmpty()) {
      stops.restore(state.doubles(STOPS));
    }
    return state.ints(NEXT)[0];
  }

  private void interview(int newcomer) {
    Ratings own = test.select(tests[newcomer].toIntArray());
    Evaluator evaluator = new Evaluator(own, knowledge.features());
    ranking.begin(own);
    Following following =
        users ? Following.foldingInUser(newcomer) : Following.foldingInItem(newcomer);
    Sitting sitting = users ? knowledge.userApart(newcomer) : knowledge.itemApart(newcomer);
    Interview interview = learners.begin(pairs.of(newcomer), following, own);
    Stops.Watch watch = stops.watch(interview, evaluator, () -> predicting(newcomer));
    Tally allBefore = interviewer.tally();
    evaluate(newcomer, Tally.NOTHING, evaluator, interview);
    int asked = 0;
    for (int batch = budget.next(0, interview.open()); batch > 0; ) {
      int before = asked;
      interviewer.ask(
          interview,
          batch,
          (long) newcomer * budget.total() + asked,
          budget.total() - asked - batch,
          candidate -> watch.look(before, candidate));
      interviewer.clock().time(Phase.FIT, interview.learner()::update);
      Tally tally = interviewer.tally().minus(allBefore);
      asked = tally.queries();
      batch = budget.next(asked, interview.open());
      if (reporter.isDue(before, asked) || batch == 0) {
        evaluate(newcomer, tally, evaluator, interview);
      }
    }
    watch.end(asked);
    Posterior predicting = predicting(newcomer);
    evaluator.calibrate(predicting, calibration);
    ranking.finish(predicting);
    sitting.startOver();
  }

  private void evaluate(int newcomer, Tally asked, Evaluator evaluator, Interview interview) {
    Stages.Stage stage = stages.reached(asked);
    interviewer
        .clock()
        .time(
            Phase.EVALUATE,
            () -> {
              ranking.evaluate(asked.queries(), predicting(newcomer), evaluator, stage.errors);
              interview.addTo(stage.variance);
              if (own.length > 0 && interview.learner().predict(newcomer, own)) {
                evaluator.evaluate(own, stage.own);
              }
            });
  }

  private Posterior predicting(int newcomer) {
    return users ? knowledge.predicting(newcomer) : knowledge.posterior();
  }
}

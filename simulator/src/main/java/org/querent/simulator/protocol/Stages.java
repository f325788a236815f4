package org.querent.simulator.protocol;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.querent.core.data.RatingScale;
import org.querent.simulator.metric.ErrorSums;
import org.querent.simulator.metric.PoolVariance;
import org.querent.simulator.progress.CurveReporter;
import org.querent.simulator.progress.Tally;

/** What is known of all newcomers after each number of questions. Not thread-safe. */
final class Stages {
  /** Sums over all newcomers after one number of questions. */
  static final class Stage {
    /** How many numbers are saved. */
    private static final int SAVED = 1 + Tally.SAVED + 12;

    final ErrorSums errors;

    /** Those of the strategy's own predictions; nothing where it has none. */
    final ErrorSums own;

    final PoolVariance variance = new PoolVariance();
    private Tally tally = Tally.NOTHING;

    private Stage(RatingScale scale) {
      errors = new ErrorSums(scale);
      own = new ErrorSums(scale);
    }

    private void save(int queries, DoubleArrayList numbers) {
      numbers.add(queries);
      numbers.addAll(DoubleArrayList.wrap(tally.save()));
      numbers.addAll(DoubleArrayList.wrap(variance.save()));
      numbers.addAll(DoubleArrayList.wrap(errors.save()));
      numbers.addAll(DoubleArrayList.wrap(own.save()));
    }

    private void restore(double[] numbers) {
      int after = 1 + Tally.SAVED;
      tally = Tally.of(Arrays.copyOfRange(numbers, 1, after));
      variance.restore(Arrays.copyOfRange(numbers, after, after + 2));
      errors.restore(Arrays.copyOfRange(numbers, after + 2, after + 7));
      own.restore(Arrays.copyOfRange(numbers, after + 7, SAVED));
    }
  }

  private final RatingScale scale;
  private final Map<Integer, Stage> stages = new TreeMap<>();

  /** No newcomer yet. */
  Stages(RatingScale scale) {
    this.scale = scale;
  }

  /** The sums that a newcomer adds to, who was asked so much. */
  Stage reached(Tally asked) {
    Stage stage = stage(asked.queries());
    stage.tally = stage.tally.plus(asked);
    return stage;
  }

  private Stage stage(int queries) {
    return stages.computeIfAbsent(queries, n -> new Stage(scale));
  }

  /** Reports each as a point of the curve. */
  void report(CurveReporter reporter, NewcomerRanking ranking) {
    stages.forEach(
        (queries, stage) ->
            reporter.report(
                queries,
                stage.tally,
                stage.errors.accuracy(),
                stage.variance.mean(),
                stage.own.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(stage.own.accuracy().rmse()),
                Optional.empty(),
                ranking.values(queries)));
  }

  /** All sums, to be saved. */
  double[] save() {
    DoubleArrayList numbers = new DoubleArrayList();
    stages.forEach((queries, stage) -> stage.save(queries, numbers));
    return numbers.toDoubleArray();
  }

  /** Takes back what was saved. */
  void restore(double[] numbers) {
    for (int at = 0; at < numbers.length; at += Stage.SAVED) {
      stage((int) numbers[at]).restore(Arrays.copyOfRange(numbers, at, at + Stage.SAVED));
    }
  }
}

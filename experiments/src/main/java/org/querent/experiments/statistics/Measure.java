package org.querent.experiments.statistics;

/** By what strategies are ranked; of either, less is better. */
public enum Measure {
  /** The area under the learning curve: the mean RMSE on the way. */
  AULC {
    @Override
    double of(LearningCurve run, int[] queries) {
      return run.area(queries);
    }

    @Override
    PairwiseComparison.Difference of(PairwiseComparison comparison) {
      return comparison.aulc();
    }
  },
  /** The RMSE after the last query. */
  FINAL_RMSE {
    @Override
    double of(LearningCurve run, int[] queries) {
      return run.valuesAt(LearningCurve.RMSE, new int[] {queries[queries.length - 1]})[0];
    }

    @Override
    PairwiseComparison.Difference of(PairwiseComparison comparison) {
      return comparison.finalRmse();
    }
  };

  abstract double of(LearningCurve run, int[] queries);

  abstract PairwiseComparison.Difference of(PairwiseComparison comparison);
}

package org.querent.experiments.benchmark;

import java.util.List;
import org.querent.core.features.FieldSpec;
import org.querent.core.settings.Setting;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.experiments.experiment.DatasetSpec;

/**
 * A comparison of models.
 *
 * @param name what it is called
 * @param dataset whose ratings are parted
 * @param split what is learned from and what is measured on
 * @param rows the models, in the order of the table
 */
public record BenchmarkSpec(String name, DatasetSpec dataset, Split split, List<Row> rows) {
  /** Copies the rows. */
  public BenchmarkSpec {
    rows = List.copyOf(rows);
  }

  /**
   * How ratings are parted.
   *
   * @param folds the folds that the data set is published with, beside the ratings; the rest does
   *     not matter then
   * @param test the part held out in each repetition
   * @param seed of the first repetition's split; the others' are the next numbers
   * @param repetitions how often a new part is held out
   */
  public record Split(
      @Setting("whether to use the folds the data set is published with") boolean folds,
      @Setting(value = "part of the ratings held out", min = 1e-6, max = 0.999999) double test,
      @Setting("seed of the first split") long seed,
      @Setting(value = "number of splits", min = 1, max = 1000) int repetitions) {
    /** A quarter held out, once. */
    static final Split DEFAULTS = new Split(false, 0.25, 42, 1);
  }

  /**
   * One model.
   *
   * @param label how the table calls it
   * @param features what it is given
   * @param model what it is
   * @param training how it is fitted
   */
  public record Row(
      String label, List<FieldSpec> features, ModelSettings model, TrainingSettings training) {
    /** Copies the features. */
    public Row {
      features = List.copyOf(features);
    }
  }
}

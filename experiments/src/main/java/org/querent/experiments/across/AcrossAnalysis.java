package org.querent.experiments.across;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.chart.Series;
import org.querent.experiments.statistics.AcrossExperiments;
import org.querent.experiments.statistics.Measure;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * Several experiments and the statistics of them that all formats share, so that they agree.
 *
 * @param names of the experiments, each another
 * @param analyses of each experiment by itself
 * @param series all strategies of all experiments, in the order of first appearance
 */
record AcrossAnalysis(
    List<PlayedExperiment> experiments,
    List<String> names,
    List<Analysis> analyses,
    AcrossExperiments across,
    List<Series> series) {

  static AcrossAnalysis of(List<PlayedExperiment> experiments, Measure measure) {
    List<Analysis> analyses =
        experiments.stream().map(experiment -> Analysis.of(experiment.content())).toList();
    List<String> labels =
        analyses.stream()
            .flatMap(a -> a.curves().stream())
            .map(StrategyCurve::strategy)
            .distinct()
            .toList();
    Optional<String> baseline = analyses.stream().flatMap(a -> a.baseline().stream()).findFirst();
    return new AcrossAnalysis(
        experiments,
        names(experiments),
        analyses,
        AcrossExperiments.of(
            experiments.stream().map(PlayedExperiment::fairRuns).toList(), measure),
        Series.of(labels, UnaryOperator.identity(), baseline));
  }

  /** The labels of the strategies, in the order of the series. */
  List<String> labels() {
    return series.stream().map(Series::name).toList();
  }

  /** Names that several experiments share give way to those of their folders. */
  private static List<String> names(List<PlayedExperiment> experiments) {
    List<String> names = experiments.stream().map(PlayedExperiment::name).toList();
    List<String> different = new ArrayList<>();
    for (PlayedExperiment experiment : experiments) {
      String name =
          Collections.frequency(names, experiment.name()) > 1
              ? experiment.folder()
              : experiment.name();
      int same = Collections.frequency(different, name);
      different.add(same == 0 ? name : name + " (" + (different.size() + 1) + ")");
    }
    return List.copyOf(different);
  }

  /** What the measure by which strategies are ranked is called. */
  String measureName() {
    return across.measure() == Measure.AULC ? "AULC" : "final RMSE";
  }
}

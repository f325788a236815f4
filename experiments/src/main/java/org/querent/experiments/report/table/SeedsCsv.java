package org.querent.experiments.report.table;

import java.util.List;
import java.util.Map;
import org.querent.experiments.folder.RunCurve;

/** What was measured in every run, a line per value, so that other programs need not gather it. */
public final class SeedsCsv {
  private SeedsCsv() {}

  /** The points of all curves as they were logged, run by run and metric by metric. */
  public static String write(List<RunCurve> runs) {
    Csv csv = new Csv("strategy", "model", "seed", "queries", "cost", "answers", "metric", "value");
    for (RunCurve run : runs) {
      for (Map.Entry<String, double[]> metric : run.values().entrySet()) {
        for (int point = 0; point < run.queries().length; point++) {
          csv.text(run.id().strategy()).text(run.id().model());
          csv.text(run.id().repetition()).number(run.queries()[point]).number(run.costs()[point]);
          csv.number(run.answers()[point]);
          csv.text(metric.getKey()).number(metric.getValue()[point]).end();
        }
      }
    }
    return csv.toString();
  }
}

package org.querent.experiments;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.querent.experiments.experiment.DataFiles;
import org.querent.experiments.folder.FolderReader;
import org.querent.experiments.live.ExperimentWatch;
import org.querent.experiments.report.files.FolderReport;
import org.querent.experiments.run.Experiment;
import org.querent.experiments.run.ExperimentRunner;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Planner;
import org.querent.experiments.run.Progress;
import org.querent.experiments.run.RunOptions;
import org.querent.experiments.run.Verification;
import org.querent.experiments.statistics.IntervalMethod;

/** An experiment from its file to its report, as the commands put it together. */
public final class WholeExperiment {
  private final Planner planner;
  private final Experiment experiment;
  private final ExperimentRunner runner;
  private final FolderReport reports;
  private final FolderReader reader;

  @Inject
  WholeExperiment(
      Planner planner,
      Experiment experiment,
      ExperimentRunner runner,
      FolderReport reports,
      FolderReader reader) {
    this.planner = planner;
    this.experiment = experiment;
    this.runner = runner;
    this.reports = reports;
    this.reader = reader;
  }

  public Plan plan(Path file) {
    return planner.plan(file);
  }

  public List<Plan> plans(Path file, List<String> settings, DataFiles files) {
    return planner.plans(file, settings, files);
  }

  public Experiment.Outcome run(Plan plan, Path results, RunOptions options, Progress progress) {
    return experiment.run(plan, results, options, runner, reports::write, progress);
  }

  public Verification verify(Path folder, DataFiles files, int runs, long seed, Progress progress) {
    return experiment.verify(folder, files, runs, seed, progress);
  }

  public String report(Path folder) {
    return reports.write(folder);
  }

  public ExperimentWatch watch(Path folder, IntervalMethod intervals) {
    return new ExperimentWatch(folder, reader, intervals);
  }
}

package org.querent.experiments.cli;

import com.google.inject.Injector;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.querent.core.Counted;
import org.querent.experiments.Destination;
import org.querent.experiments.across.ExperimentGroup;
import org.querent.experiments.cli.end.ExitCode;
import org.querent.experiments.cli.end.StopSignal;
import org.querent.experiments.cli.option.EngineOption;
import org.querent.experiments.cli.option.ExperimentOption;
import org.querent.experiments.cli.option.GroupOption;
import org.querent.experiments.cli.option.PlayOption;
import org.querent.experiments.cli.progress.EventStream;
import org.querent.experiments.cli.progress.LogLevel;
import org.querent.experiments.cli.progress.ProgressDisplay;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.report.files.FolderReport;
import org.querent.experiments.run.Experiment;
import org.querent.experiments.run.ExperimentRunner;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Planner;
import org.querent.experiments.run.Progress;
import org.querent.experiments.run.RunEngine;
import org.querent.experiments.run.RunOptions;
import org.querent.experiments.run.judge.Evaluation;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.Measure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = "Runs an experiment and writes its report. Complete runs are kept.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final String STOPPED =
      "stopping; the same command goes on from here, and ends with the same bytes";

  @Mixin private ExperimentOption experiments;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "results",
      description = "Where the run folder is made (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many runs are played at a time; by default one per core.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--force", description = "Delete complete runs and play them again.")
  private boolean force;

  @Option(
      names = "--join",
      description = {
        "Help a process that plays the same experiment, on this machine or on another that",
        "shares the folder; without this the second is refused."
      })
  private boolean join;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Append what happens to a file, for programs: a JSON object a line.")
  private @Nullable Path events;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description =
          "How much to say on standard error: error, warn, info, debug (default: ${DEFAULT-VALUE}).")
  private LogLevel level;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "S",
      defaultValue = "5",
      description =
          "Time between two checkpoints of a run on the disk (default: ${DEFAULT-VALUE} s).")
  private double checkpointSeconds;

  @Mixin private EngineOption engine;

  @Mixin private PlayOption plugins;

  @ParentCommand private QuerentCommand querent;

  @Spec private CommandSpec spec;

  /** Where the strategies are from that were asked for; null until the options are read. */
  private @Nullable Injector injector;

  /** What plays the runs; null until the options are read. */
  private @Nullable RunEngine runs;

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    if (threads < 1) {
      throw new ParameterException(line, "--threads must be at least 1, found " + threads);
    }
    if (!(checkpointSeconds >= 0)) {
      throw new ParameterException(
          line, "--checkpoint-seconds must be at least 0, found " + checkpointSeconds);
    }
    if (force && join) {
      throw new ParameterException(
          line,
          "--force deletes the runs that another process plays, --join helps it to play them; give one of them");
    }
    Destination.requireFolder(out);
    Optional<RunEngine> elsewhere = engine.engine(plugins.jars());
    injector = plugins.injector();
    runs = elsewhere.orElseGet(() -> injector.getInstance(ExperimentRunner.class));
    int code = ExitCode.DONE.code();
    List<Plan> plans = experiments.plans(injector.getInstance(Planner.class));
    List<Path> reported = new ArrayList<>();
    for (Plan plan : plans) {
      code = Math.max(code, play(plan, reported));
    }
    if (reported.size() > 1) {
      Path folder = out.resolve(GroupOption.commonName(plans) + "-report");
      injector
          .getInstance(ExperimentGroup.class)
          .report(reported, folder, Measure.AULC, IntervalMethod.STUDENT, note -> {});
      line.getOut().println(folder.resolve("report.html"));
    }
    return code;
  }

  private int play(Plan plan, List<Path> reported) {
    CommandLine line = spec.commandLine();
    if (level.says(LogLevel.INFO)) {
      line.getErr().println(headline(plan));
    }
    if (level.says(LogLevel.WARN)) {
      plan.warnings().forEach(warning -> line.getErr().println("querent: " + warning));
    }
    Experiment.Outcome outcome = StopSignal.heeded(line.getErr(), STOPPED, () -> play(plan));
    outcome.failed().forEach(run -> tell(run, line.getErr()));
    line.getErr().flush();
    if (!outcome.reported()) {
      line.getErr().println("querent: the process that was begun first writes the report");
    } else if (outcome.complete() > 0) {
      if (level.says(LogLevel.INFO)) {
        line.getErr().println(outcome.finding());
      }
      reported.add(outcome.folder());
      line.getOut().println(outcome.folder().resolve("report.html"));
    }
    return (outcome.failed().isEmpty() ? ExitCode.DONE : ExitCode.RUNS_FAILED).code();
  }

  private void tell(FailedRun run, PrintWriter err) {
    err.println("querent: " + run.message());
    if (querent.debugs()) {
      err.print(run.trace());
    }
  }

  private Experiment.Outcome play(Plan plan) {
    try (ProgressDisplay shown = ProgressDisplay.of(plan, level, spec.commandLine().getErr())) {
      if (events == null) {
        return play(plan, shown);
      }
      try (EventStream stream = EventStream.of(events, plan, shown)) {
        Experiment.Outcome outcome = play(plan, stream);
        stream.finished(outcome);
        return outcome;
      }
    }
  }

  private Experiment.Outcome play(Plan plan, Progress progress) {
    RunOptions options = new RunOptions(threads, force, join, checkpointSeconds);
    FolderReport reports = injector.getInstance(FolderReport.class);
    return injector
        .getInstance(Experiment.class)
        .run(
            plan,
            out,
            options,
            runs,
            folder -> {
              new Evaluation(plan, folder, plan.spec().evaluators())
                  .judge(threads, progress::noted);
              return reports.write(folder);
            },
            progress);
  }

  static String headline(Plan plan) {
    return String.format(
        Locale.ROOT,
        "%s: %s (%s, %s) on %s",
        plan.spec().name(),
        Counted.of(plan.spec().runs(), "run"),
        Counted.of(plan.spec().strategies().size(), "strategy"),
        Counted.of(
            plan.spec().settings().seeds().count(),
            plan.spec().dataset().hasFolds() ? "fold" : "seed"),
        plan.describeData());
  }
}

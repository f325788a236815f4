package org.querent.experiments.cli;

import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.List;
import org.querent.experiments.cli.end.StopSignal;
import org.querent.experiments.cli.option.DataFileOption;
import org.querent.experiments.cli.option.EvaluatorOption;
import org.querent.experiments.cli.option.PlayOption;
import org.querent.experiments.learner.EvaluatorSpec;
import org.querent.experiments.report.files.FolderReport;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Planner;
import org.querent.experiments.run.judge.Evaluation;
import org.querent.experiments.statistics.IntervalMethod;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = {
      "Lets other learners judge the complete runs of a run folder, from what these have logged, and",
      "writes the report again."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Runnable {
  private static final String STOPPED = "stopping; the same command goes on from here";

  @Parameters(paramLabel = "FOLDER", description = "The run folder.")
  private Path folder;

  @Mixin private EvaluatorOption with;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many runs are judged at a time; by default one per core.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private DataFileOption data;

  @Mixin private PlayOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    if (threads < 1) {
      throw new ParameterException(line, "--threads must be at least 1, found " + threads);
    }
    Injector injector = plugins.injector();
    List<EvaluatorSpec> given = with.evaluators(injector, line);
    Plan plan = injector.getInstance(Planner.class).plan(folder, data.files());
    plan.requireFolder(folder);
    List<EvaluatorSpec> evaluators = given.isEmpty() ? plan.spec().evaluators() : given;
    if (evaluators.isEmpty()) {
      throw new ParameterException(
          line, "--with is missing, and the experiment names no evaluators; say who is to judge");
    }
    StopSignal.heeded(
        line.getErr(),
        STOPPED,
        () -> {
          new Evaluation(plan, folder, evaluators).judge(threads, this::note);
          return injector
              .getInstance(FolderReport.class)
              .write(folder, IntervalMethod.STUDENT, this::note);
        });
    line.getOut().println(folder.resolve("report.html"));
  }

  private void note(String note) {
    spec.commandLine().getErr().println("querent: " + note);
  }
}

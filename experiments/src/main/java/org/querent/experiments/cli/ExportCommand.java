package org.querent.experiments.cli;

import com.google.inject.Injector;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.querent.core.Counted;
import org.querent.experiments.Destination;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.experiments.ask.AsAsked;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.AskedBy;
import org.querent.experiments.ask.Study;
import org.querent.experiments.ask.StudyFolder;
import org.querent.experiments.cli.option.AnswersOption;
import org.querent.experiments.cli.option.PluginOption;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Planner;
import org.querent.simulator.Simulator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    description = {
      "Writes what people answered as an experiment that replays it: run asks the same people by the"
          + " model's strategy and by others, and the report compares them.",
      "A quarter of everybody's ratings is held out; prints the error on it in the order in which"
          + " people answered.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The model that asked, as train saved it.")
  private Path file;

  @Option(
      names = "--questions",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many ratings of everybody are asked for; who gave fewer, and some to hold out, is left"
              + " out (default: ${DEFAULT-VALUE}).")
  private int questions;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "study",
      description = "Where it is written (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--force",
      description = "Write over what is in FOLDER; without it only a new or empty one is taken.")
  private boolean force;

  @Mixin private AnswersOption answers;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (questions < 1) {
      throw new ParameterException(
          spec.commandLine(), "--questions must be at least 1, found " + questions);
    }
    Destination.requireFolder(out);
    if (!force) {
      StudyFolder.requireFree(out);
    }
    Injector injector = plugins.injector();
    AskedBy strategies = injector.getInstance(AskedBy.class);
    AnswerFolder folder = new AnswerFolder(answers.of(file));
    List<String> damaged = new ArrayList<>();
    Study study;
    try {
      answers.sweep(file, spec.commandLine().getErr());
      study = new Study(AskModel.read(file, strategies), folder, questions, damaged::add);
    } finally {
      damaged.forEach(message -> spec.commandLine().getErr().println("querent: " + message));
      spec.commandLine().getErr().flush();
    }
    Path experiment = StudyFolder.write(out, study, strategies);
    Plan plan = injector.getInstance(Planner.class).plan(experiment);
    double[] curve =
        AsAsked.curve(
            study, injector.getInstance(Simulator.class), plan.dataset(), plan.simulation());
    StudyFolder.writeAsAsked(out, curve);
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        Locale.ROOT,
        "of %s with answers %d take part%s%s%s%n%nratings  RMSE%n",
        Counted.of(study.people() + study.known() + study.shy(), "user"),
        study.people(),
        leftOut(study.known(), "had ratings in the model before"),
        leftOut(
            study.shy(),
            "gave too few ratings for " + questions + " questions and a quarter to hold out"),
        damaged.isEmpty()
            ? ""
            : ", and " + Counted.of(damaged.size(), "file") + " of answers cannot be read");
    for (int n = 0; n < curve.length; n++) {
      print.printf(Locale.ROOT, "%7d  %s%n", n, Numbers.rating(curve[n]));
    }
    print.printf(Locale.ROOT, "%nquerent run %s%n", experiment);
    print.flush();
  }

  private static String leftOut(int count, String why) {
    return count == 0 ? "" : ", " + count + " " + why;
  }
}

package org.querent.experiments.cli;

import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.List;
import org.querent.experiments.across.ExperimentGroup;
import org.querent.experiments.cli.option.GroupOption;
import org.querent.experiments.cli.option.PluginOption;
import org.querent.experiments.cli.option.WatchOption;
import org.querent.experiments.folder.FolderReader;
import org.querent.experiments.live.ExperimentWatch;
import org.querent.experiments.report.files.FolderReport;
import org.querent.experiments.statistics.IntervalMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description = {
      "Writes the report of a run folder again, or one of several run folders side by side."
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Runnable {
  @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "A run folder, or several.")
  private List<Path> folders;

  @Mixin private GroupOption group;

  @Mixin private WatchOption watch;

  @Option(
      names = "--interval",
      paramLabel = "METHOD",
      defaultValue = "student",
      description =
          "How 95 %% intervals over seeds are computed: student or bootstrap (default:"
              + " ${DEFAULT-VALUE}).")
  private IntervalMethod interval;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    boolean several = folders.size() > 1;
    boolean watched = watch.isGiven(spec.commandLine());
    if (several && watched) {
      throw new ParameterException(spec.commandLine(), "--watch is for one run folder");
    }
    if (!several && group.hasFolder()) {
      throw new ParameterException(spec.commandLine(), "--out is for several run folders");
    }
    Injector injector = plugins.injector();
    Path folder = folders.get(0);
    if (watched) {
      FolderReader reader = injector.getInstance(FolderReader.class);
      watch.serve(new ExperimentWatch(folder, reader, interval), spec.commandLine());
      return;
    }
    Path page = folder.resolve("report.html");
    if (several) {
      page =
          group.write(injector.getInstance(ExperimentGroup.class), folders, interval, this::note);
    } else {
      injector.getInstance(FolderReport.class).write(folder, interval, this::note);
    }
    spec.commandLine().getOut().println(page);
  }

  private void note(String note) {
    spec.commandLine().getErr().println("querent: " + note);
  }
}

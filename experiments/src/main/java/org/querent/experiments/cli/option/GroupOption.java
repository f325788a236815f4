package org.querent.experiments.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.querent.experiments.Destination;
import org.querent.experiments.across.ExperimentGroup;
import org.querent.experiments.run.Plan;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.Measure;
import picocli.CommandLine.Option;

/** The options of a report of several experiments. */
public final class GroupOption {
  /** What names are the values of an option. */
  enum Ranking {
    AULC(Measure.AULC),
    FINAL(Measure.FINAL_RMSE);

    private final Measure measure;

    Ranking(Measure measure) {
      this.measure = measure;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = {
        "Where the report of several run folders is written; by default a folder \"report\"",
        "beside the first."
      })
  private @Nullable Path out;

  @Option(
      names = "--rank-by",
      paramLabel = "MEASURE",
      defaultValue = "aulc",
      description = {
        "By what strategies are ranked in each of several experiments: aulc or final, the",
        "final RMSE (default: ${DEFAULT-VALUE})."
      })
  private Ranking ranking;

  /**
   * Writes the report of several run folders and tells where its page is.
   *
   * @param notes hears what is left out
   */
  public Path write(
      ExperimentGroup group, List<Path> folders, IntervalMethod intervals, Consumer<String> notes) {
    Path folder =
        out == null ? folders.get(0).toAbsolutePath().normalize().resolveSibling("report") : out;
    Destination.requireFolder(folder);
    group.report(folders, folder, ranking.measure, intervals, notes);
    return folder.resolve("report.html");
  }

  /** Whether a folder was named. */
  public boolean hasFolder() {
    return out != null;
  }

  /** What the names of several experiments begin with, up to a dash. */
  public static String commonName(List<Plan> plans) {
    String name = plans.get(0).spec().name();
    for (Plan plan : plans) {
      while (!(plan.spec().name() + "-").startsWith(name + "-")) {
        name = name.contains("-") ? name.substring(0, name.lastIndexOf('-')) : "";
        if (name.isEmpty()) {
          return "experiments";
        }
      }
    }
    return name;
  }
}

package org.querent.experiments.report;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.RunSettings;
import org.querent.experiments.folder.CompleteRun;
import org.querent.experiments.folder.CurveReader;
import org.querent.experiments.folder.DetailsReader;
import org.querent.experiments.folder.FolderReader;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.RunCurve;
import org.querent.experiments.folder.judged.JudgedCurves;
import org.querent.experiments.report.Axis.Unit;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.stopping.StoppingYaml;
import org.querent.strategies.Trait;

/** Makes of what is in a run folder what a report shows. */
public final class FolderContent {
  private static final String BASELINE = "random";

  private final FolderReader reader;

  @Inject
  FolderContent(FolderReader reader) {
    this.reader = reader;
  }

  /** What the report of a run folder shows, with notes of all that is left out or damaged. */
  public ReportContent of(PlayedFolder folder, IntervalMethod intervals, Consumer<String> notes) {
    return of(folder, intervals, notes, notes);
  }

  /**
   * What the report of a run folder shows: the runs that are complete.
   *
   * @param notes hears of what is left out
   * @param others hears of damaged runs that are kept but are none of the experiment
   * @throws ExperimentException if there is no complete run, or what decides the results was
   *     changed
   */
  public ReportContent of(
      PlayedFolder folder,
      IntervalMethod intervals,
      Consumer<String> notes,
      Consumer<String> others) {
    ExperimentSpec spec = reader.experiment(folder);
    List<CompleteRun> runs = reader.runs(folder, spec, notes);
    if (runs.isEmpty()) {
      throw new ExperimentException(folder.path() + " holds no complete run yet");
    }
    reader.checkBeside(folder, spec, false, notes);
    folder.damagedOthers(spec).forEach(others);
    List<RunCurve> logged = runs.stream().map(CompleteRun::curve).toList();
    Map<String, List<LearningCurve>> judged = JudgedCurves.read(folder.path(), logged, notes);
    return of(
        spec,
        folder,
        JudgedCurves.along(logged, judged, spec.settings().evaluate().columns()),
        judged,
        DetailsReader.of(spec, runs),
        intervals);
  }

  /**
   * What a report shows of some runs, and of what else is in the folder and whole.
   *
   * @param logged those of which curves are drawn, complete or not
   * @param judged the curves of other learners
   */
  public static ReportContent of(
      ExperimentSpec spec,
      PlayedFolder folder,
      List<RunCurve> logged,
      Map<String, List<LearningCurve>> judged,
      DetailsReader details,
      IntervalMethod intervals) {
    Map<String, String> provenance = folder.provenance(note -> {});
    List<RunCurve> shown = logged.stream().flatMap(RunCurve::shown).toList();
    Optional<String> baseline =
        spec.settings()
            .report()
            .baseline()
            .or(
                () ->
                    spec.strategies().stream()
                        .filter(strategy -> strategy.provider().name().equals(BASELINE))
                        .map(strategy -> strategy.label())
                        .findFirst());
    return new ReportContent(
        spec.name(),
        About.of(spec),
        provenance.getOrDefault("data set", "") + folds(spec),
        spec.dataset().splits().size() == 1,
        axis(spec.settings()),
        baseline,
        bounds(spec),
        CurveReader.curves(spec, shown),
        folder.resolved(),
        provenance,
        folder.times(note -> {}),
        details.reliability(),
        details.asked(),
        details.items(),
        new StoppingContent(
            spec.stopping().stream().map(StoppingYaml::label).toList(), details.stopped()),
        details.tuning(),
        judged,
        details.items().isEmpty() ? Map.of() : folder.titles(note -> {}),
        details.users(),
        spec.settings().report().yardstick() ? folder.yardstick(note -> {}) : Map.of(),
        intervals,
        shown);
  }

  /** What is called seeds everywhere else. */
  private static String folds(ExperimentSpec spec) {
    return spec.dataset().hasFolds()
        ? "; the folds " + spec.repetitions() + " take the place of seeds"
        : "";
  }

  private static Set<String> bounds(ExperimentSpec spec) {
    return spec.strategies().stream()
        .filter(strategy -> strategy.strategy().has(Trait.CHEATS))
        .map(strategy -> strategy.label())
        .collect(Collectors.toSet());
  }

  private static Axis axis(RunSettings settings) {
    String per =
        switch (settings.protocol()) {
          case POOL -> "";
          case PER_USER -> "user";
          case COLD_START -> "new user";
          case NEW_ITEMS -> "new item";
        };
    return new Axis(settings.queries().haveCosts() ? Unit.COST : Unit.QUERIES, per);
  }
}

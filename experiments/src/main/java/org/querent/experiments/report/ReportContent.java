package org.querent.experiments.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.DetailsReader.MostAsked;
import org.querent.experiments.folder.RunCurve;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.Reliability;
import org.querent.experiments.statistics.users.UserResults;
import org.querent.experiments.tune.Trial;

/**
 * All that a report shows. Immutable and safe for use by many threads.
 *
 * <p>Texts may hold anything: every format escapes them.
 *
 * @param title the name of the experiment
 * @param about what the experiment is
 * @param datasetDescription the data set in one line, with its size
 * @param oneSplit whether files give the only split that there is, so that more seeds would not
 *     tell what another split would give
 * @param axis what the horizontal axis counts
 * @param baseline the label of the strategy to compare with, usually {@code random}; ignored where
 *     no curve has it
 * @param bounds the labels of strategies that cheat: shown, but never called the best
 * @param curves the runs, at least one; strategies keep the order of first appearance
 * @param resolvedYaml the settings with every default filled in
 * @param provenance what the results came from, as names and values in the order to show
 * @param seconds what the runs of each strategy spent on each phase, as far as it was measured
 * @param reliability how well the strategies' models knew their errors at the end, over all seeds,
 *     as far as it was measured
 * @param asked whom and what the strategies asked about, over all seeds, as far as it was measured
 * @param items what the strategies asked about most, over all seeds, as far as it was measured
 * @param stopping where stopping rules would have ended the interviews, as far as runs look at any
 * @param tuning what each seed tried to choose its settings by, by what the seed is called; empty
 *     where nothing is chosen by seed
 * @param evaluators the curves of the learners that judge the runs, by what they are called
 * @param titles what items are called, by their ids, as far as that is known
 * @param users what single users were recommended at the end, by strategy and seed, as far as it
 *     was measured
 * @param yardstick the RMSE with all ratings but the holdout known, by seed, as far as it was
 *     worked out
 * @param intervals how intervals are computed
 * @param runs what was logged of the runs that the curves are of; empty if only the curves are
 *     shown
 */
public record ReportContent(
    String title,
    About about,
    String datasetDescription,
    boolean oneSplit,
    Axis axis,
    Optional<String> baseline,
    Set<String> bounds,
    List<LearningCurve> curves,
    String resolvedYaml,
    Map<String, String> provenance,
    Map<String, Map<String, Double>> seconds,
    Map<String, Reliability> reliability,
    Map<String, AskedPairs> asked,
    Map<String, MostAsked> items,
    StoppingContent stopping,
    Map<String, List<Trial>> tuning,
    Map<String, List<LearningCurve>> evaluators,
    Map<String, String> titles,
    Map<String, Map<Long, UserResults>> users,
    Map<String, String> yardstick,
    IntervalMethod intervals,
    List<RunCurve> runs) {
  /**
   * A report of runs that look at no stopping rule, and that nobody else judges, of an experiment
   * of which no more is known.
   *
   * @throws ExperimentException if there is no curve yet
   */
  public ReportContent(
      String title,
      String datasetDescription,
      Axis axis,
      Optional<String> baseline,
      Set<String> bounds,
      List<LearningCurve> curves,
      String resolvedYaml,
      Map<String, String> provenance,
      Map<String, Map<String, Double>> seconds,
      Map<String, Reliability> reliability,
      Map<String, AskedPairs> asked,
      Map<String, MostAsked> items,
      Map<String, String> titles,
      Map<String, Map<Long, UserResults>> users,
      IntervalMethod intervals,
      List<RunCurve> runs) {
    this(
        title,
        About.NOTHING,
        datasetDescription,
        false,
        axis,
        baseline,
        bounds,
        curves,
        resolvedYaml,
        provenance,
        seconds,
        reliability,
        asked,
        items,
        StoppingContent.NONE,
        Map.of(),
        Map.of(),
        titles,
        users,
        Map.of(),
        intervals,
        runs);
  }

  /**
   * Copies the collections.
   *
   * @throws ExperimentException if there is no curve yet
   */
  public ReportContent {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(datasetDescription, "datasetDescription");
    Objects.requireNonNull(axis, "axis");
    Objects.requireNonNull(resolvedYaml, "resolvedYaml");
    bounds = Set.copyOf(bounds);
    curves = List.copyOf(curves);
    runs = List.copyOf(runs);
    seconds = Map.copyOf(seconds);
    reliability = Map.copyOf(reliability);
    asked = Map.copyOf(asked);
    items = Map.copyOf(items);
    titles = Map.copyOf(titles);
    tuning = Collections.unmodifiableMap(new LinkedHashMap<>(tuning));
    evaluators = Collections.unmodifiableMap(new LinkedHashMap<>(evaluators));
    users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
    Objects.requireNonNull(intervals, "intervals");
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    if (curves.isEmpty()) {
      throw new ExperimentException(
          "There is nothing to report: no run has been evaluated yet. Run the experiment first.");
    }
    List<LearningCurve> all = curves;
    baseline = baseline.filter(b -> all.stream().anyMatch(c -> c.strategy().equals(b)));
  }
}

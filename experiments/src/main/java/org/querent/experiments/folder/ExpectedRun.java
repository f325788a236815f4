package org.querent.experiments.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.querent.core.Counted;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.folder.RunSeal.BrokenException;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.stopping.QueryBudget;

/**
 * What a complete run should be, as its experiment plans it.
 *
 * @param origin what it should be of
 * @param strategy by what it should be played, as {@link PlayedBy} says it
 * @param protocol who is asked
 * @param budget how much: in all where there is one pool, else each who is asked
 * @param every queries between two evaluations
 * @param isDrawn whether its split is drawn, so that all newcomers have answers and a holdout
 */
public record ExpectedRun(
    RunOrigin origin,
    String strategy,
    Protocol protocol,
    QueryBudget budget,
    int every,
    boolean isDrawn) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A run of an experiment.
   *
   * @param origin what it should be of
   * @param strategy by what it should be played
   */
  public static ExpectedRun of(ExperimentSpec spec, RunOrigin origin, String strategy) {
    return new ExpectedRun(
        origin,
        strategy,
        spec.settings().protocol(),
        new QueryBudget(spec.settings().queries().budget(), spec.settings().queries().batch()),
        spec.settings().evaluate().every(),
        spec.dataset().splits().isEmpty());
  }

  /**
   * Requires of what was logged that it is all that is planned: the queries of the budget, or as
   * many as there were to ask, and every evaluation up to the one after the last query. So a run
   * that was shortened and sealed anew is told from a whole one. Cost: reads the logs.
   *
   * @param run the run's folder
   * @throws BrokenException if not
   */
  void requireAll(Path run) throws IOException {
    String told = PlayedBy.strategy(PlayedBy.read(run));
    if (!told.isEmpty() && !told.equals(strategy)) {
      throw new BrokenException(
          PlayedBy.file(run), "it tells of another strategy than " + PlayedFolder.RESOLVED);
    }
    List<String> queries = lines(run.resolve(RunLog.QUERIES));
    OptionalLong planned = planned(run);
    if (planned.isPresent() && planned.getAsLong() != queries.size()) {
      throw lacking(run.resolve(RunLog.QUERIES), queries.size(), planned.getAsLong());
    }
    int most = protocol == Protocol.POOL ? queries.size() : mostOfOne(queries);
    if (most > budget.total()) {
      throw lacking(run.resolve(RunLog.QUERIES), most, budget.total());
    }
    requireEvaluations(run.resolve(RunLog.CURVE), most);
  }

  private static BrokenException lacking(Path log, int queries, long planned) {
    return new BrokenException(
        log,
        String.format(
            Locale.ROOT,
            "it has %s, and the experiment plans %,d",
            Counted.of(queries, "query"),
            planned));
  }

  /** How many queries there should be, where that can be told without the data. */
  private OptionalLong planned(Path run) throws IOException {
    if (protocol == Protocol.POOL) {
      return OptionalLong.of(budget.total());
    }
    // A newcomer of a split of one's own may have no holdout, and is not asked then.
    return isDrawn || !protocol.hasNewcomers()
        ? RunDetails.of(Files.readAllBytes(run.resolve(RunDetails.NAME))).planned()
        : OptionalLong.empty();
  }

  /** The most that one user, or new item, was asked about. */
  private int mostOfOne(List<String> queries) throws IOException {
    String key = protocol == Protocol.NEW_ITEMS ? "item" : "user";
    Map<String, Integer> counts = new HashMap<>();
    int most = 0;
    for (String line : queries) {
      String one = JSON.readTree(line).path(key).asText();
      most = Math.max(most, counts.merge(one, 1, Integer::sum));
    }
    return most;
  }

  /**
   * At the start, after the first batch that reaches each multiple, and at the end: see
   * SimulationSettings.
   */
  private void requireEvaluations(Path curve, int end) throws IOException {
    Set<Integer> points = new HashSet<>();
    for (String line : lines(curve)) {
      points.add(JSON.readTree(line).path("queries").asInt());
    }
    requireOne(curve, points, 0);
    for (int before = 0, now; before < end; before = now) {
      now = before + budget.next(before, end - before);
      if (now / every > before / every || now == end) {
        requireOne(curve, points, now);
      }
    }
  }

  private static void requireOne(Path curve, Set<Integer> points, int queries)
      throws BrokenException {
    if (!points.contains(queries)) {
      throw new BrokenException(
          curve, "it lacks the evaluation after " + Counted.of(queries, "query"));
    }
  }

  private static List<String> lines(Path log) throws IOException {
    return LineLog.good(Files.readAllBytes(log)).lines();
  }
}

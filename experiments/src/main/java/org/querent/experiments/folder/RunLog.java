package org.querent.experiments.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.querent.core.Counted;
import org.querent.core.archive.AtomicFile;
import org.querent.core.archive.Sha256;
import org.querent.core.data.Ids;
import org.querent.core.data.Ratings;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.tune.Trial;
import org.querent.simulator.metric.Calibration;
import org.querent.simulator.metric.Drift;
import org.querent.simulator.metric.UserValues;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.EvenDraws;
import org.querent.simulator.progress.RunState;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.progress.StoppedAt;

/**
 * Writes what happens in a run: {@code curve.jsonl} with one line per evaluation and {@code
 * queries.jsonl} with one line per query, users and items under their original ids, the rating
 * {@code null} where there is none, and what the user then rated by themselves; at the end {@link
 * RunDetails}.
 *
 * <p>The run is complete once its {@link RunSeal} is there. Until then it can be opened again: see
 * {@link LineLog}.
 */
public final class RunLog implements SimulationListener, AutoCloseable {
  /** A line per evaluation. */
  public static final String CURVE = "curve.jsonl";

  /** A line per query. */
  public static final String QUERIES = "queries.jsonl";

  /** What has to be the same bytes each time. */
  public static final List<String> FILES = List.of(CURVE, QUERIES, RunDetails.NAME);

  /** What must not be another once the run is complete. */
  public static final List<String> SEALED = List.of(CURVE, QUERIES, RunDetails.NAME, PlayedBy.NAME);

  private final Path folder;
  private final Ratings ratings;
  private final LineLog curve;
  private final LineLog queries;
  private final RunDetails.Heard heard = new RunDetails.Heard();

  /** What was rated without being asked after the query that is logged next. */
  private ArrayNode natural = JsonNodeFactory.instance.arrayNode();

  /** Whether nothing was asked since the last evaluation. */
  private boolean isEvaluated;

  private RunLog(Path folder, Ratings ratings, LineLog curve, LineLog queries) {
    this.folder = folder;
    this.ratings = ratings;
    this.curve = curve;
    this.queries = queries;
  }

  /** Opens the log of a run that is not complete, or begins one. */
  public static RunLog open(Path folder, Ratings ratings) throws IOException {
    RunFolder.makeWithin(folder);
    Files.deleteIfExists(folder.resolve(RunSeal.NAME));
    Files.deleteIfExists(folder.resolve(RunDetails.NAME));
    LineLog curve = LineLog.open(folder.resolve(CURVE));
    try {
      return new RunLog(folder, ratings, curve, LineLog.open(folder.resolve(QUERIES)));
    } catch (IOException e) {
      curve.close();
      throw e;
    }
  }

  /** Deletes what was logged of a run; its checkpoints count on it and are passed over then. */
  public static void discard(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(CURVE));
    Files.deleteIfExists(folder.resolve(QUERIES));
  }

  /** Whether a run was finished: it has its seal, or what is written last before that. */
  public static boolean isFinished(Path folder) {
    return RunSeal.isThere(folder) || Files.exists(folder.resolve(RunDetails.NAME));
  }

  /** How a finished run is damaged, or cannot be a run; empty if it is sound or not finished. */
  public static Optional<String> damage(Path folder, ExpectedRun expected) throws IOException {
    try {
      RunFolder.requirePlaces(folder);
      if (!RunSeal.isThere(folder)) {
        return isFinished(folder)
            ? Optional.of(folder.resolve(RunSeal.NAME) + ": it is missing")
            : Optional.empty();
      }
      RunSeal.read(folder).require(folder, expected);
      return Optional.empty();
    } catch (RunSeal.BrokenException e) {
      return Optional.of(e.what());
    }
  }

  /** How a complete run is damaged of which nobody says any more what it should be. */
  public static Optional<String> damage(Path folder) throws IOException {
    try {
      RunSeal.read(folder).requireOwn(folder);
      return Optional.empty();
    } catch (RunSeal.BrokenException e) {
      return Optional.of(e.what());
    }
  }

  /** Whether a run is complete, of what it should be of, and undamaged since. */
  public static boolean isComplete(Path folder, ExpectedRun expected) throws IOException {
    return RunSeal.isThere(folder) && damage(folder, expected).isEmpty();
  }

  /** Whether a query of a run was logged. */
  public static boolean isAsked(Path folder) throws IOException {
    Path queries = folder.resolve(QUERIES);
    return Files.exists(queries) && Files.size(queries) > 0;
  }

  /** Whether everything up to a state was logged. */
  boolean reaches(RunState state) {
    return state.asked() <= queries.found() && state.evaluations() <= curve.found();
  }

  /** What a state of this run tells of itself, if it counts on what was found. */
  StateOrigin originAt(RunState state, RunOrigin run) throws IOException {
    return new StateOrigin(
        run, curve.foundSum(state.evaluations()), queries.foundSum(state.asked()));
  }

  /** What a state of this run tells of itself that is taken now. */
  StateOrigin originNow(RunOrigin run) {
    return new StateOrigin(run, curve.sum(), queries.sum());
  }

  /** Goes on after what was logged up to a state. */
  void skipTo(RunState state) throws IOException {
    queries.skip(state.asked());
    curve.skip(state.evaluations());
  }

  @Override
  public void offered(EvenDraws draws) {
    heard.chance = RunDetails.chance(draws, ratings); // At once: what is drawn from is large.
  }

  @Override
  public void natural(int query, int user, int item, double rating) {
    ObjectNode rated = natural.addObject();
    put(rated, "item", ratings.itemIds(), item);
    rated.put("rating", rating);
  }

  @Override
  public void answered(int query, int user, int item, double rating) {
    write(query, user, item, JsonNodeFactory.instance.numberNode(rating));
  }

  @Override
  public void unanswered(int query, int user, int item) {
    write(query, user, item, JsonNodeFactory.instance.nullNode());
  }

  private void write(int query, int user, int item, JsonNode rating) {
    isEvaluated = false;
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("query", query);
    put(line, "user", ratings.userIds(), user);
    put(line, "item", ratings.itemIds(), item);
    line.set("rating", rating);
    if (!natural.isEmpty()) {
      line.set("natural", natural);
      natural = JsonNodeFactory.instance.arrayNode();
    }
    write(queries, line);
  }

  /** Numbers where all ids are, so that who reads them gets a column of one type. */
  private static void put(ObjectNode line, String key, Ids ids, int index) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    String id = ids.idOf(index);
    line.set(key, ids.areNumbers() ? json.numberNode(Long.parseLong(id)) : json.textNode(id));
  }

  @Override
  public void evaluated(CurvePoint point) {
    isEvaluated = true;
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("queries", point.queries());
    line.put("ratings", point.ratings());
    line.put("answer-rate", point.answerRate());
    line.put("cost", point.cost());
    line.put("cumulative-rating", point.cumulativeRating());
    if (point.natural() > 0) {
      line.put(RunCurve.NATURAL, point.natural());
    }
    line.put("pool-variance", point.poolVariance());
    line.put("rmse", point.accuracy().rmse());
    line.put("mae", point.accuracy().mae());
    line.put("nll", point.accuracy().nll());
    line.put("coverage-90", point.accuracy().coverage90());
    line.put("noise", point.noise());
    if (point.ownRmse().isPresent()) {
      line.put(RunCurve.OWN_RMSE, point.ownRmse().getAsDouble());
    }
    if (point.drift().isPresent()) {
      Drift drift = point.drift().get();
      line.put("drift-rmse", drift.rmse());
      line.put("drift-means", drift.means());
      line.put("drift-deviations", drift.deviations());
    }
    point.others().forEach(line::put);
    write(curve, line);
  }

  /** Hears what the seed of the run has tried before it, to choose its settings by. */
  public void tuned(List<Trial> trials) {
    heard.tuning = trials;
  }

  @Override
  public void ranked(UserValues values) {
    heard.users = Optional.of(values);
  }

  @Override
  public void calibrated(Calibration calibration) {
    heard.calibration = calibration;
  }

  @Override
  public void stopped(List<StoppedAt> rules) {
    heard.stopped = rules;
  }

  private static void write(LineLog log, ObjectNode line) {
    try {
      log.write(line.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(log.path().getFileName() + ": " + e.getMessage(), e);
    }
  }

  /** Returns when all is on the disk. */
  void force() throws IOException {
    curve.force();
    queries.force();
  }

  /**
   * Completes the run, by what this process knows of its logs.
   *
   * @param origin what it is of
   * @param asked how many queries it has asked
   * @throws LineLog.ChangedException if more had been logged
   * @throws ExperimentException if something else is on the disk, or not all is logged
   */
  public void complete(RunOrigin origin, int asked) throws IOException {
    if (queries.lines() != asked || !isEvaluated) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s has %,d of %s%s; give the command again, which mends it",
              folder,
              queries.lines(),
              Counted.of(asked, "query"),
              isEvaluated ? "" : " and lacks the last evaluation"));
    }
    force();
    Map<String, String> sums = new TreeMap<>();
    sums.put(CURVE, curve.seal());
    sums.put(QUERIES, queries.seal());
    byte[] details = RunDetails.of(queries.path(), ratings, heard).json();
    AtomicFile.write(folder.resolve(RunDetails.NAME), details);
    sums.put(RunDetails.NAME, Sha256.hex(details));
    RunSeal.sum(folder.resolve(PlayedBy.NAME)).ifPresent(sum -> sums.put(PlayedBy.NAME, sum));
    new RunSeal(Optional.of(origin), asked, curve.lines(), sums).write(folder);
  }

  @Override
  public void close() throws IOException {
    curve.close();
    queries.close();
  }
}

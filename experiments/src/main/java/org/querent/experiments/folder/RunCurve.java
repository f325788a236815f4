package org.querent.experiments.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.evaluate.Metric;
import org.querent.experiments.statistics.LearningCurve;

/**
 * The points of one run's curve as they were logged, at least one. Eight bytes a number; the arrays
 * are not to be changed.
 *
 * @param file where it was read from
 * @param complete whether the run is
 * @param queries at each point
 * @param costs at each point
 * @param answers how many of the queries were answered at each point, of each who is asked apart on
 *     average
 * @param values of each metric at each point, of all and of groups, and of {@link #NATURAL} where
 *     users rated anything by themselves
 */
public record RunCurve(
    Path file,
    RunId id,
    boolean complete,
    int[] queries,
    double[] costs,
    double[] answers,
    Map<String, double[]> values) {
  /** What is called, in the log as well, how many ratings users gave by themselves. */
  public static final String NATURAL = "natural-ratings";

  /** What is called, in the log as well, the RMSE of what a strategy predicts by itself. */
  public static final String OWN_RMSE = Metric.OWN_RMSE.key();

  /**
   * Reads the curve of a complete run.
   *
   * @param file where the bytes are from
   * @throws ExperimentException if they are not as they were written
   */
  static RunCurve complete(Path file, byte[] bytes, RunId id, List<String> metrics) {
    LineLog.Good good = LineLog.good(bytes);
    List<String> lines = good.lines();
    if (!good.isAll()) {
      throw damaged(
          file,
          String.format(Locale.ROOT, "line %d is not what was written", lines.size() + 1),
          null);
    }
    if (lines.isEmpty()) {
      throw damaged(file, "it is empty", null);
    }
    return of(file, id, true, lines, metrics);
  }

  /**
   * Reads the curve of a run that is under way, as far as it is good: the last line may be half
   * written.
   *
   * @return none or one
   * @throws ExperimentException if a whole line says something else than it should
   */
  public static List<RunCurve> underWay(Path file, RunId id, List<String> metrics)
      throws IOException {
    List<String> lines = LineLog.good(Files.readAllBytes(file)).lines();
    return lines.isEmpty() ? List.of() : List.of(of(file, id, false, lines, metrics));
  }

  private static RunCurve of(
      Path file, RunId id, boolean complete, List<String> lines, List<String> metrics) {
    try {
      LoggedPoints points = LoggedPoints.of(lines, metrics);
      Map<String, double[]> values = new LinkedHashMap<>();
      for (String metric : metrics) {
        // Not every strategy predicts by itself.
        if (!metric.equals(OWN_RMSE) || points.has(OWN_RMSE)) {
          values.put(metric, points.numbers(metric));
        }
      }
      if (points.has(NATURAL)) {
        values.put(NATURAL, points.numbersOrZero(NATURAL));
      }
      points.ofGroups().forEach(group -> values.put(group, points.numbers(group)));
      int[] queries = points.queries();
      return new RunCurve(
          file,
          id,
          complete,
          queries,
          points.numbers("cost"),
          answers(queries, points.numbers("answer-rate")),
          values);
    } catch (JsonProcessingException e) {
      throw damaged(file, e.getOriginalMessage(), e);
    } catch (LoggedPoints.NoNumberException e) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s: %s, so the model of this run diverged; run the experiment again with --force",
              file,
              e.getMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw damaged(file, e.getMessage(), e);
    }
  }

  private static double[] answers(int[] queries, double[] rates) {
    double[] answers = new double[queries.length];
    // What was divided before it was written is a whole number again.
    Arrays.setAll(answers, n -> Math.rint(1e6 * queries[n] * rates[n]) / 1e6);
    return answers;
  }

  private static ExperimentException damaged(Path file, String reason, Exception cause) {
    return new ExperimentException(
        String.format(
            Locale.ROOT,
            "%s is damaged; run the experiment again, which mends it: %s",
            file,
            reason.lines().findFirst().orElse("")),
        cause);
  }

  /** This curve with more numbers at its points. */
  public RunCurve with(Map<String, double[]> more) {
    Map<String, double[]> all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new RunCurve(file, id, complete, queries, costs, answers, all);
  }

  /** What it cost to the last point. */
  double cost() {
    return costs[costs.length - 1];
  }

  /** The number of queries at the last point. */
  public int asked() {
    return queries[queries.length - 1];
  }

  /** How many queries were answered by the last point, of each who is asked apart on average. */
  public double answered() {
    return answers[answers.length - 1];
  }

  /**
   * This run as it is shown: once, or where its strategy predicts by itself a second time, under a
   * name that says so, by the error of that.
   */
  public Stream<RunCurve> shown() {
    double[] own = values.get(OWN_RMSE);
    if (own == null) {
      return Stream.of(this);
    }
    Map<String, double[]> ofModel = new LinkedHashMap<>(values);
    ofModel.remove(OWN_RMSE);
    RunId ownId =
        new RunId(id.strategy() + " (own predictions)", id.model(), id.seed(), id.repetition());
    return Stream.of(
        new RunCurve(file, id, complete, queries, costs, answers, ofModel),
        new RunCurve(
            file, ownId, complete, queries, costs, answers, Map.of(LearningCurve.RMSE, own)));
  }

  /** How many ratings users gave by themselves by the last point, counted as the answers are. */
  public double natural() {
    double[] all = values.get(NATURAL);
    return all == null ? 0 : all[all.length - 1];
  }

  LearningCurve byQueries() {
    return curve(queries, values);
  }

  /**
   * At every multiple of a step, the last point that did not cost more.
   *
   * @param reached the most that may have been spent
   */
  LearningCurve byCost(double reached, int step) {
    int length = (int) (Math.max(0, reached) / step) + 1;
    int[] chosen = new int[length];
    for (int n = 0, last = 0; n < length; n++) {
      while (last + 1 < costs.length && costs[last + 1] <= (long) n * step) {
        last++;
      }
      chosen[n] = last;
    }
    Map<String, double[]> there = new LinkedHashMap<>();
    values.forEach(
        (metric, all) ->
            there.put(metric, IntStream.of(chosen).mapToDouble(point -> all[point]).toArray()));
    return curve(IntStream.range(0, length).map(n -> n * step).toArray(), there);
  }

  /**
   * At every multiple of a step, interpolated between the last point with no more answers and the
   * next one: how many answers there are at a point is chance, so that hardly any has as many.
   */
  LearningCurve byAnswers(int step) {
    int length = (int) (answered() / step) + 1;
    Map<String, double[]> there = new LinkedHashMap<>();
    values.forEach((metric, all) -> there.put(metric, interpolated(all, step, length)));
    return curve(IntStream.range(0, length).map(n -> n * step).toArray(), there);
  }

  private double[] interpolated(double[] all, int step, int length) {
    double[] there = new double[length];
    for (int n = 0, last = 0; n < length; n++) {
      double wanted = (double) n * step;
      while (last + 1 < answers.length && answers[last + 1] <= wanted) {
        last++;
      }
      there[n] = all[last];
      if (wanted > answers[last]) {
        double part = (wanted - answers[last]) / (answers[last + 1] - answers[last]);
        there[n] += part * (all[last + 1] - all[last]);
      }
    }
    return there;
  }

  private LearningCurve curve(int[] at, Map<String, double[]> there) {
    try {
      return new LearningCurve(id.strategy(), id.seed(), at, there);
    } catch (IllegalArgumentException e) {
      throw damaged(file, e.getMessage(), e);
    }
  }
}

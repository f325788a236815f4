package org.querent.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.spec.EvaluateSpec.Metric;
import org.querent.experiments.spec.ExperimentSpec;
import org.querent.experiments.spec.StrategySpec;
import org.querent.experiments.statistics.LearningCurve;

/** Reads the curves of an experiment's complete runs back from its folder. */
final class CurveReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CurveReader() {}

  /**
   * The curves of the complete runs, strategy by strategy: by the number of queries, or by what
   * they have cost where the experiment says what that is.
   */
  static List<LearningCurve> read(ExperimentSpec spec, Path folder) {
    boolean byCost = spec.settings().queries().costs().isPresent();
    List<List<JsonNode>> runs = new ArrayList<>();
    List<RunId> ids = new ArrayList<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      for (long seed : spec.seeds()) {
        RunId id = RunId.of(spec, strategy, seed);
        Path file = file(folder, id);
        if (Files.exists(file)) {
          runs.add(points(file));
          ids.add(id);
        }
      }
    }
    List<Metric> metrics = spec.settings().evaluate().metrics();
    int every = spec.settings().evaluate().every();
    double reached = byCost ? reachedByAll(runs, ids, folder) : 0;
    List<LearningCurve> curves = new ArrayList<>();
    for (int run = 0; run < runs.size(); run++) {
      List<JsonNode> points = runs.get(run);
      RunId id = ids.get(run);
      curves.add(
          guarded(
              file(folder, id),
              () ->
                  byCost
                      ? byCost(id, points, metrics, every, reached)
                      : byQueries(id, points, metrics)));
    }
    return curves;
  }

  private static Path file(Path folder, RunId id) {
    return folder.resolve("runs").resolve(id.folderName()).resolve(RunLog.CURVE);
  }

  private static List<JsonNode> points(Path file) {
    try {
      List<JsonNode> points = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        points.add(JSON.readTree(line));
      }
      return points;
    } catch (JsonProcessingException e) {
      throw damaged(file, e.getOriginalMessage(), e);
    } catch (CharacterCodingException e) {
      throw damaged(file, "it is not UTF-8", e);
    } catch (IOException e) {
      throw RunFolder.failure("cannot read " + file, e);
    }
  }

  /** What a file that holds something else than a curve makes of it. */
  private static <T> T guarded(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw damaged(file, e.getMessage(), e);
    }
  }

  private static LearningCurve byQueries(RunId id, List<JsonNode> points, List<Metric> metrics) {
    int[] queries = points.stream().mapToInt(CurveReader::queries).toArray();
    return new LearningCurve(id.strategy(), id.seed(), queries, values(points, metrics));
  }

  private static Map<String, double[]> values(List<JsonNode> points, List<Metric> metrics) {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      String key = metric.key();
      values.put(key, points.stream().mapToDouble(p -> number(p, key).doubleValue()).toArray());
    }
    return values;
  }

  /** The smallest cost that a run ends at. */
  private static double reachedByAll(List<List<JsonNode>> runs, List<RunId> ids, Path folder) {
    double reached = Double.POSITIVE_INFINITY;
    for (int run = 0; run < runs.size(); run++) {
      List<JsonNode> points = runs.get(run);
      double last = guarded(file(folder, ids.get(run)), () -> cost(points, points.size() - 1));
      reached = Math.min(reached, last);
    }
    return reached;
  }

  /** At every multiple of a step, the last evaluation that did not cost more. */
  private static LearningCurve byCost(
      RunId id, List<JsonNode> points, List<Metric> metrics, int every, double reached) {
    List<JsonNode> chosen = new ArrayList<>();
    int last = 0;
    for (int n = 0; (double) n * every <= reached; n++) {
      while (last + 1 < points.size() && cost(points, last + 1) <= (double) n * every) {
        last++;
      }
      chosen.add(points.get(last));
    }
    int[] costs = IntStream.range(0, chosen.size()).map(n -> n * every).toArray();
    return new LearningCurve(id.strategy(), id.seed(), costs, values(chosen, metrics));
  }

  private static double cost(List<JsonNode> points, int at) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    return number(points.get(at), "cost").doubleValue();
  }

  private static int queries(JsonNode point) {
    JsonNode value = point.required("queries");
    if (!value.isInt()) {
      throw new IllegalArgumentException("found " + value + " queries, allowed a whole number");
    }
    return value.intValue();
  }

  /** A text, such as Jackson's NaN, would silently read as zero. */
  private static JsonNode number(JsonNode point, String key) {
    JsonNode value = point.required(key);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("found " + value + " for " + key + ", allowed a number");
    }
    return value;
  }

  private static ExperimentException damaged(Path file, String reason, Exception cause) {
    return new ExperimentException(
        "%s is damaged; delete it and run the experiment again: %s"
            .formatted(file, reason.lines().findFirst().orElse("")),
        cause);
  }
}

package org.querent.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.spec.EvaluateSpec.Metric;
import org.querent.experiments.spec.ExperimentSpec;
import org.querent.experiments.spec.RunSettings;
import org.querent.experiments.spec.StrategySpec;
import org.querent.experiments.statistics.LearningCurve;

/** Reads the curves of an experiment's complete runs back from its folder. */
final class CurveReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CurveReader() {}

  /** The points of one complete run's curve, as they were logged; at least one. */
  private record Run(RunId id, List<JsonNode> points) {
    LearningCurve curve(int[] queries, List<JsonNode> at, List<Metric> metrics) {
      Map<String, double[]> values = new LinkedHashMap<>();
      for (Metric metric : metrics) {
        String key = metric.key();
        values.put(key, at.stream().mapToDouble(p -> number(p, key)).toArray());
      }
      return new LearningCurve(id.strategy(), id.seed(), queries, values);
    }

    double cost() {
      return number(points.get(points.size() - 1), "cost");
    }
  }

  /**
   * The curves of the complete runs, strategy by strategy: by the number of queries, or by what
   * they have cost where the experiment says what that is.
   */
  static List<LearningCurve> read(ExperimentSpec spec, Path folder) {
    List<Metric> metrics = spec.settings().evaluate().metrics();
    Map<Path, Run> runs = runs(spec, folder);
    if (spec.settings().queries().costs().isEmpty()) {
      return curves(runs, run -> byQueries(run, metrics));
    }
    double[] costs = curves(runs, Run::cost).stream().mapToDouble(cost -> cost).toArray();
    double reached = Math.min(Arrays.stream(costs).min().orElse(0), Integer.MAX_VALUE);
    int step = step(reached, spec.settings());
    return curves(runs, run -> byCost(run, metrics, reached, step));
  }

  private static Map<Path, Run> runs(ExperimentSpec spec, Path folder) {
    Map<Path, Run> runs = new LinkedHashMap<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      for (long seed : spec.seeds()) {
        RunId id = RunId.of(spec, strategy, seed);
        Path file = folder.resolve("runs").resolve(id.folderName()).resolve(RunLog.CURVE);
        if (RunLog.isMarked(file.getParent())) {
          runs.put(file, new Run(id, points(file)));
        }
      }
    }
    return runs;
  }

  private static List<JsonNode> points(Path file) {
    try {
      List<JsonNode> points = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (!LineLog.isGood(bytes, 0, bytes.length)) {
          throw damaged(file, "line %d is not what was written".formatted(points.size() + 1), null);
        }
        points.add(JSON.readTree(line));
      }
      if (points.isEmpty()) {
        throw damaged(file, "it is empty", null);
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

  /** What is read of each run; a file that holds something else than a curve is named. */
  private static <T> List<T> curves(Map<Path, Run> runs, Function<Run, T> reading) {
    List<T> read = new ArrayList<>();
    runs.forEach(
        (file, run) -> {
          try {
            read.add(reading.apply(run));
          } catch (IllegalArgumentException e) {
            throw damaged(file, e.getMessage(), e);
          }
        });
    return read;
  }

  private static LearningCurve byQueries(Run run, List<Metric> metrics) {
    int[] queries = run.points().stream().mapToInt(CurveReader::queries).toArray();
    return run.curve(queries, run.points(), metrics);
  }

  /** About as many steps as there are evaluations, in whole units of cost. */
  private static int step(double reached, RunSettings settings) {
    double evaluations =
        Math.ceil((double) settings.queries().budget() / settings.evaluate().every());
    return (int) Math.max(1, Math.ceil(reached / evaluations));
  }

  /** At every multiple of a step, the last evaluation that did not cost more. */
  private static LearningCurve byCost(Run run, List<Metric> metrics, double reached, int step) {
    List<JsonNode> points = run.points();
    List<JsonNode> chosen = new ArrayList<>();
    int last = 0;
    for (long cost = 0; cost <= reached; cost += step) {
      while (last + 1 < points.size() && number(points.get(last + 1), "cost") <= cost) {
        last++;
      }
      chosen.add(points.get(last));
    }
    int[] costs = IntStream.range(0, chosen.size()).map(n -> n * step).toArray();
    return run.curve(costs, chosen, metrics);
  }

  private static int queries(JsonNode point) {
    JsonNode value = point.required("queries");
    if (!value.isInt()) {
      throw new IllegalArgumentException("found " + value + " queries, allowed a whole number");
    }
    return value.intValue();
  }

  /** A text, such as Jackson's NaN, would silently read as zero. */
  private static double number(JsonNode point, String key) {
    JsonNode value = point.required(key);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("found " + value + " for " + key + ", allowed a number");
    }
    return value.doubleValue();
  }

  private static ExperimentException damaged(Path file, String reason, Exception cause) {
    return new ExperimentException(
        "%s is damaged; run the experiment again, which mends it: %s"
            .formatted(file, reason.lines().findFirst().orElse("")),
        cause);
  }
}

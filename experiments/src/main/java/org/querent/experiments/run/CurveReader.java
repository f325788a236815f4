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
import org.querent.experiments.ExperimentException;
import org.querent.experiments.spec.EvaluateSpec.Metric;
import org.querent.experiments.spec.ExperimentSpec;
import org.querent.experiments.spec.StrategySpec;
import org.querent.experiments.statistics.LearningCurve;

/** Reads the curves of an experiment's complete runs back from its folder. */
final class CurveReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CurveReader() {}

  /** The curves of the complete runs, strategy by strategy. */
  static List<LearningCurve> read(ExperimentSpec spec, Path folder) {
    List<LearningCurve> curves = new ArrayList<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      for (long seed : spec.seeds()) {
        RunId id = RunId.of(spec, strategy, seed);
        Path file = folder.resolve("runs").resolve(id.folderName()).resolve(RunLog.CURVE);
        if (Files.exists(file)) {
          curves.add(read(file, id, spec.settings().evaluate().metrics()));
        }
      }
    }
    return curves;
  }

  private static LearningCurve read(Path file, RunId id, List<Metric> metrics) {
    try {
      List<JsonNode> points = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        points.add(JSON.readTree(line));
      }
      Map<String, double[]> values = new LinkedHashMap<>();
      for (Metric metric : metrics) {
        values.put(
            metric.key(),
            points.stream().mapToDouble(p -> number(p, metric.key()).doubleValue()).toArray());
      }
      int[] queries = points.stream().mapToInt(CurveReader::queries).toArray();
      return new LearningCurve(id.strategy(), id.seed(), queries, values);
    } catch (JsonProcessingException e) {
      throw damaged(file, e.getOriginalMessage(), e);
    } catch (CharacterCodingException e) {
      throw damaged(file, "it is not UTF-8", e);
    } catch (IOException e) {
      throw RunFolder.failure("cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      throw damaged(file, e.getMessage(), e);
    }
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

package org.querent.experiments.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
            points.stream().mapToDouble(p -> p.required(metric.key()).doubleValue()).toArray());
      }
      int[] queries = points.stream().mapToInt(p -> p.required("queries").intValue()).toArray();
      return new LearningCurve(id.strategy(), id.seed(), queries, values);
    } catch (IOException e) {
      throw RunFolder.failure("cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      throw new ExperimentException(
          file + " is damaged; delete it and run the experiment again: " + e.getMessage(), e);
    }
  }
}

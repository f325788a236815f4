package org.querent.experiments.folder.judged;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.querent.core.archive.AtomicFile;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.folder.RunSeal;
import org.querent.experiments.folder.SealedText;
import org.querent.simulator.judge.JudgedPoint;

/**
 * What a learner made of one run: a sealed file in {@code evaluators/LEARNER/}, called as the run.
 * It tells of what it was made, so that it is passed over where the run, or the learner, is another
 * now.
 *
 * @param of a line about the run and what it had logged, and then the learner
 */
public record JudgedRun(String of, List<JudgedPoint> points) {
  /** The folder that has a folder for each learner. */
  public static final String FOLDER = "evaluators";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OF = "of";
  private static final String POINTS = "points";
  private static final String QUERIES = "queries";
  private static final String RATINGS = "ratings";

  /** Copies the points. */
  public JudgedRun {
    points = List.copyOf(points);
  }

  /** Where it is kept. */
  public static Path file(Path folder, String learner, RunId run) {
    return folder.resolve(FOLDER).resolve(learner).resolve(run.folderName() + ".json");
  }

  /**
   * Tells a run, and which bytes it had logged: the beginning of {@link #of}.
   *
   * @param run the folder of a complete run
   */
  public static String madeOf(Path run) throws IOException {
    RunSeal seal = RunSeal.read(run);
    List<String> all = new ArrayList<>();
    seal.origin().ifPresent(it -> all.addAll(List.of(it.run(), it.settings(), it.data())));
    all.add(seal.files().getOrDefault(RunLog.QUERIES, ""));
    return String.join(" ", all) + "\n";
  }

  /** Writes it, all or nothing. */
  public void write(Path file) throws IOException {
    ObjectNode json = JSON.createObjectNode().put(OF, of);
    ArrayNode all = json.putArray(POINTS);
    for (JudgedPoint point : points) {
      ObjectNode one = all.addObject().put(QUERIES, point.queries()).put(RATINGS, point.ratings());
      point.values().forEach(one::put);
    }
    Files.createDirectories(file.getParent());
    AtomicFile.write(file, SealedText.json(json).getBytes(StandardCharsets.UTF_8));
  }

  /** Reads it; empty if it is not there, or not as it was written. */
  public static Optional<JudgedRun> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Optional<SealedText> text = SealedText.readJson(file).filter(SealedText::isSealed);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(of(JSON.readTree(text.get().text())));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static JudgedRun of(JsonNode json) {
    List<JudgedPoint> points = new ArrayList<>();
    for (JsonNode point : json.required(POINTS)) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : point.properties()) {
        if (!field.getKey().equals(QUERIES) && !field.getKey().equals(RATINGS)) {
          values.put(field.getKey(), field.getValue().asDouble());
        }
      }
      points.add(
          new JudgedPoint(
              point.required(QUERIES).asInt(), point.required(RATINGS).asInt(), values));
    }
    return new JudgedRun(json.required(OF).asText(), points);
  }
}

package org.querent.experiments.folder.judged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.core.data.Ids;
import org.querent.core.data.Ratings;
import org.querent.experiments.folder.LineLog;
import org.querent.experiments.folder.RunLog;
import org.querent.simulator.judge.AnswerLog;
import org.querent.simulator.spec.Protocol;

/**
 * What a complete run logged, as far as others can judge by it.
 *
 * @param answers what was asked and answered
 * @param points the queries at each point of its curve, ascending from 0
 */
public record LoggedRun(AnswerLog answers, int[] points) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the logs of a run whose seal was found to be whole.
   *
   * @param ratings the data set that it was played on
   */
  public static LoggedRun read(Path run, Protocol protocol, Ratings ratings) throws IOException {
    AnswerLog answers = new AnswerLog(protocol, ratings);
    for (String line : LineLog.good(Files.readAllBytes(run.resolve(RunLog.QUERIES))).lines()) {
      JsonNode query = JSON.readTree(line);
      int user = index(ratings.userIds(), query, "user");
      for (JsonNode rated : query.path("natural")) {
        answers.natural(
            user, index(ratings.itemIds(), rated, "item"), rated.required("rating").asDouble());
      }
      int item = index(ratings.itemIds(), query, "item");
      if (query.required("rating").isNull()) {
        answers.unanswered(user, item);
      } else {
        answers.answered(user, item, query.required("rating").asDouble());
      }
    }
    int[] points =
        LineLog.good(Files.readAllBytes(run.resolve(RunLog.CURVE))).lines().stream()
            .mapToInt(LoggedRun::queries)
            .toArray();
    return new LoggedRun(answers, points);
  }

  private static int queries(String line) {
    try {
      return JSON.readTree(line).required("queries").asInt();
    } catch (IOException e) {
      throw new IllegalArgumentException(line, e); // It has its checksum, and so was written so.
    }
  }

  private static int index(Ids ids, JsonNode line, String key) {
    return ids.indexOf(line.required(key).asText()).orElseThrow();
  }

  /** Those points that reach a multiple of so many queries first, the first and the last. */
  public int[] points(Optional<Integer> every) {
    return IntStream.range(0, points.length)
        .filter(
            n ->
                every.isEmpty()
                    || n == 0
                    || n == points.length - 1
                    || points[n] / every.get() > points[n - 1] / every.get())
        .map(n -> points[n])
        .toArray();
  }
}

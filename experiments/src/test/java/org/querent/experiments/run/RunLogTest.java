package org.querent.experiments.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsReader;
import org.querent.experiments.SampleExperiment;
import org.querent.simulator.Accuracy;
import org.querent.simulator.CurvePoint;
import org.querent.simulator.Drift;

class RunLogTest {
  private static final CurvePoint POINT =
      new CurvePoint(
          50, 150, 0.75, 25.5, new Accuracy(0.9, 1.0 / 3, 1e-7, 0.5), 1.25, Optional.empty());

  @TempDir Path parent;

  private final Ratings ratings =
      new RatingsReader()
          .read(
              new ByteArrayInputStream("900\t71\t3\t0\n800\t72\t4\t0\n".getBytes(UTF_8)),
              "test",
              RatingScale.WHOLE_STARS);

  @Test
  void every_answer_and_every_point_is_a_line_under_the_original_ids() throws IOException {
    try (RunLog log = new RunLog(parent, ratings)) {
      log.answered(1, 1, 0, 3.5f);
      log.evaluated(POINT);
      log.answered(2, 0, 1, 4);
      log.evaluated(POINT);
      log.complete();
    }
    assertEquals(
        """
        {"query":1,"user":800,"item":71,"rating":3.5}
        {"query":2,"user":900,"item":72,"rating":4.0}
        """,
        Files.readString(parent.resolve("queries.jsonl")));
    String line =
        "{\"queries\":50,\"ratings\":150,\"answer-rate\":0.75,\"cost\":25.5,\"rmse\":0.9,\"mae\":0.3333333333333333,\"nll\":1.0E-7,"
            + "\"coverage-90\":0.5,\"noise\":1.25}\n";
    assertEquals(line + line, Files.readString(parent.resolve("curve.jsonl")));
  }

  @Test
  void a_query_without_an_answer_is_a_line_without_a_rating() throws IOException {
    try (RunLog log = new RunLog(parent, ratings)) {
      log.unanswered(1, 1, 1);
      log.complete();
    }
    assertEquals(
        "{\"query\":1,\"user\":800,\"item\":72,\"rating\":null}\n",
        Files.readString(parent.resolve("queries.jsonl")));
  }

  @Test
  void drift_is_written_where_it_is_measured() throws IOException {
    try (RunLog log = new RunLog(parent, ratings)) {
      log.evaluated(
          new CurvePoint(
              50,
              150,
              0.75,
              25.5,
              POINT.accuracy(),
              1.25,
              Optional.of(new Drift(-0.001, 0.25, 0.5))));
      log.complete();
    }
    String line = Files.readString(parent.resolve("curve.jsonl"));
    assertTrue(
        line.endsWith(
            "\"noise\":1.25,\"drift-rmse\":-0.001,\"drift-means\":0.25,\"drift-deviations\":0.5}\n"),
        line);
  }

  @Test
  void files_have_their_names_only_when_the_run_is_complete() throws IOException {
    Path folder = parent.resolve("run");
    try (RunLog log = new RunLog(folder, ratings)) {
      log.evaluated(POINT);
    }
    Set<String> unfinished = Set.of("curve.jsonl.part", "queries.jsonl.part");
    assertEquals(unfinished, SampleExperiment.files(folder).keySet());
    try (RunLog log = new RunLog(folder, ratings)) {
      log.evaluated(POINT);
      assertEquals(unfinished, SampleExperiment.files(folder).keySet());
      log.complete();
      assertEquals(Set.of("curve.jsonl", "queries.jsonl"), SampleExperiment.files(folder).keySet());
    }
    assertEquals(1, Files.readAllLines(folder.resolve("curve.jsonl")).size());
  }
}

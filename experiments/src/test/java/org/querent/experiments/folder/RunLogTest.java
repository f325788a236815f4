package org.querent.experiments.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.RatingsReader;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.metric.Calibration;
import org.querent.simulator.metric.Calibration.Bin;
import org.querent.simulator.metric.Drift;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.stopping.QueryBudget;

class RunLogTest {
  private static final CurvePoint POINT =
      new CurvePoint(
          50,
          150,
          0.75,
          25.5,
          170.5,
          0,
          0.125,
          new Accuracy(0.9, 1.0 / 3, 1e-7, 0.5),
          1.25,
          OptionalDouble.empty(),
          Optional.empty(),
          Map.of());

  private static final RunOrigin ORIGIN = new RunOrigin("random-vfm-1", "settings", "data/-");

  /** One whose pool is asked nothing. */
  private static final ExpectedRun EXPECTED = expected(ORIGIN, Protocol.POOL, 0);

  @TempDir Path parent;

  /** A run that is asked two queries at a time, and evaluated after the third or the fourth. */
  private static ExpectedRun expected(RunOrigin origin, Protocol protocol, int budget) {
    return new ExpectedRun(origin, "strategy {}", protocol, new QueryBudget(budget, 2), 3, true);
  }

  private static CurvePoint point(int queries) {
    return new CurvePoint(
        queries,
        100,
        1,
        queries,
        3,
        0,
        0.125,
        POINT.accuracy(),
        1.25,
        OptionalDouble.empty(),
        Optional.empty(),
        Map.of());
  }

  private final Ratings ratings =
      new RatingsReader()
          .read(
              new ByteArrayInputStream("900\t71\t3\t0\n800\t72\t4\t0\n".getBytes(UTF_8)),
              "test",
              RatingScale.WHOLE_STARS);

  @Test
  void every_answer_and_every_point_is_a_line_under_the_original_ids() throws IOException {
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.answered(1, 1, 0, 3.5f);
      log.evaluated(POINT);
      log.answered(2, 0, 1, 4);
      log.evaluated(POINT);
      log.complete(ORIGIN, 2);
    }
    assertEquals(
        """
        {"query":1,"user":800,"item":71,"rating":3.5}
        {"query":2,"user":900,"item":72,"rating":4.0}
        """,
        withoutChecksums("queries.jsonl"));
    String line =
        "{\"queries\":50,\"ratings\":150,\"answer-rate\":0.75,\"cost\":25.5,\"cumulative-rating\":170.5,\"pool-variance\":0.125,\"rmse\":0.9,\"mae\":0.3333333333333333,\"nll\":1.0E-7,"
            + "\"coverage-90\":0.5,\"noise\":1.25}\n";
    assertEquals(line + line, withoutChecksums("curve.jsonl"));
  }

  @Test
  void a_query_without_an_answer_is_a_line_without_a_rating() throws IOException {
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.unanswered(1, 1, 1);
      log.evaluated(POINT);
      log.complete(ORIGIN, 1);
    }
    assertEquals(
        "{\"query\":1,\"user\":800,\"item\":72,\"rating\":null}\n",
        withoutChecksums("queries.jsonl"));
  }

  @Test
  void what_a_user_rated_without_being_asked_stands_with_the_query_that_it_followed()
      throws IOException {
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.natural(1, 1, 0, 2.5);
      log.natural(1, 1, 1, 4);
      log.answered(1, 1, 1, 3);
      log.unanswered(2, 0, 0);
      log.evaluated(POINT);
      log.evaluated(
          new CurvePoint(
              2,
              5,
              0.5,
              2,
              3,
              2,
              0.125,
              POINT.accuracy(),
              1.25,
              OptionalDouble.empty(),
              Optional.empty(),
              Map.of()));
      log.complete(ORIGIN, 2);
    }
    assertEquals(
        """
        {"query":1,"user":800,"item":72,"rating":3.0,"natural":[{"item":71,"rating":2.5},{"item":72,"rating":4.0}]}
        {"query":2,"user":900,"item":71,"rating":null}
        """,
        withoutChecksums("queries.jsonl"));
    String curve = withoutChecksums("curve.jsonl");
    assertEquals(2, curve.split("natural-ratings\":2.0,").length, curve);
    // Questions alone are what was asked.
    RunDetails details = RunDetails.of(Files.readAllBytes(parent.resolve(RunDetails.NAME)));
    assertEquals(
        List.of(new RunDetails.Item("71", 1, 1), new RunDetails.Item("72", 1, 0)), details.items());
  }

  @Test
  void what_is_known_at_the_end_can_be_read_again() throws IOException {
    Bin bin = new Bin(-7, 12, 11.5, 13.25);
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.offered(
          visitor -> {
            visitor.pair(0, 0, 0.5);
            visitor.pair(0, 1, 0.25);
            visitor.pair(1, 1, 1);
          });
      log.answered(1, 0, 0, 3);
      log.unanswered(2, 0, 1);
      log.answered(3, 1, 1, 4);
      log.evaluated(POINT);
      log.calibrated(new Calibration(List.of(bin)));
      log.complete(ORIGIN, 3);
    }
    RunDetails details = RunDetails.of(Files.readAllBytes(parent.resolve(RunDetails.NAME)));
    assertEquals(List.of(bin), details.calibration());
    AskedPairs asked = details.pairs().orElseThrow();
    assertEquals(3, asked.total());
    assertEquals(
        List.of(new RunDetails.Item("71", 1, 0), new RunDetails.Item("72", 2, 1)), details.items());
    // Of two users with a rating each, the middles are at a quarter and at three quarters.
    assertEquals(2 / 3.0, asked.shareByUser()[2]);
    assertEquals(1 / 3.0, asked.shareByItem()[2]);
    assertEquals(2 / 3.0, asked.shareByItem()[7]);
    assertEquals(0.75, asked.chance()[2][2] + asked.chance()[2][7]);
    assertEquals(1, asked.chance()[7][7]);
  }

  @Test
  void a_run_of_an_earlier_version_does_not_say_what_chance_gives() throws IOException {
    byte[] json = "{\"asked\":[[1]],\"calibration\":[]}".getBytes(UTF_8);
    assertEquals(Optional.empty(), RunDetails.of(json).pairs());
    assertNull(RunDetails.of(json).items());
  }

  @Test
  void drift_is_written_where_it_is_measured() throws IOException {
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.evaluated(
          new CurvePoint(
              50,
              150,
              0.75,
              25.5,
              170.5,
              0,
              0.125,
              POINT.accuracy(),
              1.25,
              OptionalDouble.empty(),
              Optional.of(new Drift(-0.001, 0.25, 0.5)),
              Map.of()));
      log.complete(ORIGIN, 0);
    }
    String line = withoutChecksums("curve.jsonl");
    assertTrue(
        line.endsWith(
            "\"noise\":1.25,\"drift-rmse\":-0.001,\"drift-means\":0.25,\"drift-deviations\":0.5}\n"),
        line);
  }

  @Test
  void a_run_is_complete_when_it_says_so_and_as_long_as_nothing_changes() throws IOException {
    Path folder = parent.resolve("run");
    try (RunLog log = RunLog.open(folder, ratings)) {
      log.evaluated(point(0));
    }
    assertFalse(RunLog.isComplete(folder, EXPECTED));
    try (RunLog log = RunLog.open(folder, ratings)) {
      log.evaluated(point(0));
      assertFalse(RunLog.isComplete(folder, EXPECTED));
      log.complete(ORIGIN, 0);
    }
    assertTrue(RunLog.isComplete(folder, EXPECTED));
    assertEquals(1, Files.readAllLines(folder.resolve("curve.jsonl")).size());
    String details = Files.readString(folder.resolve("details.json"));
    Files.writeString(folder.resolve("details.json"), details + " ");
    assertFalse(RunLog.isComplete(folder, EXPECTED));
    Files.writeString(folder.resolve("details.json"), details);
    assertTrue(RunLog.isComplete(folder, EXPECTED));
    Files.writeString(folder.resolve("queries.jsonl"), "{}\n");
    assertFalse(RunLog.isComplete(folder, EXPECTED));
    Files.delete(folder.resolve("queries.jsonl"));
    assertFalse(RunLog.isComplete(folder, EXPECTED));
  }

  @Test
  void a_run_that_lacks_queries_or_its_last_evaluation_is_not_complete() throws IOException {
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.evaluated(point(0));
      log.answered(1, 0, 0, 3);
      log.evaluated(point(1));
      ExperimentException few =
          assertThrows(ExperimentException.class, () -> log.complete(ORIGIN, 2));
      assertTrue(few.getMessage().contains("1 of 2 queries"), few.getMessage());
      log.answered(2, 0, 1, 3);
      assertThrows(ExperimentException.class, () -> log.complete(ORIGIN, 2));
      assertFalse(RunSeal.isThere(parent));
      log.evaluated(point(2));
      log.complete(ORIGIN, 2);
    }
    assertTrue(RunLog.isComplete(parent, expected(ORIGIN, Protocol.POOL, 2)));
  }

  @Test
  void what_another_has_begun_at_the_same_place_is_not_sealed() throws IOException {
    Path queries = parent.resolve(RunLog.QUERIES);
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.answered(1, 0, 0, 3);
      log.answered(2, 0, 1, 3);
      log.evaluated(POINT);
      List<String> lines = Files.readAllLines(queries);
      Files.delete(queries);
      Files.writeString(queries, lines.get(0) + "\n");
      ExperimentException other =
          assertThrows(ExperimentException.class, () -> log.complete(ORIGIN, 2));
      assertTrue(other.getMessage().startsWith(queries + " was changed"), other.getMessage());
      Files.delete(queries);
      assertThrows(ExperimentException.class, () -> log.complete(ORIGIN, 2));
    }
    assertFalse(RunSeal.isThere(parent));
  }

  @Test
  void a_run_that_had_logged_more_than_it_asks_now_is_not_sealed() throws IOException {
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.answered(1, 0, 0, 3);
      log.answered(2, 0, 1, 3);
      log.evaluated(POINT);
    }
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.answered(1, 0, 0, 3);
      log.evaluated(POINT);
      assertThrows(LineLog.ChangedException.class, () -> log.complete(ORIGIN, 1));
    }
    assertFalse(RunSeal.isThere(parent));
  }

  @Test
  void a_run_is_complete_only_as_what_it_was_sealed() throws IOException {
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.evaluated(point(0));
      log.complete(ORIGIN, 0);
    }
    assertTrue(RunLog.isComplete(parent, EXPECTED));
    for (RunOrigin other :
        List.of(
            new RunOrigin("random-vfm-2", "settings", "data/-"),
            new RunOrigin("random-vfm-1", "others", "data/-"),
            new RunOrigin("random-vfm-1", "settings", "data/costs"))) {
      assertFalse(RunLog.isComplete(parent, expected(other, Protocol.POOL, 0)));
    }
    Files.writeString(parent.resolve(PlayedBy.NAME), "a plug-in that it was not played with");
    assertFalse(RunLog.isComplete(parent, EXPECTED));
  }

  @Test
  void an_earlier_version_may_have_sealed_a_part_of_a_run() throws IOException {
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.answered(1, 0, 0, 3);
      log.evaluated(POINT);
      log.complete(ORIGIN, 1);
    }
    RunSeal seal = RunSeal.read(parent);
    String sums = new ObjectMapper().writeValueAsString(seal.files());
    Files.writeString(parent.resolve(RunSeal.NAME), sums);
    assertFalse(RunLog.isComplete(parent, expected(ORIGIN, Protocol.POOL, 7)));
    assertTrue(RunLog.isComplete(parent, expected(ORIGIN, Protocol.POOL, 1)));
  }

  /** Two users or two items are asked about six times each, or a pool twelve times. */
  @ParameterizedTest
  @EnumSource
  void a_run_that_was_shortened_and_sealed_anew_is_not_complete(Protocol protocol)
      throws IOException {
    int budget = protocol == Protocol.POOL ? 12 : 6;
    int rounds = protocol == Protocol.POOL ? 2 : 1;
    try (RunLog log = RunLog.open(parent, ratings)) {
      log.offered(visitor -> visitor.pair(0, 0, 12));
      log.evaluated(point(0));
      for (int query = 1; query <= 12; query++) {
        log.answered(query, query % 2, query % 2, 3);
        boolean isBatch = query % (4 / rounds) == 0;
        int asked = query * rounds / 2;
        if (isBatch && (asked / 3 > (asked - 2) / 3 || query == 12)) {
          log.evaluated(point(asked));
        }
      }
      log.complete(ORIGIN, 12);
    }
    ExpectedRun expected = expected(ORIGIN, protocol, budget);
    assertEquals(Optional.empty(), RunLog.damage(parent, expected));
    for (String name : List.of(RunLog.QUERIES, RunLog.CURVE)) {
      List<String> lines = Files.readAllLines(parent.resolve(name));
      for (int removed = 0; removed < lines.size(); removed++) {
        List<String> fewer = new ArrayList<>(lines);
        fewer.remove(removed);
        Files.write(parent.resolve(name), fewer);
        sealAnew();
        String damage = RunLog.damage(parent, expected).orElse("nothing");
        assertTrue(damage.startsWith(parent.resolve(name) + ": it "), damage);
      }
      Files.write(parent.resolve(name), lines);
    }
    sealAnew();
    assertEquals(Optional.empty(), RunLog.damage(parent, expected));
    Files.writeString(parent.resolve(PlayedBy.NAME), "strategy {another}\n");
    sealAnew();
    String damage = RunLog.damage(parent, expected).orElse("nothing");
    assertTrue(damage.startsWith(parent.resolve(PlayedBy.NAME) + ": it "), damage);
  }

  /** As somebody would who wants the run to be taken for what it is not. */
  private void sealAnew() throws IOException {
    Map<String, String> sums = new TreeMap<>();
    for (String name : RunLog.SEALED) {
      RunSeal.sum(parent.resolve(name)).ifPresent(sum -> sums.put(name, sum));
    }
    int queries = Files.readAllLines(parent.resolve(RunLog.QUERIES)).size();
    int evaluations = Files.readAllLines(parent.resolve(RunLog.CURVE)).size();
    new RunSeal(Optional.of(ORIGIN), queries, evaluations, sums).write(parent);
  }

  private String withoutChecksums(String name) throws IOException {
    return Files.readString(parent.resolve(name)).replaceAll(",\"crc\":\"[0-9a-f]{8}\"}\n", "}\n");
  }
}

package org.querent.experiments.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.form.RatingsReader;
import org.querent.core.saved.WholeModel;
import org.querent.core.spec.Covariance;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ask.Answer;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.experiments.ask.AnswerLog;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.Models;
import org.querent.simulator.stopping.Budget;
import org.querent.simulator.stopping.ConfiguredStopping;

class ServiceTest {
  private static final String USER = "4f7c\n../\u202e\ud83d\ude00";

  /** It looks every two seconds, unless the machine is busy. */
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  @TempDir Path files;

  private final StringWriter err = new StringWriter();
  private Path model;
  private Path answers;
  private Service service;
  private ServiceClient client;

  @BeforeEach
  void start() {
    model = TestedService.model(files, 30, 400);
    answers = files.resolve("answers");
    restart(Optional.empty());
  }

  private void restart(Optional<ConfiguredStopping<?>> rule) {
    end();
    service = start(rule);
    client = new ServiceClient(service.url(), service.token());
  }

  private void restart(ServiceSettings settings) {
    end();
    service = TestedService.start(settings, model, answers, err);
    client = new ServiceClient(service.url(), service.token());
  }

  private Service start(Optional<ConfiguredStopping<?>> rule) {
    return Service.start(
        TestedService.USUAL, model, Models.ASKED_BY, answers, rule, new PrintWriter(err, true));
  }

  @AfterEach
  void end() {
    if (service != null) {
      service.close();
    }
  }

  private static void assertProblem(int status, HttpResponse<String> response) throws IOException {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
    JsonNode problem = new JsonMapper().readTree(response.body());
    assertEquals(status, problem.path("status").intValue());
    assertFalse(problem.path("detail").textValue().isBlank());
    assertFalse(response.body().contains("org.querent"), response.body());
  }

  @Test
  void somebody_is_asked_answers_revises_and_is_recommended_what_they_have_not_rated()
      throws Exception {
    String session = client.begin(USER);
    assertEquals(session, client.begin(USER), "it is found again");
    for (int n = 1; n <= 6; n++) {
      String item = client.questions(session, 3, List.of()).get(0);
      OptionalDouble rating = n % 3 == 0 ? OptionalDouble.empty() : OptionalDouble.of(n % 2 + 3.5);
      assertEquals(n, client.answer(session, item, rating));
      assertEquals(n, client.answer(session, item, rating), "said twice it counts once");
    }
    JsonNode state = client.state(session);
    assertEquals(USER, state.path("user").textValue());
    assertFalse(state.path("known").booleanValue());
    assertEquals(0.5, state.path("scale").path("min").doubleValue());
    assertTrue(state.path("answers").path(2).path("rating").isNull());
    String first = state.path("answers").path(0).path("item").path("id").textValue();
    JsonNode best = client.recommendations(session, 100);
    assertEquals(30 - 4, best.size());
    assertFalse(best.findValuesAsText("id").contains(first));
    String why = best.path(0).path("why").textValue();
    assertTrue(why.matches("others like it, and 4.5 for Thing B00\\d+ \\(\\+.* add to that"), why);
    double mean = best.path(0).path("mean").doubleValue();
    assertTrue(best.path(0).path("low").doubleValue() < mean);
    assertTrue(mean >= best.path(1).path("mean").doubleValue());
    assertEquals(6, client.answer(session, first, OptionalDouble.of(0.5)));
    assertEquals(0.5, client.state(session).path("answers").path(0).path("rating").doubleValue());
    assertNotEquals(best, client.recommendations(session, 100));
    List<String> next = client.questions(session, 5, List.of());
    assertEquals(5, next.size());
    assertFalse(client.questions(session, 5, next.subList(0, 2)).contains(next.get(0)));
    assertEquals("", err.toString());
  }

  @Test
  void a_service_that_is_started_again_goes_on_with_the_same_tokens_and_sessions()
      throws Exception {
    String session = client.begin(USER);
    String token = service.token();
    client.answer(session, "B003", OptionalDouble.of(4));
    JsonNode before = client.recommendations(session, 9);
    List<String> next = client.questions(session, 2, List.of());
    restart(Optional.empty());
    assertEquals(token, service.token());
    assertEquals(before, client.recommendations(session, 9));
    assertEquals(next, client.questions(session, 2, List.of()));
  }

  @Test
  void nobody_is_told_what_another_answered() throws Exception {
    String one = client.begin("one");
    String other = client.begin("other");
    JsonNode before = client.recommendations(other, 30);
    List<String> next = client.questions(other, 4, List.of());
    for (int n = 0; n < 5; n++) {
      client.answer(one, "B00" + n, OptionalDouble.of(5));
    }
    assertEquals(before, client.recommendations(other, 30));
    assertEquals(next, client.questions(other, 4, List.of()));
    assertEquals(0, client.state(other).path("answers").size());
    String forged = other.substring(0, other.indexOf('.')) + one.substring(one.indexOf('.'));
    assertProblem(404, client.send("GET", "/sessions/" + forged, ""));
  }

  @Test
  void what_is_deleted_is_gone_from_the_disk() throws Exception {
    String session = client.begin(USER);
    client.answer(session, "B003", OptionalDouble.of(4));
    HttpResponse<String> gone = client.send("DELETE", "/sessions/" + session, "");
    assertEquals(204, gone.statusCode());
    for (String path : List.of("", "/questions", "/recommendations")) {
      assertProblem(404, client.send("GET", "/sessions/" + session + path, ""));
    }
    assertProblem(
        404,
        client.send(
            "POST", "/sessions/" + session + "/answers", "{\"item\":\"B003\",\"rating\":4}"));
    try (Stream<Path> left = Files.list(answers)) {
      assertFalse(left.anyMatch(it -> it.toString().endsWith(".jsonl")));
    }
    assertEquals(session, client.begin(USER));
    assertEquals(0, client.state(session).path("answers").size());
  }

  @Test
  void tokens_say_who_may_do_what() throws Exception {
    ServiceClient nobody = client.withToken("");
    ServiceClient page = client.withToken(service.pageToken());
    assertProblem(401, nobody.send("POST", "/sessions", "{}"));
    assertProblem(401, nobody.send("GET", "/metrics", ""));
    assertProblem(401, page.send("GET", "/metrics", ""));
    assertProblem(401, client.withToken("x".repeat(64)).send("POST", "/sessions", "{}"));
    assertProblem(403, page.send("POST", "/sessions", "{\"user\":\"user-1\"}"));
    HttpResponse<String> begun = page.send("POST", "/sessions", "{}");
    assertEquals(201, begun.statusCode());
    String where = begun.headers().firstValue("Location").orElseThrow();
    assertEquals(200, nobody.send("GET", where + "/questions", "").statusCode());
    assertNotEquals(begun.body(), page.send("POST", "/sessions", "{}").body());
  }

  static Stream<Arguments> bad_requests() {
    return Stream.of(
        Arguments.of(400, "POST", "/answers", "{"),
        Arguments.of(400, "POST", "/answers", "[]"),
        Arguments.of(400, "POST", "/answers", "{\"item\":\"B003\",\"rating\":\"4\"}"),
        Arguments.of(400, "POST", "/answers", "{\"item\":\"B003\",\"rating\":4,\"rating\":5}"),
        Arguments.of(400, "POST", "/answers", "{\"item\":\"B003\",\"rating\":4} {}"),
        Arguments.of(400, "POST", "/answers", "{\"item\":\"B003\",\"rating\":NaN}"),
        Arguments.of(400, "POST", "/answers", "{\"item\":3,\"rating\":4}"),
        Arguments.of(400, "POST", "/answers", "{\"rating\":4}"),
        Arguments.of(400, "POST", "/answers", "{\"item\":\"B003\",\"ratin\":4}"),
        Arguments.of(400, "POST", "/answers", "[".repeat(9000)),
        Arguments.of(413, "POST", "/answers", "{\"item\":\"" + "x".repeat(20_000) + "\"}"),
        Arguments.of(422, "POST", "/answers", "{\"item\":\"B003\"}"),
        Arguments.of(422, "POST", "/answers", "{\"item\":\"B003\",\"rating\":5.5}"),
        Arguments.of(422, "POST", "/answers", "{\"item\":\"B003\",\"rating\":1e999}"),
        Arguments.of(422, "POST", "/answers", "{\"item\":\"B003\",\"rating\":4,\"unknown\":true}"),
        Arguments.of(422, "POST", "/answers", "{\"item\":\"nothing\",\"rating\":4}"),
        Arguments.of(415, "POST", "/answers", ""),
        Arguments.of(400, "GET", "/questions?n=0", ""),
        Arguments.of(400, "GET", "/questions?n=101", ""),
        Arguments.of(400, "GET", "/questions?n=1&n=2", ""),
        Arguments.of(400, "GET", "/questions?n=%C3%28", ""),
        Arguments.of(400, "GET", "/questions?m=1", ""),
        Arguments.of(400, "GET", "/recommendations?n=-1", ""),
        Arguments.of(400, "GET", "/recommendations?n=99999999999", ""),
        Arguments.of(405, "PUT", "/answers", "{}"),
        Arguments.of(405, "BREW", "/questions", ""),
        Arguments.of(404, "GET", "/nothing", ""),
        Arguments.of(404, "GET", "/../../etc/passwd", ""));
  }

  @ParameterizedTest(name = "[{index}] {0} {1} {2}")
  @MethodSource("bad_requests")
  void a_bad_request_is_refused_with_a_reason(int status, String method, String path, String body)
      throws Exception {
    String session = client.begin("somebody");
    assertProblem(status, client.send(method, "/sessions/" + session + path, body));
    assertEquals(0, client.state(session).path("answers").size());
    assertEquals("", err.toString());
  }

  @Test
  void a_rating_between_those_that_the_model_knows_is_refused_and_the_scale_named()
      throws Exception {
    Ratings half = Models.ratings(24, 30, 400, 1);
    RatingsBuilder whole = new RatingsBuilder();
    for (int row = 0; row < half.size(); row++) {
      whole.add(
          half.userIds().idOf(half.user(row)),
          half.itemIds().idOf(half.item(row)),
          Math.max(1, Math.rint(half.rating(row))),
          half.timestamp(row));
    }
    Models.write(
        model,
        whole.build(RatingScale.WHOLE_STARS).withUser("newcomer"),
        Models.settings(Covariance.FULL),
        Models.strategy("interview"),
        5);
    restart(Optional.empty());
    String session = client.begin("somebody");
    assertEquals(1, client.state(session).path("scale").path("step").doubleValue());
    HttpResponse<String> refused =
        client.send(
            "POST", "/sessions/" + session + "/answers", "{\"item\":\"B003\",\"rating\":3.5}");
    assertProblem(422, refused);
    assertTrue(refused.body().contains("found 3.5, allowed 1 to 5 in steps of 1"), refused.body());
    assertEquals(1, client.answer(session, "B003", OptionalDouble.of(3)));
  }

  @Test
  void what_the_model_has_ones_rating_of_is_not_answered_again() throws Exception {
    Ratings known = WholeModel.read(model, "").ratings();
    String session = client.begin(known.userIds().idOf(known.user(0)));
    String item = known.itemIds().idOf(known.item(0));
    HttpResponse<String> refused =
        client.send(
            "POST",
            "/sessions/" + session + "/answers",
            "{\"item\":\"" + item + "\",\"rating\":1}");
    assertProblem(422, refused);
    assertTrue(refused.body().contains("was fitted to a rating of theirs"), refused.body());
    assertEquals(0, client.state(session).path("answers").size());
    String next = client.questions(session, 1, List.of()).get(0);
    assertEquals(1, client.answer(session, next, OptionalDouble.of(1)));
    assertEquals(
        1, client.answer(session, next, OptionalDouble.of(2)), "their own they may change");
  }

  @Test
  void ids_that_are_none_are_refused() throws Exception {
    assertProblem(422, client.send("POST", "/sessions", "{\"user\":\"\"}"));
    assertProblem(422, client.send("POST", "/sessions", "{\"user\":\"\\ud800\"}"));
    assertProblem(422, client.send("POST", "/sessions", "{\"user\":\"" + "x".repeat(9000) + "\"}"));
    assertProblem(404, client.send("GET", "/sessions/x", ""));
    assertProblem(404, client.send("GET", "/sessions/eA.00", ""));
  }

  @Test
  void who_asks_too_often_has_to_wait_and_others_have_not() throws Exception {
    String session = client.begin("hasty");
    String other = client.begin("other");
    int refused = 0;
    for (int n = 0; n < 1000 && refused == 0; n++) {
      HttpResponse<String> response = client.send("GET", "/sessions/" + session, "");
      if (response.statusCode() != 200) {
        assertProblem(429, response);
        assertEquals("1", response.headers().firstValue("Retry-After").orElse(""));
        refused++;
      }
    }
    assertEquals(1, refused);
    client.state(other);
    HttpResponse<String> gone = client.send("DELETE", "/sessions/" + session, "");
    assertEquals(204, gone.statusCode(), "what one said can be deleted at any time");
  }

  @Test
  void the_answers_of_all_are_a_table_that_a_data_set_is_read_from() throws Exception {
    assertProblem(401, client.withToken(service.pageToken()).send("GET", "/answers", ""));
    String odd = "o\"dd, \u00e9";
    client.answer(client.begin(odd), "B003", OptionalDouble.of(4.5));
    String other = client.begin("other");
    client.answer(other, "B004", OptionalDouble.empty());
    client.answer(other, "B005", OptionalDouble.of(2));
    Path file = files.resolve("ratings.csv");
    Files.writeString(file, client.send("GET", "/answers", "").body());
    ColumnMapping columns =
        new ColumnMapping("user", "item", "rating", Optional.of("timestamp"), Optional.empty());
    Ratings read =
        new RatingsReader().read(file, RatingScale.HALF_STARS, RatingsForm.of(columns)).ratings();
    assertEquals(2, read.size());
    for (int row = 0; row < 2; row++) {
      boolean isOdd = read.userIds().idOf(read.user(row)).equals(odd);
      assertEquals(isOdd ? "B003" : "B005", read.itemIds().idOf(read.item(row)));
      assertEquals(isOdd ? 4.5 : 2, read.rating(row));
    }
  }

  @Test
  void a_model_that_is_replaced_asks_from_then_on_without_a_stop() throws Exception {
    String session = client.begin("a");
    client.answer(session, "B003", OptionalDouble.of(4));
    JsonNode before = client.recommendations(session, 30);
    Files.write(model, new byte[100]);
    awaitError("the old model goes on");
    assertEquals(before, client.recommendations(session, 30));
    Ratings other = Models.ratings(24, 30, 300, 2).withUser("newcomer");
    Models.write(
        model, other, Models.settings(Covariance.FULL), Models.strategy("max-variance"), 6);
    awaitError("the new model asks now");
    JsonNode after = client.recommendations(session, 30);
    assertNotEquals(before, after);
    restart(Optional.empty());
    assertEquals(after, client.recommendations(session, 30));
  }

  @Test
  void answers_are_taken_into_the_model_while_people_are_asked_and_can_still_be_changed()
      throws Exception {
    byte[] trained = Files.readAllBytes(model);
    restart(TestedService.USUAL.withRefitEvery(5));
    String session = client.begin("a");
    List<String> items = client.questions(session, 4, List.of());
    for (String item : items) {
      client.answer(session, item, OptionalDouble.of(5));
    }
    JsonNode before = client.recommendations(session, 30);
    client.answer(client.begin("b"), "B003", OptionalDouble.of(1));
    awaitError("the answers too asks now");
    assertArrayEquals(trained, Files.readAllBytes(model), "it stays as it was trained");
    Ratings known = refitted();
    assertEquals(405, known.size());
    assertTrue(known.userIds().indexOf("b").isPresent());
    JsonNode after = client.recommendations(session, 30);
    assertNotEquals(before, after);
    JsonNode state = client.state(session);
    assertEquals(items, state.path("answers").findValuesAsText("id"));
    assertFalse(state.path("known").booleanValue());
    client.answer(session, items.get(0), OptionalDouble.of(1));
    assertNotEquals(after, client.recommendations(session, 30), "an answer can be changed");
    client.answer(session, items.get(0), OptionalDouble.of(5));
    assertEquals(after, client.recommendations(session, 30));
    String metrics = client.send("GET", "/metrics", "").body();
    assertTrue(metrics.contains("querent_refits_total 1.0\n"), metrics);
    assertTrue(metrics.contains("querent_fresh_answers 2.0\n"), metrics);
    assertTrue(metrics.contains("querent_model_timestamp_seconds "), metrics);
    restart(TestedService.USUAL.withRefitEvery(5));
    assertEquals(after, client.recommendations(session, 30), "it is found again");
    restart(TestedService.USUAL);
    assertEquals(before, client.recommendations(session, 30), "the model is asked alone again");
  }

  @Test
  void not_to_know_an_item_teaches_nothing_that_makes_a_refit_due() throws Exception {
    restart(TestedService.USUAL.withRefitEvery(9));
    String session = client.begin(USER);
    client.answer(session, "B003", OptionalDouble.empty());
    client.answer(session, "B004", OptionalDouble.of(2));
    for (int start = 0; start < 2; start++) {
      String metrics = client.send("GET", "/metrics", "").body();
      assertTrue(metrics.contains("querent_fresh_answers 1.0\n"), metrics);
      restart(TestedService.USUAL.withRefitEvery(9));
    }
  }

  @Test
  void what_is_deleted_leaves_the_model_too() throws Exception {
    restart(TestedService.USUAL.withRefitEvery(2));
    String session = client.begin(USER);
    client.answer(session, "B003", OptionalDouble.of(4));
    client.answer(session, "B004", OptionalDouble.of(2));
    awaitError("the answers too asks now");
    assertEquals(402, refitted().size());
    err.getBuffer().setLength(0);
    client.send("DELETE", "/sessions/" + session, "");
    awaitError("the answers too asks now");
    assertEquals(400, refitted().size());
    assertTrue(refitted().userIds().indexOf(USER).isEmpty());
  }

  @Test
  void who_deleted_what_was_learned_begins_anew_also_when_the_service_ends_at_once()
      throws Exception {
    for (boolean isRefitting : new boolean[] {true, false}) {
      restart(TestedService.USUAL.withRefitEvery(2));
      String session = client.begin(USER);
      err.getBuffer().setLength(0);
      client.answer(session, "B003", OptionalDouble.of(4));
      client.answer(session, "B004", OptionalDouble.of(2));
      awaitError("the answers too asks now");
      if (!isRefitting) {
        restart(TestedService.USUAL);
      }
      client.send("DELETE", "/sessions/" + session, "");
      restart(TestedService.USUAL.withRefitEvery(100));
      assertFalse(client.state(client.begin(USER)).path("known").booleanValue());
      assertEquals(1, client.answer(session, "B003", OptionalDouble.of(1)));
      client.send("DELETE", "/sessions/" + session, "");
    }
  }

  @Test
  void who_deleted_what_was_learned_is_told_that_it_is_about_to_be_forgotten() throws Exception {
    restart(TestedService.USUAL.withRefitEvery(1));
    String session = client.begin(USER);
    client.answer(session, "B003", OptionalDouble.of(4));
    awaitError("the answers too asks now");
    client.send("DELETE", "/sessions/" + session, "");
    client.begin(USER);
    String path = "/sessions/" + session + "/answers";
    String answer = "{\"item\":\"B003\",\"rating\":1}";
    long start = System.nanoTime();
    HttpResponse<String> reply = client.send("POST", path, answer);
    while (reply.statusCode() != 200) {
      assertProblem(422, reply);
      assertTrue(reply.body().contains("again in a while"), reply.body());
      assertTrue(System.nanoTime() - start < PATIENCE_NANOS, reply.body());
      Thread.sleep(200);
      reply = client.send("POST", path, answer);
    }
  }

  private Refits refits() {
    return new Refits(model, new AnswerFolder(answers), 3, new Metrics(), err::append);
  }

  private void says(String user) {
    try (AnswerLog log = AnswerLog.open(answers, user, AskModel.sum(model), 1)) {
      log.add(new Answer("B003", OptionalDouble.of(4), 1));
    }
  }

  private void deletes(String user, Refits refits) {
    AnswerLog.delete(answers, user);
    refits.deleted(user);
  }

  private List<String> made() throws IOException {
    try (Stream<Path> files = Files.list(answers)) {
      return files.map(it -> it.getFileName().toString()).filter(it -> it.startsWith("r")).toList();
    }
  }

  @Test
  void what_is_deleted_while_another_model_is_made_leaves_the_disk_at_once() throws Exception {
    says(USER);
    says("b");
    Refits refits = refits();
    assertTrue(refits.refit());
    says("c");
    for (String user : List.of("c", USER)) {
      refits.change();
      deletes(user, refits);
      assertEquals(user.equals("c") ? 1 : 0, made().size(), "it never learned of c");
      assertEquals(user.equals(USER), refits.areDue());
      refits.settle();
    }
    assertTrue(refits.refit());
    assertEquals(401, refitted().size());
    assertFalse(refits.areDue());
  }

  @Test
  void a_model_that_learned_what_was_deleted_meanwhile_is_not_written() throws Exception {
    says(USER);
    Path last = answers.resolve("f".repeat(32) + ".jsonl");
    Files.writeString(last, "damaged\nand more\n");
    Refits[] refits = new Refits[1];
    boolean[] isDone = new boolean[1];
    refits[0] =
        new Refits(
            model,
            new AnswerFolder(answers),
            3,
            new Metrics(),
            message -> {
              // It is read after all others, and before the training.
              if (!isDone[0]) {
                isDone[0] = true;
                deletes(USER, refits[0]);
              }
            });
    assertFalse(refits[0].refit());
    assertEquals(List.of(), made());
    assertTrue(refits[0].areDue());
    assertTrue(refits[0].refit());
    assertTrue(refitted().userIds().indexOf(USER).isEmpty());
  }

  @Test
  void whoever_starts_removes_what_learned_from_somebody_who_is_gone() throws Exception {
    says(USER);
    says("b");
    assertTrue(refits().refit());
    Path file = answers.resolve(made().get(0));
    Files.createFile(answers.resolve(file.getFileName() + ".part"));
    restart(TestedService.USUAL);
    assertEquals(List.of(file.getFileName().toString()), made());
    assertFalse(err.toString().contains("removed"), err.toString());
    AnswerLog.delete(answers, USER);
    restart(TestedService.USUAL);
    assertEquals(List.of(), made());
    String told = "querent: removed " + file + ", which was fitted to answers that were deleted";
    assertTrue(err.toString().contains(told), err.toString());
  }

  /** A service that is killed in the middle cannot tell the next. */
  @Test
  void what_was_changed_or_deleted_since_it_was_learned_is_found_when_a_service_starts()
      throws Exception {
    restart(TestedService.USUAL.withRefitEvery(3));
    String session = client.begin(USER);
    client.answer(session, "B003", OptionalDouble.of(4));
    client.answer(session, "B005", OptionalDouble.empty());
    client.answer(session, "B004", OptionalDouble.of(2));
    client.answer(client.begin("b"), "B004", OptionalDouble.of(2));
    awaitError("the answers too asks now");
    client.answer(session, "B003", OptionalDouble.of(5));
    assertEquals(1, fresh(), "who does not know an item tells no rating");
    restart(TestedService.USUAL.withRefitEvery(3));
    assertEquals(1, fresh());
    assertEquals(403, refitted().size());
    restart(TestedService.USUAL);
    AnswerLog.delete(answers, USER);
    err.getBuffer().setLength(0);
    restart(TestedService.USUAL.withRefitEvery(3));
    awaitError("the answers too asks now");
    assertEquals(401, refitted().size());
    assertTrue(refitted().userIds().indexOf(USER).isEmpty());
    assertEquals(0, fresh());
  }

  private int fresh() throws Exception {
    String metrics = client.send("GET", "/metrics", "").body();
    Matcher found = Pattern.compile("querent_fresh_answers (\\d+)\\.0\n").matcher(metrics);
    assertTrue(found.find(), metrics);
    return Integer.parseInt(found.group(1));
  }

  @Test
  void a_refit_that_fails_is_told_of_and_the_old_model_goes_on() throws Exception {
    restart(TestedService.USUAL.withRefitEvery(1));
    String other = client.begin("other");
    Path inTheWay = answers.resolve("refit-" + AskModel.sum(model).substring(0, 16) + ".querent");
    Files.createDirectories(inTheWay.resolve("full"));
    String session = client.begin("a");
    client.answer(session, "B003", OptionalDouble.of(4));
    awaitError("the old model goes on");
    assertEquals(2, client.questions(session, 2, List.of()).size());
    Files.delete(inTheWay.resolve("full"));
    Files.delete(inTheWay);
    client.answer(other, "B003", OptionalDouble.of(4));
    awaitError("the answers too asks now");
    assertEquals(402, refitted().size());
  }

  @Test
  void a_damaged_file_of_answers_is_named_and_left_out_and_all_others_go_on() throws Exception {
    String other = client.begin("other");
    client.answer(other, "B003", OptionalDouble.of(4));
    Path log = onlyLog();
    byte[] sound = Files.readAllBytes(log);
    Files.writeString(log, "damaged\nand more\n");
    restart(TestedService.USUAL.withRefitEvery(1));
    String told = err.toString();
    assertTrue(told.contains(log + " is damaged"), told);
    client.answer(client.begin("a"), "B005", OptionalDouble.of(2));
    awaitError("the answers too asks now");
    assertEquals(401, refitted().size());
    HttpResponse<String> table = client.send("GET", "/answers", "");
    assertEquals(200, table.statusCode(), table.body());
    assertEquals("1", table.headers().firstValue("Querent-Left-Out").orElse(""));
    assertEquals(2, table.body().lines().count());
    assertEquals(told.indexOf(log.toString()), err.toString().lastIndexOf(log.toString()), "once");
    assertProblem(409, client.send("GET", "/sessions/" + other, ""));
    assertEquals("damaged\nand more\n", Files.readString(log));
    Files.write(log, sound);
    assertEquals(1, client.state(other).path("answers").size());
    table = client.send("GET", "/answers", "");
    assertEquals("0", table.headers().firstValue("Querent-Left-Out").orElse(""));
    assertEquals(3, table.body().lines().count());
  }

  private Path onlyLog() throws IOException {
    try (Stream<Path> files = Files.list(answers)) {
      return files.filter(it -> it.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }

  @Test
  void whose_answers_cannot_be_read_is_told_so_for_good_and_can_delete_them() throws Exception {
    String session = client.begin("a");
    client.answer(session, "B003", OptionalDouble.of(4));
    Path log = onlyLog();
    Files.writeString(log, "damaged\nand more\n");
    String path = "/sessions/" + session;
    String answer = "{\"item\":\"B004\",\"rating\":4}";
    for (HttpResponse<String> refused :
        List.of(
            client.send("POST", "/sessions", "{\"user\":\"a\"}"),
            client.send("GET", path, ""),
            client.send("GET", path + "/questions", ""),
            client.send("GET", path + "/recommendations", ""),
            client.send("POST", path + "/answers", answer))) {
      assertProblem(409, refused);
      assertTrue(refused.headers().firstValue("Retry-After").isEmpty());
      assertTrue(refused.body().contains("DELETE " + path + " deletes it"), refused.body());
      assertFalse(refused.body().contains(files.toString()), refused.body());
    }
    assertTrue(err.toString().contains(log + " is damaged after line 0"), err.toString());
    assertEquals(204, client.send("DELETE", path, "").statusCode());
    assertFalse(Files.exists(log));
    assertEquals(session, client.begin("a"));
    assertEquals(0, client.state(session).path("answers").size());
  }

  @Test
  void the_answers_of_another_in_somebodys_place_are_not_theirs_to_delete() throws Exception {
    client.answer(client.begin("other"), "B003", OptionalDouble.of(4));
    Path others = onlyLog();
    byte[] kept = Files.readAllBytes(others);
    Files.delete(others);
    String session = client.begin("a");
    Path own = onlyLog();
    Files.write(own, kept);
    HttpResponse<String> refused = client.send("DELETE", "/sessions/" + session, "");
    assertProblem(409, refused);
    assertFalse(refused.body().contains("other"), refused.body());
    assertFalse(refused.body().contains("DELETE"), refused.body());
    assertArrayEquals(kept, Files.readAllBytes(own));
    assertTrue(err.toString().contains("holds the answers of other, not of a"), err.toString());
  }

  /** What the model that was made of the answers was fitted to. */
  private Ratings refitted() throws IOException {
    try (Stream<Path> files = Files.list(answers)) {
      List<Path> models = files.filter(it -> it.toString().endsWith(".querent")).toList();
      assertEquals(1, models.size());
      if (models.get(0).getFileSystem().supportedFileAttributeViews().contains("posix")) {
        assertEquals(
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE),
            Files.getPosixFilePermissions(models.get(0)),
            "it holds answers");
      }
      return WholeModel.read(models.get(0), "").ratings();
    }
  }

  private void awaitError(String message) throws InterruptedException {
    long start = System.nanoTime();
    while (!err.toString().contains(message)) {
      assertTrue(System.nanoTime() - start < PATIENCE_NANOS, err.toString());
      Thread.sleep(50);
    }
  }

  @Test
  void who_is_asked_in_a_terminal_meanwhile_has_to_wait_and_the_disk_is_not_told_of()
      throws Exception {
    String session = client.begin("a");
    try (AnswerLog log = AnswerLog.open(answers, "a", "another", 1)) {
      assertProblem(503, client.send("GET", "/sessions/" + session, ""));
      assertEquals("a", log.user());
    }
    client.state(session);
    assertTrue(err.toString().contains("another process is asking a"), err.toString());
  }

  @Test
  void there_are_no_more_sessions_than_there_may_be_until_one_is_deleted() throws Exception {
    restart(new ServiceSettings("127.0.0.1", 0, 1, 0, 2, 20, 20, 1));
    client.begin("one");
    String other = client.begin("other");
    assertProblem(429, client.send("POST", "/sessions", "{}"));
    assertEquals(other, client.begin("other"));
    client.send("DELETE", "/sessions/" + other, "");
    client.begin("third");
    assertProblem(429, client.send("POST", "/sessions", "{}"));
  }

  @Test
  void a_second_service_on_the_answers_is_refused() {
    String message =
        assertThrows(ExperimentException.class, () -> start(Optional.empty())).getMessage();
    assertTrue(message.contains("another process serves with the answers"), message);
  }

  @Test
  void a_rule_says_when_it_is_enough_and_from_then_on() throws Exception {
    restart(Optional.of(new ConfiguredStopping<>(new Budget(), new Budget.Parameters(2))));
    String session = client.begin("a");
    for (boolean enough : new boolean[] {false, false, true, true, true}) {
      HttpResponse<String> reply = client.send("GET", "/sessions/" + session + "/questions", "");
      JsonNode asked = new JsonMapper().readTree(reply.body());
      assertEquals(enough, asked.path("enough").booleanValue());
      String item = asked.path("questions").path(0).path("id").textValue();
      client.answer(session, item, OptionalDouble.of(3));
    }
    restart(Optional.of(new ConfiguredStopping<>(new Budget(), new Budget.Parameters(1))));
    for (int n = 0; n < 2; n++) {
      HttpResponse<String> reply = client.send("GET", "/sessions/" + session + "/questions", "");
      assertTrue(new JsonMapper().readTree(reply.body()).path("enough").booleanValue());
    }
  }

  @Test
  void it_describes_itself_and_tells_how_it_does_but_not_of_whom() throws Exception {
    String session = client.begin("secretive");
    client.questions(session, 1, List.of());
    client.send("GET", "/no/such/thing", "");
    JsonNode api = new JsonMapper().readTree(client.send("GET", "/openapi.json", "").body());
    assertEquals("3.1.0", api.path("openapi").textValue());
    JsonNode paths = api.path("paths");
    for (JsonNode path : paths) {
      for (JsonNode operation : path) {
        assertTrue(operation.path("responses").has("503"), operation.toString());
        boolean isOfAll = operation.path("parameters").isEmpty() && !operation.has("requestBody");
        assertEquals(!isOfAll, operation.path("responses").has("409"), operation.toString());
      }
    }
    assertTrue(paths.path("/sessions/{id}").has("delete"));
    assertEquals(
        "#/components/schemas/NewAnswer",
        paths
            .at("/~1sessions~1{id}~1answers/post/requestBody/content/application~1json/schema/$ref")
            .textValue());
    for (JsonNode reference : api.findValues("$ref")) {
      assertTrue(api.at(reference.textValue().substring(1)).has("properties"), reference.asText());
    }
    String metrics = client.send("GET", "/metrics", "").body();
    assertTrue(
        metrics.contains(
            "querent_requests_total{route=\"GET /sessions/{id}/questions\",status=\"200\"} 1\n"),
        metrics);
    assertTrue(metrics.contains("querent_requests_total{route=\"none\",status=\"404\"} 1\n"));
    assertTrue(
        metrics.contains(
            "querent_request_seconds_bucket{route=\"POST /sessions\",le=\"+Inf\"} 1\n"),
        metrics);
    assertFalse(metrics.contains("secretive") || metrics.contains(session));
    String health = client.withToken("").send("GET", "/health", "").body();
    assertEquals("up", new JsonMapper().readTree(health).path("status").textValue());
  }

  @Test
  void many_are_asked_at_a_time_as_if_each_were_alone() throws Exception {
    List<String> users = IntStream.range(0, 12).mapToObj(n -> "user-of-many-" + n).toList();
    List<List<String>> together = users.parallelStream().map(user -> play(client, user)).toList();
    for (int n = 0; n < users.size(); n++) {
      answers = files.resolve("alone-" + n);
      restart(Optional.empty());
      assertEquals(together.get(n), play(client, users.get(n)));
    }
  }

  /** What somebody is asked who likes every second thing. */
  private static List<String> play(ServiceClient client, String user) {
    try {
      String session = client.begin(user);
      for (int n = 0; n < 6; n++) {
        String item = client.questions(session, 1, List.of()).get(0);
        boolean isEven = (item.hashCode() + user.hashCode()) % 2 == 0;
        client.answer(session, item, OptionalDouble.of(isEven ? 5 : 1));
      }
      List<String> asked = client.state(session).path("answers").findValuesAsText("id");
      return Stream.concat(
              asked.stream(), Stream.of(client.recommendations(session, 30).toString()))
          .toList();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

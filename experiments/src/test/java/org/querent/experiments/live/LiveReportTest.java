package org.querent.experiments.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReportTest {
  private static final int MOST_LOOKS = 1_200;

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path files;

  private GrowingFolder folder;
  private LiveReport report;

  @BeforeEach
  void start() {
    folder = GrowingFolder.in(files);
    folder.writeFacts();
    report = LiveReport.start(folder.watch(), 0);
  }

  @AfterEach
  void close() {
    report.close();
    folder.close();
  }

  private HttpResponse<String> get(String what) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(report.url() + what)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The first state of which something holds; it comes within a look or two. */
  private JsonNode state(Predicate<JsonNode> condition) throws IOException, InterruptedException {
    JsonNode state = new ObjectMapper().readTree(get("state").body());
    for (int look = 0; look < MOST_LOOKS && !condition.test(state); look++) {
      Thread.sleep(100);
      state = new ObjectMapper().readTree(get("state").body());
    }
    assertTrue(condition.test(state), state::toString);
    return state;
  }

  private static Predicate<JsonNode> phase(String phase) {
    return state -> state.path("phase").asText().equals(phase);
  }

  @Test
  void it_waits_runs_and_ends_and_every_change_is_another_version() throws Exception {
    state(phase("waiting"));
    assertTrue(get("").body().contains("Waiting for the first result"));
    GrowingFolder.Run run = folder.run("random-vfm-1").to(0, 1.2345678);
    long version = state(phase("running")).path("version").asLong();
    String page = get("").body();
    assertTrue(page.contains("data-version=\"" + version + "\""));
    assertTrue(page.contains("1.2346"), "the first point is in the table");
    run.to(60, 0.9).to(100, 0.9).to(160, 0.9).to(200, 0.87654);
    JsonNode later = state(state -> state.path("version").asLong() > version);
    assertEquals(200, later.path("asked").asLong());
    assertEquals(600, later.path("left").asLong());
    assertEquals("random", later.path("unfinished").path(0).asText());
    state(state -> page(state).contains("0.8765"));
    run.complete();
    for (String other : new String[] {"random-vfm-2", "max-variance-vfm-1", "max-variance-vfm-2"}) {
      folder.run(other).to(0, 1).to(60, 0.9).finish();
    }
    JsonNode all = state(state -> state.path("complete").asInt() == 4);
    assertFalse(phase("complete").test(all));
    folder.close();
    JsonNode end = state(phase("complete"));
    assertEquals(0, end.path("unfinished").size());
    assertEquals(0, end.path("left").asLong());
    assertTrue(get("").body().contains("data-version=\"" + end.path("version").asLong() + "\""));
    assertEquals("null", end.path("trouble").asText("null"));
  }

  private String page(JsonNode state) {
    try {
      return get("").body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no page at " + state, e);
    }
  }

  @Test
  void failed_runs_are_told_as_text_that_no_page_takes_for_markup() throws Exception {
    String message = "it failed: <script>alert(1)</script> & \"quotes\"";
    folder.run("random-vfm-1").to(0, 1);
    folder.run("random-vfm-2").fail(message);
    JsonNode state = state(s -> s.path("failed").asInt() == 1);
    assertEquals(message, state.path("errors").path(0).path("message").asText());
    assertEquals("random-vfm-2", state.path("errors").path(0).path("run").asText());
    assertEquals("application/json", get("state").headers().firstValue("content-type").get());
    assertFalse(get("").body().contains("alert(1)"));
  }

  @Test
  void who_plays_no_more_has_stopped() throws Exception {
    folder.run("random-vfm-1").to(0, 1);
    state(phase("running"));
    folder.close();
    state(phase("stopped"));
  }

  @Test
  void the_policy_names_every_script_of_the_page_and_no_other_and_no_other_origin()
      throws Exception {
    requirePolicy(get(""));
    folder.run("random-vfm-1").to(0, 1);
    state(phase("running"));
    requirePolicy(get(""));
  }

  private static void requirePolicy(HttpResponse<String> answer) throws Exception {
    String policy = answer.headers().firstValue("content-security-policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'; base-uri 'none'; form-action 'none'; "));
    assertTrue(policy.contains("; connect-src 'self'"), policy);
    assertFalse(policy.replaceAll("style-src 'unsafe-inline'", "").contains("unsafe"), policy);
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    int scripts = 0;
    for (MatchResult script :
        Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL)
            .matcher(answer.body())
            .results()
            .toList()) {
      byte[] hash = sha.digest(script.group(1).getBytes(StandardCharsets.UTF_8));
      String named = "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
      assertTrue(policy.contains(named), script.group(1).substring(0, 60));
      scripts++;
    }
    assertEquals(scripts + 1, policy.split("'sha256-").length);
    assertTrue(answer.body().contains(policy.replace("; frame-ancestors 'none'", "")));
  }
}

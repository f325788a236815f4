package org.querent.experiments.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.querent.core.data.RatingScale;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.simulator.stopping.ConfiguredStopping;

/**
 * Holds interviews that nobody gives, before the first person waits for one, so that Java has
 * compiled what computes questions, reads requests, keeps answers and writes replies. They come
 * through HTTP but over no network; their answers are kept in a folder of their own, which is
 * deleted. The models stay as they were: what is asked and predicted later is the same.
 */
final class WarmUp {
  private static final int QUESTIONS = 20;
  private static final ObjectMapper JSON = new JsonMapper();

  private final LocalConnector connector;
  private final String token;
  private final RatingScale scale;
  private final long end;
  private final AtomicInteger answers = new AtomicInteger();

  private WarmUp(LocalConnector connector, String token, RatingScale scale, long end) {
    this.connector = connector;
    this.token = token;
    this.scale = scale;
    this.end = end;
  }

  /**
   * Holds interviews of 20 questions each. Cost: that of these; less where they take longer than a
   * limit.
   *
   * @param people how many are interviewed
   * @param atATime how many of them at a time
   * @param stopping is asked after each answer, if there is such a rule
   * @param most after how many nanoseconds no other question is asked
   * @return how many answers there were
   */
  static int hold(
      ModelPool models,
      int people,
      int atATime,
      Optional<ConfiguredStopping<?>> stopping,
      long most) {
    try {
      Path folder = Files.createTempDirectory("querent-warm-up");
      try {
        return hold(models, people, atATime, stopping, most, folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      // Where there is no room for answers that nobody needs, the first questions take longer.
      return 0;
    }
  }

  private static int hold(
      ModelPool models,
      int people,
      int atATime,
      Optional<ConfiguredStopping<?>> stopping,
      long most,
      Path folder) {
    Tokens tokens = Tokens.open(folder);
    Server server = new Server();
    LocalConnector connector = new LocalConnector(server);
    server.addConnector(connector);
    server.setHandler(handler(models, stopping, folder, tokens));
    WarmUp warmUp =
        new WarmUp(connector, tokens.programs(), models.common().scale(), System.nanoTime() + most);
    ExecutorService interviewers = Executors.newFixedThreadPool(atATime);
    try {
      server.start();
      for (int person = 0; person < people; person++) {
        int number = person;
        interviewers.submit(() -> warmUp.interview(number));
      }
      interviewers.shutdown();
      interviewers.awaitTermination(2 * most, TimeUnit.NANOSECONDS);
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not start or stop", e);
    }
    return warmUp.answers.get();
  }

  private static Handler handler(
      ModelPool models, Optional<ConfiguredStopping<?>> stopping, Path folder, Tokens tokens) {
    AnswerFolder answers = new AnswerFolder(folder);
    Metrics metrics = new Metrics();
    Refits never = new Refits(folder, answers, 0, metrics, damaged -> {});
    Interviews interviews =
        new Interviews(
            models,
            answers,
            never,
            tokens,
            stopping,
            Integer.MAX_VALUE,
            new SecureRandom(),
            InstantSource.system());
    Routes routes = new Routes(interviews, answers, models, metrics, damaged -> {}, "");
    Buckets endless = new Buckets(1, Double.MAX_VALUE, System::nanoTime);
    PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
    return new Handling(routes.all(), tokens, metrics, endless, endless, endless, nowhere);
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /**
   * The ends of the scale in turns, and now and then no rating, for each person in another order.
   */
  private boolean interview(int person) throws Exception {
    ObjectNode named = JSON.createObjectNode().put("user", "nobody-" + person);
    String session = "/sessions/" + send("POST", "/sessions", named).path("session").textValue();
    for (int n = 0; n < QUESTIONS && System.nanoTime() < end; n++) {
      JsonNode question =
          send("GET", session + "/questions", JSON.createObjectNode()).at("/questions/0/id");
      if (question.isMissingNode()) {
        return false;
      }
      ObjectNode answer = JSON.createObjectNode().put("item", question.textValue());
      int said = (n * (person + 1) + person) % 3;
      if (said == 0) {
        answer.put("unknown", true);
      } else {
        answer.put("rating", said == 1 ? scale.min() : scale.max());
      }
      send("POST", session + "/answers", answer);
      send("GET", session + "/recommendations", JSON.createObjectNode());
      answers.incrementAndGet();
    }
    return true;
  }

  private JsonNode send(String method, String path, ObjectNode body) throws Exception {
    String content = body.isEmpty() ? "" : body.toString();
    String request =
        String.join(
            "\r\n",
            method + " " + path + " HTTP/1.1",
            "Host: localhost",
            "Authorization: Bearer " + token,
            "Content-Type: application/json",
            "Content-Length: " + content.getBytes(StandardCharsets.UTF_8).length,
            "Connection: close",
            "",
            content);
    String response = connector.getResponse(request);
    return JSON.readTree(response.substring(response.indexOf("\r\n\r\n")));
  }
}

package org.querent.experiments.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ask.Said;

/**
 * A service that is killed at any moment while people answer and their answers are taken into the
 * model; {@code -Dquerent.kills=50}.
 */
@Tag("faults")
class KilledServiceTest {
  private static final int USERS = 4;
  private static final int MOST_MILLIS = 1500;
  private static final int REFIT_EVERY = 10;

  @TempDir Path folder;

  @Test
  void nothing_that_was_acknowledged_is_lost_and_interviews_go_on() throws Exception {
    Path model = TestedService.model(folder, 2000, 6000);
    Path answers = folder.resolve("answers");
    RandomGenerator random = new SplittableRandom(1);
    List<Said> all = Stream.generate(Said::nothing).limit(USERS).toList();
    int kills = Integer.getInteger("querent.kills", 3);
    for (int n = 0; n < kills; n++) {
      try (ServiceProcess process = start(model, answers)) {
        for (int user = 0; user < USERS; user++) {
          check(process.client(), user, all.get(user));
        }
        List<CompletableFuture<Void>> talks =
            IntStream.range(0, USERS)
                .mapToObj(
                    user ->
                        CompletableFuture.runAsync(
                            () -> talk(process.client(), user, all.get(user))))
                .toList();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
        process.kill();
        talks.forEach(CompletableFuture::join);
      }
    }
    try (ServiceProcess process = start(model, answers)) {
      for (int user = 0; user < USERS; user++) {
        check(process.client(), user, all.get(user));
      }
    }
    int taken = all.stream().mapToInt(said -> said.taken().size()).sum();
    assertTrue(taken > 0);
    if (Integer.getInteger("querent.kills") != null) {
      System.out.println(kills + " kills, " + taken + " answers, none lost");
    }
  }

  private static ServiceProcess start(Path model, Path answers) throws IOException {
    return ServiceProcess.start(
        model, answers, 1, REFIT_EVERY, "-Xmx256m", "-XX:TieredStopAtLevel=1");
  }

  /** Answers question after question until nobody is there any more. */
  private static void talk(ServiceClient client, int user, Said said) {
    try {
      String session = client.begin("user-" + user + "-of-the-test");
      while (true) {
        String item = client.questions(session, 1, List.of()).get(0);
        OptionalDouble rating =
            item.hashCode() % 4 == 0 ? OptionalDouble.empty() : OptionalDouble.of(user + 1);
        said.say(item, rating);
        int count = client.answer(session, item, rating);
        said.hear();
        assertEquals(said.taken().size(), count);
      }
    } catch (IOException e) {
      // It was killed.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(ServiceClient client, int user, Said said) throws Exception {
    String session = client.begin("user-" + user + "-of-the-test");
    Map<String, OptionalDouble> found = new LinkedHashMap<>();
    for (JsonNode answer : client.state(session).path("answers")) {
      JsonNode rating = answer.path("rating");
      found.put(
          answer.path("item").path("id").textValue(),
          rating.isNull() ? OptionalDouble.empty() : OptionalDouble.of(rating.doubleValue()));
    }
    said.check(found);
  }
}

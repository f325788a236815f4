package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.spec.Covariance;
import org.querent.experiments.cli.QuerentCommand;
import org.querent.experiments.run.JavaProcess;

/** An interview whose process is killed at any moment; {@code -Dquerent.kills=50}. */
@Tag("faults")
class KilledAskTest {
  private static final String USER = "ann";
  private static final int MOST_MILLIS = 1500;

  /** The last question of what was printed: its number, and the item by its title. */
  private static final Pattern QUESTION = Pattern.compile("(?s).*\n(\\d+)\\. Thing (B\\d+) .*");

  @TempDir Path folder;

  private final Said said = Said.nothing();

  @Test
  void nothing_that_was_answered_is_lost_and_the_interview_goes_on() throws Exception {
    Path model =
        Models.write(
            folder.resolve("m.querent"),
            Models.ratings(24, 2000, 6000, 1).withUser("newcomer"),
            Models.settings(Covariance.FULL),
            Models.strategy("interview"),
            5);
    RandomGenerator random = new SplittableRandom(1);
    int kills = Integer.getInteger("querent.kills", 3);
    // Where Java takes long to start, some more, later ones, until something was answered.
    for (int n = 0; n < kills || said.taken().isEmpty() && n < kills + 20; n++) {
      Process process = ask(model);
      CompletableFuture<Void> talk = CompletableFuture.runAsync(() -> talk(process));
      // Some are killed while Java starts, most while they answer.
      TimeUnit.MILLISECONDS.sleep(
          random.nextInt(MOST_MILLIS) + (n % 4 == 3 ? 0 : (1 + n / kills) * MOST_MILLIS));
      process.destroyForcibly().waitFor();
      talk.join();
      said.check(found());
    }
    assertTrue(!said.taken().isEmpty());
    if (Integer.getInteger("querent.kills") != null) {
      System.out.println(kills + " kills, " + said.taken().size() + " answers, none lost");
    }
  }

  private Process ask(Path model) throws IOException {
    return JavaProcess.with(List.of(), QuerentCommand.class, "ask", model, "--user", USER)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Answers question after question until nobody is there any more. */
  private void talk(Process process) {
    try (BufferedReader out = process.inputReader();
        Writer in = process.outputWriter()) {
      while (true) {
        Matcher question = QUESTION.matcher(prompt(out));
        assertTrue(question.matches());
        said.hear();
        assertEquals(said.taken().size() + 1, Integer.parseInt(question.group(1)));
        String item = question.group(2);
        boolean isKnown = item.hashCode() % 4 != 0;
        said.say(item, isKnown ? OptionalDouble.of(4) : OptionalDouble.empty());
        in.write(isKnown ? "4\n" : "d\n");
        in.flush();
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  /** What is printed until an answer is waited for. */
  private static String prompt(BufferedReader out) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(" to 5: ") < 0) {
      int next = out.read();
      if (next < 0) {
        throw new IOException("the process has ended");
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private Map<String, OptionalDouble> found() {
    Path answers = folder.resolve("answers");
    Map<String, OptionalDouble> found = new LinkedHashMap<>();
    if (Files.exists(answers)) {
      new AnswerFolder(answers)
          .forEach(
              (user, all) -> all.forEach(it -> found.put(it.item(), it.rating())),
              Assertions::fail);
    }
    return found;
  }
}

package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.querent.experiments.cli.Commands.done;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;

/** What a person does with ratings whose users and items are texts. */
class TextIdsTest {
  @TempDir Path folder;
  @TempDir Path numbered;

  private static Path run(Path yaml) {
    return Path.of(done("run", yaml, "--out", yaml.resolveSibling("o")).strip()).getParent();
  }

  /** What was asked, without the sums of the lines. */
  private static String queries(Path folder, String run) throws IOException {
    return Files.readString(folder.resolve("runs").resolve(run).resolve("queries.jsonl"))
        .replaceAll(",\"crc\":\"[0-9a-f]+\"", "");
  }

  private static String user(int number) {
    return SampleExperiment.USER_TEXT.replace("$1", "" + number);
  }

  @Test
  void an_experiment_is_the_same_whatever_users_and_items_are_called() throws IOException {
    Path texts = run(SampleExperiment.writeWithTexts(folder));
    Path numbers = run(SampleExperiment.write(numbered));
    for (String run : List.of("random-vfm-1", "max-variance-vfm-2")) {
      assertEquals(
          Files.readString(numbers.resolve("runs").resolve(run).resolve("curve.jsonl")),
          Files.readString(texts.resolve("runs").resolve(run).resolve("curve.jsonl")));
      String queries = queries(numbers, run);
      assertTrue(queries.matches("(?s)\\{\"query\":1,\"user\":1[0-9]{2},\"item\":5[0-9]{2},.*"));
      assertEquals(
          queries.replaceAll(
              "\"user\":([0-9]+),\"item\":([0-9]+)",
              "\"user\":\"" + SampleExperiment.USER_TEXT + "\",\"item\":\"00$2\""),
          queries(texts, run));
    }
    Map<String, String> before = SampleExperiment.files(texts);
    assertEquals("4 of 4 runs played again: the same bytes\n", done("verify", texts, "--runs", 4));
    done("report", texts);
    assertEquals(before, SampleExperiment.files(texts));
    String page = Files.readString(texts.resolve("report.html"));
    assertFalse(page.contains("<b>&1") || page.contains("\u202e"));
  }

  @Test
  void a_model_predicts_and_explains_them() throws IOException {
    SampleExperiment.writeWithTexts(folder);
    Path out = folder.resolve("m");
    done("train", folder.resolve("ratings.csv"), "--rank", 2, "--epochs", 6, "--out", out);
    Path model = out.resolve("last.querent");
    Path pairs =
        SampleExperiment.write(
            folder,
            "p.csv",
            "movieId,userId\n00502," + user(101) + "\n\"00503\"," + user(102) + "\n");
    List<String> lines = done("predict", model, pairs).lines().toList();
    assertTrue(lines.get(1).startsWith(user(101) + ",00502,"), lines.get(1));
    assertTrue(lines.get(2).startsWith(user(102) + ",00503,"), lines.get(2));
    String explained = done("explain", model, user(101), "00502");
    assertTrue(explained.startsWith("user <b>&101\\u202e\ud83d\ude00, item 00502: "), explained);
    assertFalse(explained.contains("\u202e"), "it would turn the line");
    String message = Commands.refused(folder, "explain", model, user(101), "502");
    assertTrue(message.contains("knows no item 502; it was trained with 60 items; did"), message);
    assertNotEquals(explained, done("explain", model, user(101), "00503"));
    String all = String.join("\n", lines) + "\n";
    SampleExperiment.write(
        folder, "p.csv", "00502;x;" + user(101) + "\n00503;x;" + user(102) + "\n");
    assertEquals(all, done("predict", model, pairs, "--columns", "user: 3, item: 1"));
    SampleExperiment.write(
        folder, "p.csv", "a|b|c\n00502|x|" + user(101) + "\n00503|x|" + user(102) + "\n");
    for (String columns :
        List.of("user: c, item: a", "user: 3, item: 1, header: true, separator: bar")) {
      assertEquals(all, done("predict", model, pairs, "--columns", columns));
    }
    message = Commands.refused(folder, "predict", model, pairs);
    assertTrue(message.contains("--columns \"user: 1, item: 2\" reads other tables"), message);
    message = Commands.refused(folder, "predict", model, pairs, "--columns", "user: 4, item: 1");
    assertTrue(message.contains("has not all columns that --columns says"), message);
    message = Commands.refused(folder, "predict", model, pairs, "--columns", "usr: 4");
    assertTrue(message.contains("usr"), message);
    SampleExperiment.write(folder, "p.csv", "userId,movieId\n" + user(101) + ",502\n");
    message = Commands.refused(folder, "predict", model, pairs);
    assertTrue(message.contains("item 502 (did you mean \"00502\"?)"), message);
  }
}

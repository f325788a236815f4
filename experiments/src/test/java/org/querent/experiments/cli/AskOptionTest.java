package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.querent.experiments.cli.Commands.done;
import static org.querent.experiments.cli.Commands.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.saved.WholeModel;
import org.querent.experiments.SampleExperiment;

class AskOptionTest {
  @TempDir Path folder;

  @BeforeEach
  void write() {
    SampleExperiment.write(folder);
    SampleExperiment.write(folder, "costs.csv", "movieId,cost\n501,1\n502,2\n503,2\n");
  }

  private Object[] train(Object... more) {
    List<Object> usual =
        List.of("train", folder.resolve("ratings.csv"), "--rank", 2, "--epochs", 4, "--test", 0);
    return Stream.concat(usual.stream(), Stream.of(more)).toArray();
  }

  @Test
  void what_questions_cost_is_noted_in_the_model_and_told_of_with_their_gain() {
    Path out = folder.resolve("shop");
    String queries = "costs: " + folder.resolve("costs.csv") + ", refusal-cost: 0.25";
    done(train("--ask", "interview", "--queries", queries, "--out", out));
    Path model = out.resolve("last.querent");
    JsonNode note = WholeModel.read(model, "").notes().path("ask");
    assertEquals("{\"502\":2.0,\"503\":2.0}", note.path("costs").toString());
    assertEquals(0.25, note.path("refusal-cost").doubleValue());
    String told =
        unrated(model, "502").replaceAll("[0-9.]+ %", "P %").replaceAll("0\\.[0-9]{3,}", "x");
    List<String> lines = told.lines().toList();
    lines = lines.subList(lines.indexOf("asking about it"), lines.size());
    assertEquals(
        "  an answer lowers the standard deviation of what is expected of an unrated item by x, from x"
            + " on average",
        lines.get(1));
    assertEquals(
        "  there is an answer with a probability of P %, so that a fall of x is to be expected of the"
            + " question",
        lines.get(2));
    assertTrue(
        lines
            .get(3)
            .matches(
                "  an answer costs 2\\.00, none 0\\.50, so that [01]\\.[0-9]+ is to be expected, and a fall of"
                    + " x for each 1"),
        lines.get(3));
    assertTrue(
        lines.get(4).matches("  interview asks about (it next|5[0-9]+ next:)"), lines.get(4));
    assertTrue(lines.size() == 5 || lines.get(7).startsWith("    an answer costs "), told);
  }

  @Test
  void whoever_only_gave_answers_is_told_where_these_are_explained() {
    Path out = folder.resolve("shop");
    done(train("--ask", "interview", "--out", out));
    String message = refused(folder, "explain", out.resolve("last.querent"), "ann", 502);
    assertTrue(
        message.contains("the model knows no user ann; it was trained with 40 users; answers"),
        message);
    assertTrue(message.contains("within ask, w says why, and --new in the place of USER"), message);
  }

  /** What is told of the first user who has not rated an item. */
  private static String unrated(Path model, String item) {
    for (int user = 100; ; user++) {
      String told = done("explain", model, user, item);
      if (!told.contains("teaches nothing")) {
        return told;
      }
    }
  }

  @Test
  void costs_without_a_strategy_or_of_another_kind_are_refused() {
    Path out = folder.resolve("shop");
    String message = refused(folder, train("--queries", "refusal-cost: 0.2", "--out", out));
    assertTrue(message.contains("--queries needs --ask"), message);
    message = refused(folder, train("--ask", "interview", "--queries", "budget: 5", "--out", out));
    assertTrue(message.contains("budget"), message);
    message =
        refused(folder, train("--ask", "interview", "--queries", "refusal-cost: 0", "--out", out));
    assertTrue(message.contains("refusal-cost"), message);
    message =
        refused(folder, train("--ask", "interview", "--queries", "costs: no.csv", "--out", out));
    assertTrue(message.contains("--queries: there is no file no.csv"), message);
  }
}

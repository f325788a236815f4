package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.Ratings;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.experiments.ask.Models;

class QuestionnaireCommandTest {
  private static final Ratings RATINGS = Models.ratings(24, 30, 420, 1).withUser("newcomer");

  @TempDir Path files;

  private Path model() {
    return model(Models.settings(Covariance.FULL), "interview");
  }

  private Path model(ModelSettings settings, String strategy) {
    return Models.write(
        files.resolve("m.querent"), RATINGS, settings, Models.strategy(strategy), 5);
  }

  @Test
  void the_list_and_what_it_is_worth_are_printed_and_written_in_every_form() throws Exception {
    Path csv = files.resolve("list.csv");
    Path json = files.resolve("list.json");
    Path html = files.resolve("list.HTML");
    String printed =
        Commands.done(
            "questionnaire",
            model(),
            "--items",
            4,
            "--seeds",
            2,
            "--quota",
            "category: {Books: 1}",
            "--out",
            csv,
            "--out",
            json,
            "--out",
            html,
            "--title",
            "What do you like?");
    List<String> rows = Files.readAllLines(csv);
    assertEquals("question,item,title,category,year,known-to,error,ndcg@10", rows.get(0));
    assertEquals(5, rows.size());
    JsonNode root = new JsonMapper().readTree(Files.readString(json));
    for (int n = 1; n <= 4; n++) {
      JsonNode question = root.path("questions").path(n - 1);
      String id = question.path("item").asText();
      assertTrue(rows.get(n).startsWith(n + "," + id + ",Thing " + id + ","), rows.get(n));
      assertTrue(printed.contains("| " + n + " | Thing " + id + " · "), printed);
      assertTrue(Files.readString(html).contains("<legend>" + n + ". Thing " + id), id);
      assertTrue(question.path("known-to").asDouble() > 0);
    }
    long books = rows.stream().filter(row -> row.contains(",Books,")).count();
    assertTrue(books <= 1, rows.toString());
    assertEquals(6, root.path("measured").size());
    assertEquals("the 4 most popular", root.path("measured").path(2).path("asked").asText());
    assertTrue(root.path("measured").path(2).path("rmse").has("more-low"));
    assertEquals(4, root.path("scale").path("max").asDouble() - 1, 1e-12);
    assertTrue(printed.contains("| interview, adaptive | "), printed);
    assertTrue(Files.readString(html).contains("<h1>What do you like?</h1>"));
    assertFalse(Files.readString(html).contains("http:"));
  }

  @Test
  void without_seeds_nothing_is_measured() throws Exception {
    Path json = files.resolve("list.json");
    Commands.Answer answer =
        Commands.querent("questionnaire", model(), "--seeds", 0, "--out", json);
    assertEquals(0, answer.code(), answer.err());
    assertEquals("", answer.err());
    assertFalse(answer.out().contains("RMSE"));
    assertEquals(10, new JsonMapper().readTree(Files.readString(json)).path("questions").size());
    assertFalse(Files.readString(json).contains("measured"));
  }

  @Test
  void what_has_no_meaning_is_refused() throws Exception {
    Path model = model();
    String message = Commands.refused(files, "questionnaire", model, "--items", 0);
    assertTrue(message.contains("--items must be 1 to 1000, found 0"), message);
    message = Commands.refused(files, "questionnaire", model, "--seeds", -1);
    assertTrue(message.contains("--seeds must be 0 to 1000, found -1"), message);
    message = Commands.refused(files, "questionnaire", model, "--lists", "NaN");
    assertTrue(message.contains("--lists must be 0 to 1, found NaN"), message);
    message = Commands.refused(files, "questionnaire", model, "--out", "list.pdf");
    assertTrue(message.contains("list.pdf must end with .csv, .json or .html"), message);
    message = Commands.refused(files, "questionnaire", model, "--exclude", "B0003");
    assertTrue(message.contains("--exclude: the model knows no item \"B0003\""), message);
    message = Commands.refused(files, "questionnaire", model, "--exclude-file", "missing.txt");
    assertTrue(message.contains("missing.txt"), message);
    message = Commands.refused(files, "questionnaire", model, "--quota", "colour: 1");
    assertTrue(message.contains("the items have no column \"colour\""), message);
    message = Commands.refused(files, "questionnaire", model, "--items", 31, "--seeds", 0);
    assertTrue(message.contains("only 30 of 31 items can be on the list"), message);
    message = Commands.refused(files, "questionnaire", files.resolve("missing"));
    assertTrue(message.contains("missing"), message);
  }

  @Test
  void a_file_that_cannot_be_written_is_named() {
    Path model = model();
    Path out = files.resolve("no-such-folder").resolve("list.csv");
    // Before anything is chosen and printed.
    String message = Commands.refused(files, "questionnaire", model, "--seeds", 0, "--out", out);
    assertTrue(message.contains("cannot write " + out + ": there is no folder "), message);
  }

  @Test
  void a_model_without_variances_is_refused() {
    ModelSettings settings = ModelSettings.defaults(ModelType.FM).withFactors(2);
    String message = Commands.refused(files, "questionnaire", model(settings, "popularity"));
    assertTrue(message.contains("the model is an fm, which has no variances"), message);
  }
}

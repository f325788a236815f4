package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.querent.experiments.cli.Commands.done;
import static org.querent.experiments.cli.Commands.querent;
import static org.querent.experiments.cli.Commands.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.features.ConsumptionField;
import org.querent.core.saved.WholeModel;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.ask.Answer;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.experiments.ask.AnswerLog;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.Refit;

/** Commands that read a log of who has consumed what. */
class ConsumptionLogCommandTest {
  @TempDir Path folder;
  private Path ratings;
  private Path views;

  @BeforeEach
  void hold_half_of_the_ratings_back() throws IOException {
    SampleExperiment.write(folder);
    ratings = folder.resolve("ratings.csv");
    List<String> lines = Files.readAllLines(ratings);
    Files.write(ratings, lines.subList(0, 751));
    views =
        SampleExperiment.write(
            folder,
            "views.csv",
            "userId,movieId\n"
                + lines.subList(751, lines.size()).stream()
                    .map(line -> line.replaceFirst("(,[0-9]+),.*", "$1\n"))
                    .collect(Collectors.joining()));
  }

  private Object[] train(String... more) {
    List<Object> all = new ArrayList<>(List.of("train", ratings, "--rank", 2));
    all.addAll(List.of("--epochs", 6, "--features"));
    all.add("user, item, {type: consumption, from: file, path: " + views + ", dims: 2}");
    all.addAll(List.of(more));
    return all.toArray();
  }

  @Test
  void a_model_that_asks_has_the_log_in_itself() throws IOException {
    Path out = folder.resolve("out");
    Commands.Answer answer = querent(train("--test", "0", "--ask", "interview", "--out", out + ""));
    assertEquals(0, answer.code(), answer.err());
    assertTrue(
        answer.err().contains("views.csv: 750 pairs of 40 users and 60 items"), answer.err());
    Path model = out.resolve("last.querent");
    Files.delete(views);
    WholeModel whole = WholeModel.read(model, "");
    ConsumptionField field = ConsumptionField.of(whole.features().declared()).orElseThrow();
    assertEquals(new ConsumptionField(ConsumptionField.From.FILE, 2), field);
    assertEquals(750, whole.side().logs().get("").pairs().size());
    assertTrue(done("predict", model, ratings).lines().count() > 700);
    AnswerFolder answers = new AnswerFolder(folder.resolve("answers"));
    answers.make();
    try (AnswerLog log = AnswerLog.open(answers.path(), "new one", AskModel.sum(model), 1)) {
      log.add(new Answer("501", OptionalDouble.of(4), 1));
    }
    Path refit = folder.resolve("refit.querent");
    Refit.train(model, answers, note -> {}, epoch -> {}).archive().write(refit);
    WholeModel again = WholeModel.read(refit, "");
    assertEquals(751, again.ratings().size());
    assertEquals(750, again.side().logs().get("").pairs().size());
  }

  @Test
  void a_training_does_not_go_on_with_another_log() throws IOException {
    String out = folder.resolve("out").toString();
    done(train("--out", out));
    assertEquals(0, querent(train("--out", out, "--resume")).code());
    Files.writeString(views, "userId,movieId\n101,501\n");
    Commands.Answer answer = querent(train("--out", out, "--resume"));
    assertEquals(2, answer.code());
    assertTrue(answer.err().contains("was trained with another"), answer.err());
  }

  @Test
  void a_log_that_is_not_there_or_of_the_ratings_is_told_of() throws IOException {
    Files.copy(ratings, views, StandardCopyOption.REPLACE_EXISTING);
    assertTrue(querent(train()).err().contains("has nearly every pair that is held out"));
    String yaml =
        SampleExperiment.YAML
            + "features: [user, item, {type: consumption, from: file, path: views.csv}]\n";
    Path experiment = SampleExperiment.write(folder, "e.yaml", yaml);
    Commands.Answer answer = querent("validate", experiment);
    assertTrue(answer.err().startsWith("querent: views.csv has nearly every pair"), answer.err());
    Path benchmark =
        SampleExperiment.write(
            folder,
            "b.yaml",
            "name: b\ndataset: {path: ratings.csv}\nmodels:\n"
                + "  - {label: a, training: {sweeps: 3, held-sweeps: 1}, features: [user, {type:"
                + " consumption, from: file, path: views.csv, dims: 1}]}\n");
    answer = querent("benchmark", benchmark);
    assertEquals(0, answer.code(), answer.err());
    assertTrue(answer.err().contains("has nearly every pair that is held out"), answer.err());
    Files.delete(views);
    assertTrue(refused(folder, train()).contains("--features: there is no file " + views));
    assertTrue(refused(folder, "benchmark", benchmark).contains("there is no file"));
    assertTrue(
        refused(folder, "validate", experiment)
            .contains("views.csv is not there; if it was moved, --consumption-file tells"));
  }
}

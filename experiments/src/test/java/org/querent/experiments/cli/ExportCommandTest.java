package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.querent.experiments.cli.Commands.done;
import static org.querent.experiments.cli.Commands.refused;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.ask.Answer;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.experiments.ask.AnswerLog;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.Refit;
import org.querent.experiments.ask.RefitFiles;
import org.querent.experiments.report.Numbers;

class ExportCommandTest {
  private static final String ODD = "o\"dd, \u00e9";

  /** So many of the 60 items does each answer about. */
  private static final int SAID = 24;

  /** All that is not held out: four of five answers are ratings, and a quarter of these is. */
  private static final int QUESTIONS = 15;

  @TempDir Path folder;
  private Path model;
  private Path study;

  @BeforeEach
  void ask_people() {
    SampleExperiment.write(folder);
    StringBuilder items = new StringBuilder("movieId,title,year\n");
    for (int item = 500; item < 560; item++) {
      items.append(item).append(",\"A \"\"thing\"\", ").append(item).append("\",1990\n");
    }
    SampleExperiment.write(folder, "items.csv", items.toString());
    SampleExperiment.write(folder, "costs.csv", "movieId,cost\n501,2\n");
    done(
        "train",
        folder.resolve("ratings.csv"),
        "--dataset",
        "items: {path: " + folder.resolve("items.csv") + ", id: movieId}",
        "--queries",
        "costs: " + folder.resolve("costs.csv"),
        "--rank",
        2,
        "--epochs",
        8,
        "--test",
        0,
        "--seed",
        3,
        "--ask",
        "interview",
        "--out",
        folder.resolve("shop"));
    model = folder.resolve("shop").resolve("last.querent");
    study = folder.resolve("study");
    for (String user : List.of("new-1", "new-2", ODD, "100")) {
      answer(user, SAID);
    }
    answer("shy", 6);
  }

  private void answer(String user, int count) {
    RandomGenerator random = new SplittableRandom(user.hashCode());
    Set<Integer> items = new TreeSet<>();
    try (AnswerLog log =
        AnswerLog.open(folder.resolve("shop").resolve("answers"), user, AskModel.sum(model), 1)) {
      while (items.size() < count) {
        int item = 500 + random.nextInt(60);
        if (items.add(item)) {
          boolean isKnown = items.size() % 5 != 0;
          OptionalDouble said =
              isKnown ? OptionalDouble.of(1 + random.nextInt(5)) : OptionalDouble.empty();
          log.add(new Answer(Integer.toString(item), said, 1_700_000_000L + items.size()));
        }
      }
    }
  }

  private String export() {
    return done("export", model, "--questions", QUESTIONS, "--out", study);
  }

  private static List<Double> curve(Path folder, String run) throws Exception {
    List<Double> errors = new ArrayList<>();
    for (String line :
        Files.readAllLines(folder.resolve("runs").resolve(run).resolve("curve.jsonl"))) {
      errors.add(new JsonMapper().readTree(line).path("rmse").doubleValue());
    }
    return errors;
  }

  @Test
  void a_study_is_replayed_by_a_run_that_its_report_compares_with_other_strategies()
      throws Exception {
    String told = export();
    assertTrue(
        told.startsWith(
            "of 5 users with answers 3 take part, 1 had ratings in the model before, 1 gave too few ratings for 15 questions and a quarter to hold out\n"),
        told);
    List<String> rows = Files.readAllLines(study.resolve("as-asked.csv"));
    List<Double> asAsked =
        rows.stream().skip(1).map(row -> Double.parseDouble(row.split(",")[1])).toList();
    assertEquals(1 + QUESTIONS, asAsked.size());
    String report = done("run", study.resolve("study.yaml"), "--out", folder.resolve("runs"));
    Path runs = Path.of(report.strip()).getParent();
    List<Double> interview = curve(runs, "interview-vfm-3");
    List<Double> popularity = curve(runs, "popularity-vfm-3");
    assertEquals(1 + QUESTIONS, interview.size());
    // Nobody knows anything yet, or everything: the order does not matter.
    for (int n : new int[] {0, QUESTIONS}) {
      assertEquals(popularity.get(n), interview.get(n), 1e-6);
      assertEquals(asAsked.get(n), interview.get(n), n == 0 ? 0 : 1e-6);
    }
    assertNotEquals(popularity.get(5), interview.get(5), 1e-6);
    assertNotEquals(asAsked.get(5), interview.get(5), 1e-6);
    assertNotEquals(asAsked.get(5), popularity.get(5), 1e-6);
    String page = Files.readString(runs.resolve("report.html"));
    assertTrue(page.contains("A &quot;thing&quot;, 5"));
    assertTrue(page.contains("Some of the users are new: "), "files say who");
    assertEquals(report, done("report", runs));
    String shown = Numbers.breakable(page);
    assertTrue(shown.contains("the one split that was given was played once"), shown);
    assertFalse(shown.contains("are needed"), "five seeds of one split tell nothing of people");
    String summary = Numbers.breakable(Files.readString(runs.resolve("summary.json")));
    assertTrue(summary.contains("The split was given and played once, so nothing tells"), summary);
  }

  @Test
  void what_was_expected_of_each_answer_is_told_and_is_the_same_again() throws Exception {
    export();
    List<String> asked = Files.readAllLines(study.resolve("asked.csv"));
    assertEquals(1 + 3 * SAID, asked.size());
    assertEquals(3L, asked.stream().filter(line -> line.matches(".*,1,5[0-9]{2},.*")).count());
    assertTrue(asked.stream().anyMatch(line -> line.startsWith("\"o\"\"dd, \u00e9\",1,")));
    assertEquals(12L, asked.stream().filter(line -> line.matches(".*,5[0-9]{2},,.*")).count());
    assertTrue(asked.stream().noneMatch(line -> line.startsWith("100,")), "the model knows 100");
    var before = SampleExperiment.files(study);
    String message = refused(folder, "export", model, "--questions", QUESTIONS, "--out", study);
    assertTrue(
        message.contains(study + " is not empty; choose another --out, or --force"), message);
    done("export", model, "--questions", QUESTIONS, "--out", study, "--force");
    assertEquals(before, SampleExperiment.files(study));
  }

  @Test
  void a_damaged_file_is_named_and_the_others_are_exported() throws Exception {
    Path damaged = folder.resolve("shop").resolve("answers").resolve("0".repeat(32) + ".jsonl");
    Files.writeString(damaged, "damaged\nand more\n");
    Commands.Answer answer =
        Commands.querent("export", model, "--questions", QUESTIONS, "--out", study);
    assertEquals(0, answer.code(), answer.err());
    assertTrue(
        answer
            .out()
            .startsWith(
                "of 5 users with answers 3 take part, 1 had ratings in the model before, 1 gave too few ratings for 15 questions and a quarter to hold out, and 1 file of answers cannot be read\n"),
        answer.out());
    assertTrue(answer.err().startsWith("querent: " + damaged + " is damaged"), answer.err());
    assertEquals(1, answer.err().lines().count(), answer.err());
    assertEquals("damaged\nand more\n", Files.readString(damaged));
  }

  @Test
  void what_learned_from_somebody_who_is_gone_is_removed_and_told_of() throws Exception {
    AnswerFolder answers = new AnswerFolder(folder.resolve("shop").resolve("answers"));
    Path file = new RefitFiles(answers).of(model);
    Refit.train(model, answers, message -> {}, epoch -> {}).archive().write(file);
    byte[] kept = Files.readAllBytes(file);
    Object[] export = {"export", model, "--questions", QUESTIONS, "--out", study, "--force"};
    Object[] ask = {"ask", model, "--user", "new-2"};
    InputStream terminal = System.in;
    System.setIn(InputStream.nullInputStream());
    try {
      for (Object[] command : List.of(export, ask)) {
        assertEquals("", Commands.querent(command).err());
        assertTrue(Files.exists(file));
      }
      AnswerLog.delete(answers.path(), "new-1");
      for (byte[] bytes : List.of(kept, new byte[9])) {
        for (Object[] command : List.of(export, ask)) {
          Files.write(file, bytes);
          Commands.Answer answer = Commands.querent(command);
          assertEquals(0, answer.code(), answer.err());
          assertFalse(Files.exists(file));
          assertTrue(answer.err().startsWith("querent: removed " + file + ", "), answer.err());
          assertEquals(1, answer.err().lines().count(), answer.err());
        }
      }
    } finally {
      System.setIn(terminal);
    }
  }

  @Test
  void a_study_without_people_is_refused() {
    String message = refused(folder, "export", model, "--questions", SAID, "--out", study);
    assertTrue(message.contains("lower --questions"), message);
    message = refused(folder, "export", model, "--questions", 0, "--out", study);
    assertTrue(message.contains("--questions must be at least 1, found 0"), message);
    message = refused(folder, "export", model, "--answers", folder.resolve("no"), "--out", study);
    assertTrue(message.contains("there is no folder of answers " + folder.resolve("no")), message);
  }
}

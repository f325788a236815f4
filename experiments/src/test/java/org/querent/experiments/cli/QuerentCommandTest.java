package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.ProvisionException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands.Answer;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.StrategyRegistry;
import picocli.CommandLine;

class QuerentCommandTest {
  private static final String HEADER = "userId,movieId,rating,timestamp\n";

  @TempDir Path folder;

  private Path file;
  private Path results;

  @BeforeEach
  void write_the_experiment_and_an_older_result() throws IOException {
    file = SampleExperiment.write(folder);
    results = Files.createDirectory(folder.resolve("results"));
    SampleExperiment.write(results, "mine.txt", "mine");
  }

  private static Answer querent(Object... arguments) {
    return Commands.querent(arguments);
  }

  private String refused(Object... arguments) {
    return Commands.refused(folder, arguments);
  }

  private String refusedOnOneLine(Object... arguments) {
    String message = refused(arguments);
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private Path experiment(String yaml) {
    return SampleExperiment.write(folder, "e.yaml", yaml);
  }

  @Test
  void what_is_wrong_with_the_file_and_with_where_the_data_are_is_told_at_once() {
    experiment(
        SampleExperiment.with("[random, max-variance]", "[randm]")
            .replace("ratings.csv", "gone.csv")
            .replace("batch: 20", "batch: 20, costs: free.csv"));
    for (String command : List.of("run", "validate")) {
      String message = refused(command, folder.resolve("e.yaml"));
      assertTrue(message.contains("e.yaml has 3 problems:"), message);
      assertTrue(message.contains("did you mean \"random\"?"), message);
      assertTrue(message.contains("gone.csv is not there; if it was moved, --data-file"), message);
      assertTrue(message.contains("free.csv is not there; if it was moved, --costs-file"), message);
    }
  }

  @Test
  void to_delete_the_runs_of_another_and_to_help_it_is_refused() {
    String message = refusedOnOneLine("run", file, "--out", results, "--force", "--join");
    assertTrue(message.contains("give one of them"), message);
  }

  private static Collection<String> strategies() {
    return new StrategyRegistry(StrategyProvider.class.getClassLoader()).names();
  }

  static Stream<Arguments> wrongExperiments() {
    return Stream.of(
        Arguments.of(
            "{path: ratings.csv}",
            "ml-100",
            ":2:10: dataset: found \"ml-100\", known data sets are ml-latest-small-2016, ml-100k,"
                + " ml-1m, ml-10m, ml-20m, ml-25m, ml-32m, ml-latest-small; did you mean \"ml-100k\"?"),
        Arguments.of(
            "max-variance]",
            "max-varience]",
            ":6:22: strategies[1]: found \"max-varience\", allowed "
                + String.join(", ", strategies())
                + ", or one from a jar that --plugin or QUERENT_CLASSPATH names; did you mean \"max-variance\"?"),
        Arguments.of(
            "factors: 2",
            "factor: 2",
            ":4:9: model.factor: found an unknown key, allowed type, factors, interactions, covariance,"
                + " grouping, prior-scale, prior-precision, lambda0, lambda1, lambda2,"
                + " noise-precision, noise, likelihood; did you mean \"factors\"?"),
        Arguments.of("seeds: 2", "seeds: two", ":9:8: seeds: found \"two\" (text), allowed a"));
  }

  @ParameterizedTest
  @MethodSource("wrongExperiments")
  void a_wrong_experiment_is_refused_with_the_place_and_the_nearest_name(
      String part, String other, String problem) {
    Path wrong = experiment(SampleExperiment.with(part, other));
    for (String command : List.of("validate", "run")) {
      String message =
          command.equals("run")
              ? refused(command, wrong, "--out", results)
              : refused(command, wrong);
      assertEquals(2, message.lines().count(), message);
      assertTrue(message.startsWith("querent: " + wrong + " has 1 problem:"), message);
      assertTrue(message.contains("\n" + wrong + problem), message);
    }
  }

  @Test
  void all_problems_are_told_in_one_message() {
    Path wrong =
        experiment(SampleExperiment.YAML.replace("seeds: 2", "seed: 2").replace("random", "rnd"));
    String message = refused("run", wrong, "--out", results);
    assertEquals(3, message.lines().count(), message);
    assertTrue(message.startsWith("querent: " + wrong + " has 2 problems:"), message);
  }

  @Test
  void a_missing_experiment_or_file_of_ratings_is_refused_by_its_path() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    assertTrue(refusedOnOneLine("run", missing, "--out", results).contains(missing.toString()));
    assertTrue(refusedOnOneLine("validate", folder).contains(folder + " is a folder"));
    Path ratings = folder.resolve("ratings.csv");
    Files.delete(ratings);
    String message = refused("run", file, "--out", results);
    assertTrue(message.startsWith("querent: " + file + " has 1 problem:"), message);
    assertTrue(message.contains(ratings.toString()), message);
    assertEquals(2, message.lines().count(), message);
  }

  @Test
  void a_data_set_that_is_not_there_is_refused_with_where_to_put_it() {
    Path wanting = experiment(SampleExperiment.with("{path: ratings.csv}", "ml-100k"));
    Path data = folder.resolve("data");
    String message = refusedOnOneLine("run", wanting, "--out", results, "--data", data);
    assertTrue(message.contains("put it into " + data), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,4,0;1,3,good,0 | line 3: found \"1,3,good,0\", which is not a user, an item, a",
        "1,2,4,0;1,3,5.5,0 | line 3: found the rating 5.5 in \"1,3,5.5,0\", allowed are 0.5 to 5.0",
        "1,2,4,0;1,3,0,0 | line 3: found the rating 0.0 in \"1,3,0,0\", allowed are 0.5 to 5.0",
        "1,2,4,0;1,3,4,0;1,2,3,0 | line 4: user 1 rates item 2 a second time, after line 2;",
        "1,2,4,0;;1,3,4,0 | line 3: an empty line among the ratings"
      })
  void damaged_ratings_are_refused_with_file_line_and_content(String lines, String complaint) {
    Path ratings =
        SampleExperiment.write(folder, "ratings.csv", HEADER + lines.replace(';', '\n') + "\n");
    String message = refusedOnOneLine("run", file, "--out", results);
    assertTrue(message.startsWith("querent: " + ratings + ", " + complaint), message);
  }

  @ParameterizedTest
  @CsvSource({
    "'test: 0.2', test: 0.0001, split.test: the test set is empty",
    "budget: 200, budget: 1101, queries.budget: found",
    "initial: 100, initial: 1200, split: nothing is left to ask for",
    "initial: 100, initial: 1001, queries.budget: found"
  })
  void settings_that_do_not_fit_the_data_are_refused_before_anything_is_played(
      String part, String other, String complaint) {
    Path wrong = experiment(SampleExperiment.with(part, other));
    String message = refusedOnOneLine("run", wrong, "--out", results);
    assertTrue(message.startsWith("querent: " + wrong + ": " + complaint), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run e.yaml --thread=2 | Unknown option: '--thread=2'; did you mean \"--threads\"? (querent run",
        "run e.yaml --frobnicate | Unknown option: '--frobnicate' (querent run --help",
        "run e.yaml --threads 0 | --threads must be at least 1, found 0 (querent run --help",
        "run e.yaml --threads two | Invalid value for option '--threads': 'two' is not an int",
        "run | Missing required parameter: 'EXPERIMENT' (querent run --help",
        "run a.yaml b.yaml | Unmatched argument at index 2: 'b.yaml' (querent run --help",
        "validat e.yaml | Unmatched arguments from index 0: 'validat', 'e.yaml'; did you mean"
            + " \"validate\"? (querent --help",
        "train --folds x --factors -1 | --factors: found -1, allowed 0 to 1024 (querent train",
        "train --folds x --rank 1025 | --factors: found 1025, allowed 0 to 1024 (querent train",
        "train --folds x --covariance round | --covariance: found \"round\", allowed diagonal, full",
        "predict m.querent | Missing required parameter: 'PAIRS' (querent predict",
        "explain m.querent 1 | explain takes MODEL USER ITEM, or MODEL --new ITEM of somebody",
        "explain m.querent 1 2 --top -1 | --top must be at least 0, found -1 (querent explain"
      })
  void wrong_arguments_are_one_line_that_says_what_is_wrong(String arguments, String complaint) {
    String message = refusedOnOneLine((Object[]) arguments.split(" "));
    assertTrue(message.startsWith("querent: " + complaint), message);
  }

  @Test
  void no_command_at_all_is_refused() {
    assertTrue(refusedOnOneLine().contains("Missing required subcommand"));
  }

  @Test
  void the_stack_trace_is_there_for_who_asks_for_it() {
    Answer answer = querent("validate", folder.resolve("missing.yaml"), "--debug");
    assertEquals(2, answer.code());
    assertTrue(answer.err().startsWith("querent: There is no file "), answer.err());
    assertTrue(answer.err().contains("\tat org.querent."), answer.err());
  }

  @Test
  void a_bug_is_called_one_and_an_error_behind_the_injector_is_not() throws Exception {
    StringWriter err = new StringWriter();
    CommandLine line = QuerentCommand.commandLine().setErr(new PrintWriter(err, true));
    var handler = line.getExecutionExceptionHandler();
    assertEquals(1, handler.handleExecutionException(new IllegalStateException("x"), line, null));
    assertTrue(err.toString().startsWith("querent: this is a bug: "));
    err.getBuffer().setLength(0);
    Exception wrapped = new ProvisionException("injector", new StrategyException("a bad plug-in"));
    assertEquals(2, handler.handleExecutionException(wrapped, line, null));
    assertEquals("querent: a bad plug-in", err.toString().strip());
  }

  @Test
  void validate_prints_the_resolved_experiment_which_is_valid() {
    Answer answer = querent("validate", file);
    assertEquals(0, answer.code(), answer.err());
    assertEquals("", answer.err());
    assertTrue(answer.out().startsWith("# small: 4 runs (2 strategies, 2 seeds) on ratings.csv: "));
    Answer again = querent("validate", experiment(answer.out()));
    assertEquals(answer, again);
  }

  @Test
  void strategies_are_listed_with_their_parameters() {
    Answer answer = querent("strategies");
    assertEquals(0, answer.code());
    for (String line :
        List.of("random", "max-variance", "    selection: top", "    objective: reward")) {
      assertTrue(answer.out().lines().anyMatch(line::equals), line);
    }
  }

  @Test
  void a_strategy_is_explained_with_its_formula_and_its_source() {
    assertEquals(
        """
        thompson-sampling
            Draws a model from the posterior for every query and asks for its best candidate.
            objective: reward
                what to maximise under a drawn model: its rating, or its distance from the mean; reward, disagreement

            formula
                theta ~ posterior, drawn for every query
                reward:        argmax over candidates c of  r(c | theta)
                disagreement:  argmax over candidates c of  |r(c | theta) - E[r(c)]|
                with r(c | theta) the rating that the drawn model predicts

            source
                Thompson 1933, On the likelihood that one unknown probability exceeds another in view of the
                evidence of two samples, Biometrika 25
        """,
        Commands.done("strategies", "thompson-sampling"));
    assertTrue(
        Commands.done("strategies", "max-variance")
            .contains(
                "power: 2.0\n        exponent of the score in stochastic selection; a number, 0"));
    assertFalse(Commands.done("strategies", "random").contains("    source"));
    assertFalse(Commands.done("strategies").contains("formula"));
    for (String name :
        List.of("random", "max-variance", "thompson-sampling", "expected-variance-reduction")) {
      assertTrue(Commands.done("strategies", name).contains("\n    formula\n        "), name);
    }
  }

  @Test
  void a_strategy_of_strategies_is_explained_with_those_it_comes_with() {
    String switching = Commands.done("strategies", "switch");
    for (String lines :
        List.of(
            "    first: random\n        what asks in the beginning; a strategy, or a mapping of its",
            "    second: max-variance\n",
            "    after: 1000\n")) {
      assertTrue(switching.contains(lines), switching);
    }
  }

  private static String names() {
    return Commands.done("strategies")
        .lines()
        .filter(line -> !line.startsWith(" "))
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource({
    "max-varience, '; did you mean \"max-variance\"?'",
    "com.example.Nothing, ''",
    "zzz, ''"
  })
  void a_strategy_that_is_not_there_is_refused_with_the_nearest_name_and_where_more_are_from(
      String name, String hint) {
    String odd =
        name.contains(".") ? ", a class that is neither on the class path nor in a plug-in" : "";
    assertEquals(
        "querent: there is no strategy \"%s\"%s, allowed %s, or one from a jar that --plugin or QUERENT_CLASSPATH names%s\n"
            .formatted(name, odd, names(), hint),
        refusedOnOneLine("strategies", name));
  }

  @Test
  void data_sets_are_listed_with_where_they_are() throws IOException {
    Path found = Files.createDirectories(folder.resolve("ml-100k")).resolve("u.data");
    Files.writeString(found, "1\t1\t3\t0\n");
    Answer answer = querent("datasets", "--data", folder);
    assertEquals(0, answer.code());
    assertTrue(answer.out().contains("ml-latest-small-2016\n"));
    assertTrue(answer.out().lines().anyMatch(("    " + found)::equals), answer.out());
    assertTrue(answer.out().contains("ml-1m.zip"));
  }

  @Test
  void run_ends_with_the_path_of_the_report_which_report_makes_again() throws IOException {
    Answer answer = querent("run", file, "--out", results, "--threads", 2);
    assertEquals(0, answer.code(), answer.err());
    Path report = Path.of(answer.out().strip());
    assertTrue(report.startsWith(results) && report.endsWith("report.html"));
    String page = Files.readString(report);
    Files.delete(report);
    Answer again = querent("report", report.getParent());
    assertEquals(new Answer(0, answer.out(), ""), again);
    assertEquals(page, Files.readString(report));
    assertEquals("mine", Files.readString(results.resolve("mine.txt")));
    requireInterval("bootstrap", "\"interval\" : \"bootstrap\"", report.getParent());
    requireInterval("student", "\"interval\" : \"student\"", report.getParent());
    assertEquals(page, Files.readString(report));
    assertTrue(
        querent("report", report.getParent(), "--interval", "normal").err().contains("--interval"));
    requireDamageRefused(report.getParent());
  }

  private void requireInterval(String method, String summary, Path run) throws IOException {
    assertEquals(0, querent("report", run, "--interval", method).code());
    String json = Files.readString(run.resolve("summary.json"));
    assertTrue(json.contains(summary), json);
  }

  private void requireDamageRefused(Path run) throws IOException {
    Path curve = run.resolve("runs/random-vfm-1/curve.jsonl");
    Files.writeString(curve, "{\"queries\":");
    String message = refusedOnOneLine("report", run);
    assertTrue(
        message.startsWith("querent: " + curve + " is damaged; run the experiment again"), message);
  }

  @Test
  void a_folder_that_is_no_run_folder_has_no_report() {
    assertTrue(refusedOnOneLine("report", results).contains(results + " is not a run folder"));
    Path missing = folder.resolve("missing");
    assertTrue(refusedOnOneLine("report", missing).contains(missing + " is not a run folder"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"diagonal", "full"})
  void train_prints_a_row_per_fold_and_their_mean(String covariance) {
    writeFolds();
    Answer answer = querent("train", "--folds", folder, "--factors", 2, "--covariance", covariance);
    assertEquals(0, answer.code(), answer.err());
    List<String> lines = answer.out().lines().toList();
    assertEquals(8, lines.size());
    assertEquals(
        "| fold | RMSE | MAE | NLL | 90 % interval covers | seconds a fit |", lines.get(0));
    double sum = 0;
    for (int fold = 1; fold <= 5; fold++) {
      assertTrue(lines.get(1 + fold).startsWith("| " + fold + " | "));
      sum += rmse(lines.get(1 + fold));
    }
    assertTrue(lines.get(7).startsWith("| mean | "));
    assertEquals(sum / 5, rmse(lines.get(7)), 1e-4);
    // Half a star of noise and rounding to whole stars; the ratings' deviation is about one star.
    assertTrue(sum / 5 > 0.5 && sum / 5 < 0.8, answer.out());
  }

  private static double rmse(String row) {
    return Double.parseDouble(row.split("\\|")[2].strip().replace(',', '.'));
  }

  private void writeFolds() {
    List<String> lines = SampleExperiment.ratings(1_500, "\t").lines().toList();
    for (int fold = 1; fold <= 5; fold++) {
      int from = 300 * (fold - 1);
      String test = String.join("\n", lines.subList(from, from + 300)) + "\n";
      String base = String.join("\n", lines) + "\n";
      SampleExperiment.write(folder, "u" + fold + ".base", base.replace(test, ""));
      SampleExperiment.write(folder, "u" + fold + ".test", test);
    }
  }

  @Test
  void missing_and_damaged_folds_are_refused() throws IOException {
    writeFolds();
    Path damaged = SampleExperiment.write(folder, "u5.test", "1\t2\tbad\t0\n");
    String message = refusedOnOneLine("train", "--folds", folder);
    assertTrue(message.startsWith("querent: " + damaged + ", line 1: found"), message);
    Path missing = folder.resolve("u3.base");
    Files.delete(missing);
    message = refusedOnOneLine("train", "--folds", folder);
    assertTrue(message.startsWith("querent: there is no file " + missing), message);
  }

  @Test
  void help_and_version_are_no_errors() {
    for (String command :
        List.of(
            "run",
            "validate",
            "strategies",
            "datasets",
            "report",
            "compare",
            "train",
            "predict",
            "explain")) {
      Answer answer = querent(command, "--help");
      assertEquals(0, answer.code());
      assertTrue(answer.out().startsWith("Usage: querent " + command), answer.out());
    }
    assertTrue(querent("--version").out().startsWith("querent "));
  }

  @ParameterizedTest
  @CsvSource({
    "run, true",
    "validate, true",
    "verify, true",
    "split, true",
    "evaluate, true",
    "train, false",
    "ask, false",
    "serve, false",
    "explain, false",
    "questionnaire, false",
    "export, false",
    "report, false",
    "strategies, false",
    "schema, false"
  })
  void only_what_plays_runs_offers_to_let_programs_run(String command, boolean offers) {
    assertEquals(offers, querent(command, "--help").out().contains("--allow-process"));
  }
}

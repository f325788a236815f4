package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.querent.experiments.cli.Commands.done;
import static org.querent.experiments.cli.Commands.querent;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.saved.ModelFile;
import org.querent.core.saved.SavedModel;
import org.querent.core.saved.WholeModel;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands.Answer;
import org.querent.experiments.run.JavaProcess;

class TrainCommandTest {
  private static final Path ML_100K = Path.of("..", "..", "shared", "data", "ml-100k");

  @TempDir Path folder;
  private Path ratings;
  private Path out;

  @BeforeEach
  void write_ratings() {
    SampleExperiment.write(folder);
    ratings = folder.resolve("ratings.csv");
    out = folder.resolve("out");
  }

  /** The arguments of a short training, with others. */
  private Object[] train(String more) {
    List<Object> all = new ArrayList<>(List.of("train", ratings));
    List<String> words = Stream.of(more.split(" ")).filter(word -> !word.isEmpty()).toList();
    all.addAll(words);
    all.addAll(words.contains("--rank") ? List.of() : List.of("--rank", 2));
    all.addAll(words.contains("--epochs") ? List.of() : List.of("--epochs", 6));
    return all.toArray();
  }

  private String refused(Object... arguments) {
    return Commands.refused(folder, arguments);
  }

  @Test
  void ratings_between_the_levels_of_a_likelihood_are_refused() {
    String message = refused(train("--likelihood binary"));
    assertTrue(
        message.contains(
            "is not one of the 2 that likelihood: binary takes on this scale, 0.5 to 5"),
        message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--model fm",
        "--model vfm --covariance full",
        "--model auto-vfm --features user,item,rated-items --no-interactions",
        "--model bayesian-fm --held-sweeps 2",
        "--noise by-user --covariance full",
        "--likelihood ordinal --covariance full",
        "--split time --test 0.1 --seed 7 --lambda1 2 --lambda2 2 --lambda0 0 --threads 1",
        "--grouping global --prior-scale fixed --prior-precision 3 --noise-precision 2"
      })
  void a_line_per_epoch_and_the_accuracy_of_the_last_are_printed(String options) {
    Answer answer = querent(train(options));
    assertEquals(0, answer.code(), answer.err());
    List<String> lines = answer.out().lines().toList();
    assertEquals(
        List.of(
            "epoch",
            "bound",
            "likelihood",
            "divergence",
            "hyperprior",
            "train",
            "validation",
            "noise",
            "seconds"),
        List.of(lines.get(0).strip().split(" +")));
    for (int epoch = 1; epoch <= 6; epoch++) {
      assertEquals(9, lines.get(epoch).strip().split(" +").length, lines.get(epoch));
      assertTrue(lines.get(epoch).strip().startsWith(epoch + " "), lines.get(epoch));
    }
    assertEquals(
        "| epoch | RMSE | MAE | NLL | 90 % interval covers | seconds a fit |", lines.get(8));
    String validation = lines.get(6).strip().split(" +")[6];
    double rmse = Double.parseDouble(lines.get(10).split("\\|")[2].strip());
    assertEquals(Double.parseDouble(validation), rmse, 1e-4);
    assertTrue(lines.get(11).startsWith("best validation RMSE: "), lines.get(11));
    assertTrue(answer.err().startsWith("ratings.csv: 1,500 ratings of 60 items by 40 users; "));
    assertEquals(2, SampleExperiment.files(folder).size(), "nothing is written");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model tree | --model: found \"tree\", allowed fm, vfm, auto-vfm, bayesian-fm",
        "--optimizer adm | --optimizer: found \"adm\", allowed coordinate-ascent, adam, gibbs; did you mean \"adam\"?",
        "--estimator exact | --estimator: found \"exact\", allowed closed-form, sampled",
        "--rank 2.5 | --factors: found 2.5 (a number), allowed a whole number, 0 to 1024",
        "--covariance dense | --covariance: found \"dense\", allowed diagonal, full",
        "--grouping all | --grouping: found \"all\", allowed field, global, none",
        "--prior-scale wide | --prior-scale: found \"wide\", allowed fixed, estimated, hierarchical",
        "--prior-precision 0 | --prior-precision: found 0, allowed 1.0E-6 to 1000000",
        "--lambda0 -1 | --lambda0: found -1, allowed 0 to 1000000000",
        "--lambda1 x | --lambda1: found \"x\" (text), allowed a number, 0 to 1000000000",
        "--lambda2 .inf | --lambda2: found .inf, allowed a finite number, 0 to 1000000000",
        "--noise-precision -2 | --noise-precision: found -2, allowed 0 to 1000000",
        "--held-sweeps -1 | --held-sweeps: found -1, allowed 0 to 100000",
        "--batch 0 | --batch: found 0, allowed 1 to 10000000",
        "--tolerance -1 | --tolerance: found -1, allowed 0 to 1",
        "--tolerance 0.1 --optimizer adam | --tolerance above 0 needs --optimizer coordinate-ascent",
        "--alpha 2 | --alpha: found 2, allowed 1.0E-9 to 1",
        "--features user,itm | --features[1]: found \"itm\", allowed user, item, genres, year, age, sex, occupation, column, rated-items, rated-by, consumption, prior, time; did you mean \"item\"?",
        "--features user,user | --features: the field user is given twice",
        "--features [] | --features[0]: needs a type: user, item,",
        "--features }{ | --features: ",
        "--features {type:time,bins:1} | --features[0]",
        "--unknown guess | Invalid value for option '--unknown'",
        "--engine gpu | --engine: found \"gpu\", allowed cpu, opencl, nd4j, cuda",
        "--threads 0 | --threads: found 0, allowed 1 to 1024",
        "--split half | --split: found \"half\", allowed random, time",
        "--test 1 | --test: found 1, allowed 0 to 0.999999",
        "--test 0 --patience 3 | --patience needs a part held out",
        "--ask interview | --ask needs --out",
        "--out x --ask intervew | --ask: found \"intervew\", allowed",
        "--out x --ask {type:interview,power:x} | --ask",
        "--out x --ask process | --ask: a model does not run programs",
        "--out x --ask oracle | --ask: the strategy needs to know the answers",
        "--out x --ask interview --model fm | --ask: an fm has no variances",
        "--out x --ask random --model bayesian-fm --held-sweeps 2 | --ask: a bayesian-fm does not",
        "--out x --ask random --features item | --ask: without the field user",
        "--seed x | --seed: found \"x\" (text), allowed a whole number",
        "--snapshot-every 3 | --snapshot-every needs --out",
        "--resume | --resume needs --out",
        "--patience -1 | --patience: found -1, allowed 0 to 100000",
        "--eval-every 0 | --eval-every: found 0, allowed 1 to 100000",
        "--scale 5,1 | --scale: min must be less than max",
        "--scale 5,x | --scale.max: found \"x\" (text), allowed a number",
        "--columns {user:a | --columns: ",
        "--columns usr | --columns.usr: found an unknown key",
        "--dataset headr:true | --dataset: headr:true: found an unknown key",
        "--dataset form:csv | --dataset: form",
        "--dataset {form:wide | --dataset: ",
        "--scale 5 | --scale: found \"5\", allowed MIN,MAX",
        "--model fm --covariance full | --covariance full needs a vfm or auto-vfm",
        "--model vfm --prior-scale hierarchical | --prior-scale hierarchical is what makes an auto-vfm",
        "--model fm --noise by-user | --noise by-user needs a vfm or auto-vfm, in whose bound it is",
        "--optimizer adam --noise by-user | --noise by-user needs --optimizer coordinate-ascent; adam",
        "--likelihood probit | --likelihood: found \"probit\", allowed gaussian, ordinal, binary",
        "--model fm --likelihood ordinal | --likelihood ordinal or binary needs a vfm or auto-vfm",
        "--model bayesian-fm --likelihood binary | --likelihood ordinal or binary needs a vfm",
        "--optimizer adam --likelihood ordinal | --likelihood ordinal or binary needs --optimizer",
        "--noise by-user --likelihood ordinal | --likelihood ordinal or binary has a noise of 1",
        "--noise-precision 2 --likelihood binary | --likelihood ordinal or binary has a noise of 1",
        "--optimizer gibbs | --optimizer gibbs samples a bayesian-fm",
        "--model bayesian-fm --optimizer adam | a bayesian-fm is sampled: it needs --optimizer gibbs",
        "--estimator sampled | --estimator sampled goes with --optimizer adam",
        "--optimizer adam --covariance full | --covariance full needs --optimizer coordinate-ascent",
        "--covariance full --lambda1 3 | --covariance full needs lambda1 = lambda2",
        "--covariance full --lambda1 0 --lambda2 0 | --covariance full needs lambda1 and lambda2 above 0",
        "--model bayesian-fm --held-sweeps 2 --grouping none | a bayesian-fm draws means and precisions of its priors by Bayes' rule: it needs --grouping field or global and --prior-scale estimated",
        "--model bayesian-fm | --epochs: of 6 epochs of gibbs, --held-sweeps 20 are burnt in",
        "--folds x | --folds brings its own data; leave",
        "--test 0.00001 | --test 1.0E-5 leaves 0 of 1,500 ratings for the test",
        "--scale 2,3 | ",
        "--ranks=3 | Unknown option: '--ranks=3'; did you mean \"--rank\"?"
      })
  void a_wrong_option_is_refused_with_what_is_allowed(String options, String complaint) {
    String message = refused(train(options));
    assertTrue(message.startsWith("querent: " + (complaint == null ? "" : complaint)), message);
  }

  @Test
  void all_wrong_options_are_told_at_once() {
    String message = refused(train("--alpha 2 --batch 0 --features a --resume"));
    assertEquals(4, message.lines().count(), message);
  }

  @Test
  void the_same_ratings_in_a_table_with_columns_train_the_same_model() throws IOException {
    StringBuilder table = new StringBuilder("stars;film;who;when\n");
    for (String line : Files.readAllLines(ratings).subList(1, 1_501)) {
      String[] cells = line.split(",");
      table.append(String.join(";", cells[2], cells[1], cells[0], cells[3])).append('\n');
    }
    Path file = SampleExperiment.write(folder, "t.txt", table.toString());
    List<Object> all = new ArrayList<>(List.of(train("--split time --scale 1,5")));
    String expected = rmse(done(all.toArray()));
    all.set(1, file);
    all.addAll(List.of("--columns", "user: who, item: 2, rating: stars, timestamp: when"));
    assertEquals(expected, rmse(done(all.toArray())));
    String commas = "# a comment\n" + table.toString().replace(".", ",");
    all.set(1, SampleExperiment.write(folder, "c.txt", commas));
    all.addAll(List.of("--dataset", "decimal: comma, comment: '#', missing: [0]"));
    assertEquals(expected, rmse(done(all.toArray())));
  }

  private static String rmse(String printed) {
    String last = printed.lines().filter(line -> line.startsWith("| last")).findFirst().get();
    return last.split("\\|")[2].strip();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--out x",
        "--ask random",
        "--resume",
        "--split time",
        "--test 0.2",
        "--scale 1,5"
      })
  void what_goes_with_one_split_is_refused_with_folds(String options) {
    List<Object> all = new ArrayList<>(List.of("train", "--folds", folder));
    all.addAll(List.of(options.split(" ")));
    assertTrue(refused(all.toArray()).contains("not with --folds"));
  }

  @Test
  void data_that_is_not_there_is_refused_with_the_nearest_name() {
    String message = refused("train", "ml-100");
    assertTrue(message.contains("neither a file nor a known data set"), message);
    assertTrue(message.contains("did you mean \"ml-100k\"?"), message);
    message = refused("train", "--scale", "1,5", "--columns", "user: 1, item: 2, rating: 3");
    assertTrue(message.contains("--scale: goes with a path only"), message);
    assertTrue(message.contains("--columns: goes with a path only"), message);
    message = refused("train", ratings, "--features", "user, genres");
    assertTrue(message.contains("no column genres of its items"), message);
  }

  @Test
  void published_folds_are_fitted_as_the_readme_says() {
    assumeTrue(
        Files.exists(ML_100K.resolve("u1.base")),
        () -> "unpack ml-100k.zip into " + ML_100K.toAbsolutePath().normalize());
    List<String> lines = done("train", "--folds", ML_100K).lines().toList();
    assertEquals(8, lines.size());
    assertTrue(lines.get(7).startsWith("| mean | 0.9047 | 0.7091 | 1.3122 | 89.6 % | "));
  }

  /** A training with few snapshots, which are what takes time. */
  private Object[] killable(Path to, String more) {
    return train(("--epochs 90 --snapshot-every 25 --out " + to + " " + more).strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--covariance full", "--model bayesian-fm --held-sweeps 9"})
  void a_killed_training_that_goes_on_ends_with_the_same_bytes(String options) throws Exception {
    String[] words = options.split(" ");
    Path whole = folder.resolve("whole");
    done(killable(whole, options));
    RandomGenerator random = new SplittableRandom(words.length);
    for (int kill = 0; kill < 2; kill++) {
      Path parts = folder.resolve("parts" + kill);
      killAtLine(2 + random.nextInt(80), killable(parts, options), parts.resolve("log.csv"));
      assertEquals(0, Commands.querent(killable(parts, options + " --resume")).code());
      assertEquals(SampleExperiment.files(whole), SampleExperiment.files(parts));
    }
  }

  /** Starts the command line as a process and ends it with SIGKILL. */
  private void killAtLine(int lines, Object[] arguments, Path log) throws Exception {
    Path heard = folder.resolve("killed.txt");
    Process process =
        JavaProcess.with(List.of(), QuerentCommand.class, arguments)
            .redirectErrorStream(true)
            .redirectOutput(heard.toFile())
            .start();
    while (process.isAlive() && (!Files.exists(log) || lines(log) < lines)) {
      Thread.sleep(1);
    }
    process.destroyForcibly();
    process.waitFor();
    Files.delete(heard);
    assertTrue(lines(log) >= lines, "it had begun");
  }

  @Test
  void a_model_to_ask_with_learns_from_all_and_holds_what_it_learned_from() {
    String printed = done(train("--test 0 --ask interview --out " + out));
    assertTrue(printed.strip().endsWith(out.resolve("last.querent").toString()), printed);
    assertFalse(printed.contains("RMSE"), printed);
    assertFalse(Files.exists(out.resolve("best.querent")));
    WholeModel model = WholeModel.read(out.resolve("last.querent"), "");
    assertEquals(1_500, model.ratings().size());
    assertEquals(41, model.ratings().userCount());
    assertEquals("newcomer", model.ratings().userIds().idOf(40));
    assertEquals("interview", model.notes().path("ask").path("strategy").path("type").textValue());
    String[] others = {"--test 0 --ask random", "--test 0", "--ask interview"};
    for (String other : others) {
      String message = querent(train(other + " --resume --out " + out)).err();
      assertTrue(message.contains("was trained with another run."), message);
    }
  }

  private static long lines(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.count();
    }
  }

  private Path model(String options) {
    done(train("--out " + out + " " + options));
    return out.resolve("last.querent");
  }

  @Test
  void tiny_ratings_are_printed_with_as_many_digits_as_others() throws IOException {
    String text =
        Files.readString(ratings).replaceAll("(?m)^([0-9]+,[0-9]+),([0-9]),", "$1,0.0000$2,");
    Path tiny = SampleExperiment.write(folder, "tiny.csv", text);
    String scale = "0.00001,0.00005";
    String printed =
        done("train", tiny, "--scale", scale, "--rank", 2, "--epochs", 6, "--out", out);
    String row = printed.lines().filter(it -> it.startsWith("| last")).findFirst().orElseThrow();
    assertTrue(row.matches("\\| last, 6 \\| 0\\.0000[0-9]{4,5} \\| 0\\.0000[0-9]{4,5} .*"), row);
    String first = done("explain", out.resolve("last.querent"), 101, 502).split("\n", 2)[0];
    assertTrue(first.startsWith("user 101, item 502: 0.0000"), first);
    assertTrue(first.matches(".*deviation 0\\.0000[0-9]{4,5}, .*"), first);
    Path pairs = SampleExperiment.write(folder, "p.csv", "userId,movieId\n101,502\n");
    String predicted = done("predict", out.resolve("last.querent"), pairs).split("\n")[1];
    assertTrue(predicted.matches("101,502(,0\\.0000[0-9]{7}){3}"), predicted);
    SavedModel saved = SavedModel.read(out.resolve("last.querent"));
    double mean = saved.predict("101", "502").orElseThrow().mean();
    assertEquals(mean, Double.parseDouble(predicted.split(",")[2]), 0.51e-11);
  }

  @Test
  void predictions_are_written_to_where_a_symbolic_link_leads() throws IOException {
    Path model = model("");
    Path pairs = SampleExperiment.write(folder, "p.csv", "userId,movieId\n101,502\n");
    Path target = SampleExperiment.write(folder, "target.csv", "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), target);
    done("predict", model, pairs, "--out", link);
    assertEquals(done("predict", model, pairs), Files.readString(target));
    assertEquals(target, Files.readSymbolicLink(link));
  }

  @Test
  void a_folder_that_is_missing_is_named_and_is_to_be_made() {
    Path model = model("");
    Path pairs = SampleExperiment.write(folder, "p.csv", "userId,movieId\n101,502\n");
    Path none = folder.resolve("none");
    Path file = none.resolve("x");
    String told = "querent: cannot write " + file + ": there is no folder " + none + "; make it";
    assertEquals(told, refused("predict", model, pairs, "--out", file).strip());
    assertEquals(told, refused("new", file).strip());
  }

  @Test
  void an_item_is_explained_by_its_title_and_the_columns_of_the_model() {
    StringBuilder table = new StringBuilder("id,name,kind\n");
    for (int id = 500; id < 560; id++) {
      table.append(id).append(",\"A \"\"thing\"\" <b>\u202E\n").append("x".repeat(10_000));
      table.append("\",").append(id % 2 == 0 ? "even" : "odd").append('\n');
    }
    Path things = SampleExperiment.write(folder, "things.csv", table.toString());
    done(
        "train",
        ratings,
        "--dataset",
        "items: {path: '" + things + "', id: id, title: name}",
        "--features",
        "user, item, {type: column, of: item, name: kind}",
        "--epochs",
        2,
        "--out",
        out);
    String printed = done("explain", out.resolve("last.querent"), 101, 502);
    assertTrue(printed.contains("\nitem 502: A \"thing\" <b>\uFFFD\uFFFDxxx"), printed);
    assertTrue(printed.contains("…, kind even\n"), printed);
    assertFalse(printed.contains("x".repeat(201)), "shortened");
    assertTrue(printed.contains("  kind even\n"), "among the parts, too");
    String other = done("explain", out.resolve("last.querent"), 101, 503);
    assertTrue(other.contains("…, kind odd\n"), other);
  }

  @Test
  void predictions_are_those_of_the_model() throws IOException {
    Path model = model("--features user,item,time");
    Path pairs =
        SampleExperiment.write(
            folder, "p.csv", "userId,movieId,timestamp\n101,502,9\n102,503,1400\n");
    String printed = done("predict", model, pairs);
    List<String> lines = printed.lines().toList();
    assertEquals(
        "userId,movieId,mean,standard-deviation,predictive-standard-deviation", lines.get(0));
    SavedModel saved = SavedModel.read(model);
    int user = saved.names().userIds().indexOf(102).orElseThrow();
    int row =
        saved.names().itemRows().rowOf(saved.names().itemIds().indexOf(503).orElseThrow(), 1400);
    double variance = saved.predictor().epistemicVariance(user, row);
    assertEquals(
        "102,503,%.6f,%.6f,%.6f"
            .formatted(
                saved.predictor().mean(user, row),
                Math.sqrt(variance),
                Math.sqrt(variance + saved.predictor().noiseVariance())),
        lines.get(2));
    Path written = folder.resolve("predictions.csv");
    assertEquals("", done("predict", model, pairs, "--out", written));
    assertEquals(printed, Files.readString(written));
  }

  @Test
  void pairs_are_any_table_that_ratings_may_be() {
    Path model = model("");
    Path plain = SampleExperiment.write(folder, "p.csv", "userId,movieId\n101,502\n102,503\n");
    Path other =
        SampleExperiment.write(
            folder,
            "other.csv",
            "\ufeffitem_id;note;user_id\r\n502;\"two\nlines\";101\r\n\"503\";;102\r\n");
    assertEquals(done("predict", model, plain), done("predict", model, other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "userId,movieId;101,502;1,502;2,502;101,9 | was not trained on a data set with the users 1, 2 (from line 3 on, 2 pairs), or the item 9 (from line 5 on, 1 pair)",
        "a,b;101,502 | line 1: found \"a,b\", which is not a header with a user and an item",
        "userId,movieId;101 | line 2: found \"101\", which is not one value each of userId",
        "userId,movieId;101, | line 2: found \"101,\"",
        "userId,userId;101,101 | line 1: found"
      })
  void pairs_that_cannot_be_predicted_are_refused(String text, String complaint) {
    Path model = model("");
    Path pairs = SampleExperiment.write(folder, "p.csv", text.replace(';', '\n') + "\n");
    String message = refused("predict", model, pairs, "--out", folder.resolve("p2.csv"));
    assertTrue(message.contains(complaint), message);
    message = refused("predict", model, folder.resolve("missing.csv"));
    assertTrue(message.contains("there is no file"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--model fm",
        "--model vfm",
        "--model vfm --covariance full --features user,item,rated-items,time",
        "--model bayesian-fm --held-sweeps 2"
      })
  void the_printed_parts_sum_up_to_the_prediction(String options) {
    Path model = model(options);
    for (String top : List.of("0", "3", "100000")) {
      String printed = done("explain", model, 101, 502, "--top", top);
      String[] first = printed.lines().findFirst().orElseThrow().split("[:,] ");
      double mean = Double.parseDouble(first[2]);
      double deviation = Double.parseDouble(first[3].replace("standard deviation ", ""));
      double[] sums = new double[2];
      double[] totals = new double[2];
      int block = -1;
      for (String line : printed.lines().skip(1).toList()) {
        if (line.equals("mean") || line.equals("variance")) {
          block++;
        } else if (line.endsWith("  sum")) {
          totals[block] = Double.parseDouble(line.strip().split(" ")[0]);
        } else if (line.matches(" +-?[0-9.]+  .*")) {
          sums[block] += Double.parseDouble(line.strip().split(" ")[0]);
        }
      }
      assertEquals(mean, totals[0], 1e-4, printed);
      assertEquals(deviation * deviation, totals[1], 1e-3, printed);
      assertEquals(totals[0], sums[0], 2e-3, printed);
      assertEquals(totals[1], sums[1], 2e-3, printed);
    }
  }

  @Test
  void what_cannot_be_explained_is_refused() {
    Path model = model("");
    assertTrue(
        refused("explain", model, 1, 502).contains("knows no user 1; it was trained with 40"));
    assertTrue(
        refused("explain", model, 101, 1).contains("knows no item 1; it was trained with 60"));
    assertTrue(
        refused("explain", model, 101, 502, "--timestamp", 5)
            .contains("models with the field time"));
  }

  @Test
  void damaged_foreign_and_newer_models_are_refused_by_every_command() throws IOException {
    Path model = model("");
    Path pairs = SampleExperiment.write(folder, "p.csv", "userId,movieId\n101,502\n");
    byte[] good = Files.readAllBytes(model);
    ArrayArchive archive = ArrayArchive.read(model, ModelFile.FORMAT, ModelFile.VERSION);
    ArchiveHeader header = archive.header();
    byte[] damaged = good.clone();
    damaged[good.length / 2] ^= 1;
    requireRefused(model, pairs, damaged, "damaged");
    requireRefused(model, pairs, Arrays.copyOf(good, good.length / 2), "");
    requireRefused(model, pairs, "no model".getBytes(StandardCharsets.UTF_8), "");
    Path other = folder.resolve("other");
    new ArrayArchive(
            new ArchiveHeader(
                ModelFile.FORMAT, ModelFile.VERSION + 1, header.createdBy(), header.settings()),
            Map.of())
        .write(other);
    requireRefused(model, pairs, Files.readAllBytes(other), "newer Querent");
    new ArrayArchive(
            new ArchiveHeader(
                ModelFile.FORMAT, 1, "other", JsonMapper.builder().build().createObjectNode()),
            Map.of())
        .write(other);
    requireRefused(model, pairs, Files.readAllBytes(other), "");
    Files.delete(other);
    Files.delete(model);
    assertTrue(refused("explain", model, 101, 502).contains(model.toString()));
  }

  private void requireRefused(Path model, Path pairs, byte[] bytes, String complaint)
      throws IOException {
    Files.write(model, bytes);
    for (Object[] command :
        List.of(
            new Object[] {"predict", model, pairs},
            new Object[] {"explain", model, 101, 502},
            train("--resume --out " + out))) {
      String message = refusedAfterHeadline(command);
      assertEquals(1, message.lines().count(), message);
      assertTrue(message.contains(complaint), message);
      if (complaint.equals("damaged")) {
        boolean trains = command[0].equals("train");
        String advice =
            trains ? "start anew in another folder" : "name another file with a saved model";
        assertTrue(message.strip().endsWith("; " + advice), message);
      }
    }
  }

  /** A training says what it reads before it finds the snapshot damaged. */
  private String refusedAfterHeadline(Object[] command) {
    Answer answer = querent(command);
    assertEquals(2, answer.code(), answer.err());
    assertEquals("", answer.out());
    String message = answer.err().substring(answer.err().indexOf("querent: "));
    assertTrue(!message.contains("Exception") && !message.contains("this is a bug"), message);
    return message;
  }
}

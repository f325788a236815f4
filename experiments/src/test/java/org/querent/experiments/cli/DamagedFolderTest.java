package org.querent.experiments.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.UserException;
import org.querent.core.archive.Sha256;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.cli.Commands.Answer;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.live.ExperimentWatch;
import org.querent.experiments.statistics.IntervalMethod;

/**
 * A finished folder of which something was changed: whoever reads it tells, and no figure is
 * another in silence.
 */
@Tag("faults")
class DamagedFolderTest {
  private static final String RUN = "runs/max-variance-vfm-2/";

  /** What a report is made of, apart from the runs. */
  private static final List<String> BESIDE =
      List.of("experiment.yaml", "resolved.yaml", "provenance.json", "times.json");

  @TempDir static Path files;

  private static Path file;
  private static Path whole;

  /** The folder of another experiment, of which the runs have the same names. */
  private static Path stranger;

  private static Map<String, String> before;

  @TempDir Path copies;

  @BeforeAll
  static void play() throws IOException {
    SampleExperiment.write(files);
    file =
        SampleExperiment.write(
            files,
            "short.yaml",
            SampleExperiment.with("budget: 200", "budget: 60")
                .replace("every: 50", "every: 20")
                .replace("name: small", "name: short"));
    String report = Commands.done("run", file, "--out", files.resolve("whole")).strip();
    whole = Path.of(report).getParent();
    before = SampleExperiment.files(whole);
    Path other =
        SampleExperiment.write(
            files, "stranger.yaml", Files.readString(file).replace("factors: 2", "factors: 3"));
    String of = Commands.done("run", other, "--out", files.resolve("stranger")).strip();
    stranger = Path.of(of).getParent();
  }

  /** One thing that happens to a folder. */
  private interface Damage {
    void to(Path folder) throws IOException;
  }

  private static void change(Path file, String part, String other) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(part), file + " has no " + part);
    int at = text.lastIndexOf(part);
    Files.writeString(file, text.substring(0, at) + other + text.substring(at + part.length()));
  }

  private static void withoutLine(Path file, boolean last) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.remove(last ? lines.size() - 1 : lines.size() / 2);
    Files.write(file, lines);
  }

  private static void swap(Path first, Path second) throws IOException {
    Path aside = first.resolveSibling("aside");
    Files.move(first, aside);
    Files.move(second, first);
    Files.move(aside, second);
  }

  private static Map<String, Damage> damages() {
    Map<String, Damage> damages = new LinkedHashMap<>();
    for (String name :
        List.of(RUN + "curve.jsonl", RUN + "queries.jsonl", "resolved.yaml", "provenance.json")) {
      damages.put(name + " without its last line", f -> withoutLine(f.resolve(name), true));
    }
    for (String name :
        List.of(RUN + "curve.jsonl", RUN + "queries.jsonl", RUN + "complete.json", "times.json")) {
      damages.put(name + " without a middle line", f -> withoutLine(f.resolve(name), false));
    }
    damages.put(RUN + "complete.json missing", f -> Files.delete(f.resolve(RUN + "complete.json")));
    for (String name : List.of("provenance.json", "times.json")) {
      damages.put(name + " missing", f -> Files.delete(f.resolve(name)));
    }
    for (String name : List.of("curve.jsonl", "queries.jsonl", "details.json", "complete.json")) {
      damages.put(
          RUN + name + " of another seed",
          f ->
              Files.write(
                  f.resolve(RUN + name),
                  Files.readAllBytes(f.resolve("runs/max-variance-vfm-1/" + name))));
      if (!name.equals("complete.json")) {
        damages.put(RUN + name + " missing", f -> Files.delete(f.resolve(RUN + name)));
      }
    }
    damages.put(
        RUN + "details.json with another digit",
        f -> change(f.resolve(RUN + "details.json"), "1", "2"));
    damages.put(
        RUN + "complete.json of a run of 61 queries",
        f -> change(f.resolve(RUN + "complete.json"), "\"queries\" : 60", "\"queries\" : 61"));
    damages.put(
        RUN + "complete.json with another digit in a checksum",
        f -> {
          String seal = Files.readString(f.resolve(RUN + "complete.json"));
          int digit = seal.indexOf("curve.jsonl\" : \"") + "curve.jsonl\" : \"".length();
          String other = seal.charAt(digit) == '0' ? "1" : "0";
          Files.writeString(
              f.resolve(RUN + "complete.json"),
              seal.substring(0, digit) + other + seal.substring(digit + 1));
        });
    for (String name : List.of("queries.jsonl", "curve.jsonl")) {
      for (boolean last : new boolean[] {true, false}) {
        damages.put(
            RUN + name + (last ? " shortened" : " without a line") + " and sealed anew",
            f -> {
              withoutLine(f.resolve(RUN + name), last);
              sealAnew(f.resolve(RUN));
            });
      }
    }
    damages.put(
        RUN + "queries.jsonl and the curve shortened by a batch and sealed anew",
        f -> {
          for (int n = 0; n < 20; n++) {
            withoutLine(f.resolve(RUN + "queries.jsonl"), true);
          }
          withoutLine(f.resolve(RUN + "curve.jsonl"), true);
          sealAnew(f.resolve(RUN));
        });
    damages.put(
        RUN + " as a file",
        f -> {
          RunFolder.delete(f.resolve(RUN));
          Files.writeString(f.resolve(RUN), "no folder");
        });
    for (String name :
        List.of(
            "curve.jsonl",
            "queries.jsonl",
            "details.json",
            "complete.json",
            "strategy.txt",
            "error.txt")) {
      damages.put(
          RUN + name + " as a folder",
          f -> {
            Files.deleteIfExists(f.resolve(RUN + name));
            Files.createDirectory(f.resolve(RUN + name));
          });
    }
    damages.put(RUN + "strategy.txt", f -> Files.writeString(f.resolve(RUN + "strategy.txt"), "0"));
    damages.put(
        "runs/max-variance-vfm-1 and another swapped",
        f -> swap(f.resolve("runs/max-variance-vfm-1"), f.resolve(RUN)));
    damages.put("resolved.yaml missing", f -> Files.delete(f.resolve("resolved.yaml")));
    damages.put("resolved.yaml", f -> change(f.resolve("resolved.yaml"), "seeds: 2", "seeds: 1"));
    damages.put(
        "experiment.yaml", f -> change(f.resolve("experiment.yaml"), "seeds: 2", "seeds: 3"));
    damages.put("provenance.json", f -> change(f.resolve("provenance.json"), "threads", "cores"));
    damages.put("times.json", f -> change(f.resolve("times.json"), ".", "1."));
    damages.put("times.json cut off", f -> Files.writeString(f.resolve("times.json"), "{\"rand"));
    return damages;
  }

  /** As somebody would who wants a run to be taken for what it is not. */
  private static void sealAnew(Path run) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode seal = (ObjectNode) json.readTree(run.resolve("complete.json").toFile());
    seal.put("queries", Files.readAllLines(run.resolve("queries.jsonl")).size());
    seal.put("evaluations", Files.readAllLines(run.resolve("curve.jsonl")).size());
    ObjectNode sums = (ObjectNode) seal.get("sha256");
    for (String name : List.of("curve.jsonl", "queries.jsonl", "strategy.txt")) {
      sums.put(name, Sha256.hex(Files.readAllBytes(run.resolve(name))));
    }
    Files.writeString(run.resolve("complete.json"), seal.toPrettyString() + "\n");
  }

  private static Stream<String> names() {
    return damages().keySet().stream();
  }

  /** A copy of the whole folder, under the same name. */
  private Path copy(int number) throws IOException {
    Path copy = copies.resolve("copy-" + number).resolve(whole.getFileName());
    for (String name : before.keySet()) {
      Files.createDirectories(copy.resolve(name).getParent());
      Files.copy(whole.resolve(name), copy.resolve(name));
    }
    return copy;
  }

  @ParameterizedTest
  @MethodSource("names")
  void whoever_reads_it_tells(String what) throws IOException {
    Path folder = copy(0);
    damages().get(what).to(folder);
    String named =
        folder.resolve(what.split(" ")[0]).toString().replaceFirst("/(complete|plug-ins).*", "");
    boolean decides = !what.matches("(experiment|provenance|times).*");
    Map<String, String> damaged = SampleExperiment.files(folder);

    for (Answer answer : List.of(report(folder), compare(folder))) {
      assertEquals(decides ? 2 : 0, answer.code(), answer.err());
      assertTold(named, answer);
      assertEquals(decides, answer.out().isEmpty());
    }
    if (decides) {
      assertEquals(damaged, SampleExperiment.files(folder));
    }
    Path data = files.resolve("ratings.csv");
    Answer verified =
        Commands.querent("verify", folder, "--runs", 1, "--seed", 1, "--data-file", data);
    assertTold(named, verified);
    assertEquals(decides ? 2 : 0, verified.code(), verified.err());
    assertTrue(watched(folder).contains(named), watched(folder));

    Answer run = played(folder);
    assertTold(named, run);
    assertFalse(run.err().contains("was changed"), run.err());
    assertFalse(run.err().contains("otherwise now"), run.err());
    assertFalse(run.err().contains("run the experiment again"), run.err());
    assertEquals(what.contains(" as a "), Files.exists(folder.resolve("replaced")));
    assertEquals(runs(before), runs(SampleExperiment.files(folder)));
  }

  private static void assertTold(String named, Answer answer) {
    assertTrue(answer.err().contains(named), named + " is not told: " + answer.err());
    assertFalse(answer.err().contains("\tat "), answer.err());
  }

  private static Answer report(Path folder) {
    return Commands.querent("report", folder);
  }

  private static Answer compare(Path folder) {
    return Commands.querent("compare", whole, folder);
  }

  private static Answer verify(Path folder) {
    return Commands.querent(
        "verify", folder, "--runs", 1, "--data-file", files.resolve("ratings.csv"));
  }

  /** What those say who read a folder and play nothing into it. */
  private static List<Answer> readers(Path folder) {
    return List.of(report(folder), compare(folder), verify(folder));
  }

  private static Answer run(Path folder) {
    return Commands.querent("run", file, "--out", folder.getParent());
  }

  private static Answer played(Path folder) {
    Answer run = run(folder);
    assertEquals(0, run.code(), run.err());
    return run;
  }

  private static Map<String, String> runs(Map<String, String> files) {
    Map<String, String> runs = new TreeMap<>(files);
    runs.keySet().removeIf(name -> !name.startsWith("runs/"));
    return runs;
  }

  /** All that somebody who looks on is told. */
  private static String watched(Path folder) {
    WholeExperiment experiment =
        Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
    try {
      ExperimentWatch watch = experiment.watch(folder, IntervalMethod.STUDENT);
      ExperimentWatch.Look look = watch.look();
      return look.failed() + watch.damage().orElse("");
    } catch (UserException e) {
      return e.getMessage();
    }
  }

  @Test
  void files_of_another_run_are_told_as_such_and_not_as_another_versions() throws IOException {
    Path same = copy(0);
    swap(same.resolve("runs/max-variance-vfm-1"), same.resolve(RUN));
    Path other = copy(1);
    swap(other.resolve("runs/random-vfm-2"), other.resolve(RUN));
    for (Path folder : List.of(same, other)) {
      String owner = folder == same ? "max-variance-vfm-1" : "random-vfm-2";
      for (Answer answer : List.of(report(folder), verify(folder))) {
        assertEquals(2, answer.code(), answer.err());
        assertTold("its files are those of the run max-variance-vfm-2", answer);
      }
      Answer run = played(folder);
      assertTold("max-variance-vfm-2", run);
      assertTold(" of the run " + owner, run);
      assertFalse(run.err().contains("version"), run.err());
      assertFalse(run.err().contains("was changed"), run.err());
      assertEquals(runs(before), runs(SampleExperiment.files(folder)));
    }
  }

  @Test
  void a_run_of_another_strategy_that_is_sealed_anew_is_told_and_played_again() throws IOException {
    Path folder = copy(0);
    Path told = folder.resolve(RUN + "strategy.txt");
    Files.write(told, Files.readAllBytes(folder.resolve("runs/random-vfm-2/strategy.txt")));
    sealAnew(folder.resolve(RUN));
    for (Answer answer : readers(folder)) {
      assertEquals(2, answer.code(), answer.err());
      assertTold(told.toString(), answer);
    }
    Answer run = played(folder);
    assertTold("max-variance was changed since its runs were played", run);
    assertEquals(runs(before), runs(SampleExperiment.files(folder)));
  }

  @Test
  void a_damaged_checksum_of_a_file_is_not_taken_for_the_file_alone() throws IOException {
    Path folder = copy(0);
    damages().get(RUN + "complete.json with another digit in a checksum").to(folder);
    Answer answer = report(folder);
    assertEquals(2, answer.code(), answer.err());
    assertTold("or else its complete.json is not", answer);
  }

  @Test
  void a_lost_experiment_is_told_of_by_the_run_that_writes_it_anew() throws IOException {
    Path folder = copy(0);
    Path resolved = folder.resolve("resolved.yaml");
    Files.delete(resolved);
    Answer run = played(folder);
    assertTold(resolved + ": it is missing; it is written anew", run);
    assertEquals("", report(folder).err());
  }

  @Test
  void a_damaged_session_is_told_of_as_left_out() throws IOException {
    Path folder = copy(0);
    Path session = folder.resolve("sessions/garbage.json");
    Files.writeString(session, "garbage");
    for (Answer answer : readers(folder)) {
      assertEquals(0, answer.code(), answer.err());
      assertTold(session + " is damaged and left out; no result depends on it", answer);
    }
    Answer run = played(folder);
    assertTold(session + " was damaged and is deleted", run);
    assertEquals("", report(folder).err());
  }

  /** What happens to a state that a longer run would go on from. */
  private static Map<String, Damage> stateDamages() {
    String name = "states/max-variance-vfm-2.querent";
    Map<String, Damage> damages = new LinkedHashMap<>();
    damages.put(name + " missing", f -> Files.delete(f.resolve(name)));
    damages.put(
        name + " cut off",
        f -> {
          byte[] bytes = Files.readAllBytes(f.resolve(name));
          Files.write(f.resolve(name), Arrays.copyOf(bytes, bytes.length / 2));
        });
    damages.put(
        name + " of another run",
        f ->
            Files.write(
                f.resolve(name), Files.readAllBytes(f.resolve("states/random-vfm-2.querent"))));
    damages.put(
        name + " of another experiment",
        f -> Files.write(f.resolve(name), Files.readAllBytes(stranger.resolve(name))));
    damages.put(
        name + " with another bit",
        f -> {
          byte[] bytes = Files.readAllBytes(f.resolve(name));
          bytes[bytes.length / 2] ^= 1;
          Files.write(f.resolve(name), bytes);
        });
    return damages;
  }

  private static Stream<String> stateNames() {
    return stateDamages().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("stateNames")
  void a_state_from_which_no_longer_run_can_go_on_is_told_of(String what) throws IOException {
    Path folder = copy(0);
    stateDamages().get(what).to(folder);
    String named = folder.resolve(what.split(" ")[0]).toString();
    Answer verified = verify(folder);
    assertEquals(0, verified.code(), verified.err());
    assertTold(named, verified);
    assertTold("; a longer budget is played from its start", verified);
    if (!what.endsWith("bit")) {
      // What is within a state is read by nobody but verify and who goes on from it.
      for (Answer answer : List.of(report(folder), compare(folder), run(folder))) {
        assertEquals(0, answer.code(), answer.err());
        assertTold(named, answer);
      }
    }
    assertEquals(runs(before), runs(SampleExperiment.files(folder)));
  }

  private static Path outside(Path folder) {
    return folder.resolveSibling("outside.txt");
  }

  /** What stands where something else belongs. */
  private static Map<String, Damage> misplacements() {
    Map<String, Damage> misplacements = new LinkedHashMap<>();
    for (String name :
        List.of(
            "experiment.yaml",
            "resolved.yaml",
            "provenance.json",
            "times.json",
            "titles.json",
            "times/max-variance-vfm-2.json",
            "sessions/other.json",
            ".lock")) {
      misplacements.put(
          name + " as a folder",
          f -> {
            Files.deleteIfExists(f.resolve(name));
            Files.createDirectories(f.resolve(name).resolve("with something"));
          });
    }
    for (String name : List.of("runs", "sessions", "states", "times", "replaced")) {
      misplacements.put(
          name + " as a file",
          f -> {
            RunFolder.delete(f.resolve(name));
            Files.writeString(f.resolve(name), "no folder");
          });
    }
    for (String name :
        List.of(RUN + "curve.jsonl", RUN + "complete.json", "times.json", ".lock", "replaced")) {
      misplacements.put(
          name + " as a link",
          f -> {
            Files.deleteIfExists(f.resolve(name));
            Files.createSymbolicLink(f.resolve(name), outside(f).toAbsolutePath());
          });
    }
    return misplacements;
  }

  private static Stream<String> misplacementNames() {
    return misplacements().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("misplacementNames")
  void what_cannot_be_there_is_told_and_put_aside_and_never_written_through(String what)
      throws IOException {
    Path folder = copy(0);
    misplacements().get(what).to(folder);
    String named = folder.resolve(what.split(" ")[0]).toString();
    boolean decides = what.matches("(resolved|runs).*");
    Answer reported = report(folder);
    // Only a report is locked against others.
    assertEquals(decides || what.startsWith(".lock") ? 2 : 0, reported.code(), reported.err());
    assertTold(named, reported);
    for (Answer answer : List.of(compare(folder), verify(folder))) {
      assertEquals(decides ? 2 : 0, answer.code(), answer.err());
      assertTold(named, answer);
    }
    Answer run = played(folder);
    assertTold(named, run);
    Path aside = folder.resolve(what.startsWith("replaced") ? "replaced-damaged" : "replaced");
    assertTrue(Files.exists(aside, LinkOption.NOFOLLOW_LINKS), run.err());
    assertFalse(Files.exists(outside(folder)), "written through a link");
    assertEquals("", report(folder).err());
    assertEquals(runs(before), runs(SampleExperiment.files(folder)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.html", "rmse.svg", "figures"})
  void what_stands_in_the_way_of_a_report_is_named_and_is_to_be_moved_away(String name)
      throws IOException {
    Path folder = copy(0);
    Path there = folder.resolve(name);
    boolean isFolder = Files.isDirectory(there);
    RunFolder.delete(there);
    if (isFolder) {
      Files.writeString(there, "somebody's");
    } else {
      Files.createDirectories(there.resolve("somebody's"));
    }
    for (Answer answer : List.of(report(folder), run(folder))) {
      assertEquals(2, answer.code(), answer.err());
      assertTold("Cannot write " + there + ": a " + (isFolder ? "file" : "folder"), answer);
      assertTold("move it away", answer);
    }
    RunFolder.delete(there);
    assertEquals("", report(folder).err());
    assertEquals(before.keySet(), SampleExperiment.files(folder).keySet());
  }

  /** The lines of provenance that tell of time. */
  private static List<String> spent(Map<String, String> files) {
    List<String> lines =
        files.get("provenance.json").lines().filter(line -> line.contains(" time of ")).toList();
    assertEquals(2, lines.size());
    return lines;
  }

  /** What happens to a file that tells who played, and how long. */
  private static Map<String, Damage> strangers() {
    String times = "times/max-variance-vfm-2.json";
    Map<String, Damage> strangers = new LinkedHashMap<>();
    for (String name : List.of("provenance.json", "times.json", times)) {
      strangers.put(
          name + " of another experiment",
          f -> Files.write(f.resolve(name), Files.readAllBytes(stranger.resolve(name))));
    }
    strangers.put(
        times + " of another run",
        f ->
            Files.write(
                f.resolve(times), Files.readAllBytes(f.resolve("times/random-vfm-2.json"))));
    strangers.put(times + " missing", f -> Files.delete(f.resolve(times)));
    strangers.put(
        "sessions/other.json of another experiment",
        f -> {
          try (Stream<Path> sessions = Files.list(stranger.resolve("sessions"))) {
            Files.copy(sessions.findFirst().orElseThrow(), f.resolve("sessions/other.json"));
          }
        });
    return strangers;
  }

  private static Stream<String> strangerNames() {
    return strangers().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("strangerNames")
  void who_played_and_how_long_is_not_taken_from_others_nor_lost_in_silence(String what)
      throws IOException {
    Path folder = copy(0);
    strangers().get(what).to(folder);
    String named = folder.resolve(what.split(" ")[0]).toString();
    for (Answer answer : List.of(report(folder), compare(folder), verify(folder), run(folder))) {
      assertEquals(0, answer.code(), answer.err());
      assertTold(named, answer);
      assertFalse(answer.err().contains("resolved.yaml"), answer.err());
    }
    assertEquals("", report(folder).err());
    Map<String, String> after = SampleExperiment.files(folder);
    assertEquals(runs(before), runs(after));
    if (!what.startsWith("provenance")) {
      assertEquals(spent(before), spent(after));
    }
  }

  @Test
  void an_experiment_of_other_seeds_is_not_taken_for_that_of_the_folder() throws IOException {
    Path folder = copy(0);
    Path resolved = folder.resolve("resolved.yaml");
    Path others =
        SampleExperiment.write(
            files,
            "others.yaml",
            Files.readString(file).replace("seeds: 2", "seeds: {from: 2, to: 3}"));
    Path other =
        Path.of(Commands.done("run", others, "--out", copies.resolve("others")).strip())
            .resolveSibling("resolved.yaml");
    Files.write(resolved, Files.readAllBytes(other));
    String foreign =
        resolved + " is damaged; run the experiment again, which mends it: it is another";
    for (Answer answer :
        List.of(
            report(folder),
            compare(folder),
            Commands.querent("verify", folder, "--data-file", files.resolve("ratings.csv")))) {
      assertEquals(2, answer.code(), answer.err());
      assertTold(foreign, answer);
    }
    assertTrue(watched(folder).contains(foreign), watched(folder));
    Answer run = played(folder);
    assertTold(resolved + ": it is another", run);
    assertTold("; it is written anew", run);
    assertEquals("", report(folder).err());
  }

  @Test
  void runs_that_the_experiment_has_no_more_are_looked_at_all_the_same() throws IOException {
    Path folder = copy(0);
    Path fewer =
        SampleExperiment.write(
            files, "fewer.yaml", Files.readString(file).replace("seeds: 2", "seeds: 1"));
    assertEquals("", notes(Commands.querent("run", fewer, "--out", folder.getParent())));
    Path curve = folder.resolve(RUN + "curve.jsonl");
    withoutLine(curve, true);
    String told =
        curve
            + ": it is not as it was when the run was complete, or else its complete.json is not; it is none of the runs";
    for (Answer answer :
        List.of(report(folder), Commands.querent("run", fewer, "--out", folder.getParent()))) {
      assertEquals(0, answer.code(), answer.err());
      assertTold(told, answer);
    }
    for (Answer answer :
        List.of(
            compare(folder),
            Commands.querent("verify", folder, "--data-file", files.resolve("ratings.csv")))) {
      assertEquals(2, answer.code(), answer.err());
      assertTold(told, answer);
    }
    assertTrue(watched(folder).contains(told), watched(folder));
    Commands.done("run", file, "--out", folder.getParent());
    assertEquals(runs(before), runs(SampleExperiment.files(folder)));
  }

  private static String notes(Answer answer) {
    return answer.err().lines().filter(line -> line.contains(RUN)).findFirst().orElse("");
  }

  @Test
  void a_run_that_was_never_finished_is_not_complete_and_reports_tell_how_many_are()
      throws IOException {
    Path folder = copy(0);
    Files.delete(folder.resolve(RUN + "complete.json"));
    Files.delete(folder.resolve(RUN + "details.json"));
    withoutLine(folder.resolve(RUN + "queries.jsonl"), true);
    for (Answer answer :
        List.of(
            report(folder),
            Commands.querent("report", folder, whole, "--out", copies.resolve("across")),
            compare(folder))) {
      assertEquals(0, answer.code(), answer.err());
      assertTold("holds 3 complete runs of 4, without max-variance-vfm-2", answer);
    }
  }

  @Test
  void no_random_damage_changes_a_figure_in_silence() throws IOException {
    RandomGenerator random = new SplittableRandom(17);
    List<String> inputs =
        before.keySet().stream()
            .filter(name -> name.startsWith("runs/") || BESIDE.contains(name))
            .toList();
    int told = 0;
    // A hundred with -Dquerent.damages=100.
    int damages = Integer.getInteger("querent.damages", 20);
    for (int n = 0; n < damages; n++) {
      Path folder = copy(n);
      String name = inputs.get(random.nextInt(inputs.size()));
      damage(folder, name, inputs, random);
      Answer answer = report(folder);
      assertTrue(answer.code() == 0 || answer.code() == 2, answer.err());
      if (answer.err().isEmpty()) {
        Map<String, String> after = SampleExperiment.files(folder);
        after.keySet().removeAll(inputs);
        after.forEach((output, bytes) -> assertEquals(before.get(output), bytes, name));
      } else {
        told++;
      }
    }
    assertNotEquals(0, told);
  }

  private static void damage(Path folder, String name, List<String> inputs, RandomGenerator random)
      throws IOException {
    Path file = folder.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    switch (random.nextInt(5)) {
      case 0 -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      case 1 -> Files.delete(file);
      case 2 ->
          Files.copy(
              folder.resolve(like(name, inputs, random)),
              file,
              StandardCopyOption.REPLACE_EXISTING);
      case 3 -> {
        List<String> lines = new ArrayList<>(new String(bytes, UTF_8).lines().toList());
        lines.remove(random.nextInt(lines.size()));
        Files.write(file, lines);
      }
      default -> {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
      }
    }
  }

  /** Another file of the same kind, or any. */
  private static String like(String name, List<String> inputs, RandomGenerator random) {
    String end = name.substring(name.lastIndexOf('/') + 1);
    List<String> others = inputs.stream().filter(o -> o.endsWith(end) && !o.equals(name)).toList();
    List<String> from = others.isEmpty() ? inputs : others;
    String other = from.get(random.nextInt(from.size()));
    return other.equals(name) ? inputs.get((inputs.indexOf(name) + 1) % inputs.size()) : other;
  }
}

package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.folder.PlayedFile;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunOrigin;
import org.querent.experiments.folder.RunTimes;
import org.querent.experiments.folder.Session;

/** What is known of who played an experiment stays known, whoever plays on. */
@Tag("faults")
class PlaySessionTest {
  @TempDir Path files;
  @TempDir Path results;

  /** Files of sessions as they were while these played. */
  private final Map<String, String> kept = new HashMap<>();

  @BeforeEach
  void write() {
    SampleExperiment.write(files);
  }

  private WholeExperiment experiment() {
    return Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
  }

  private Path play(String yaml, boolean join, Progress progress) {
    WholeExperiment experiment = experiment();
    Path file = SampleExperiment.write(files, "e" + Thread.currentThread().getId() + ".yaml", yaml);
    RunOptions options = new RunOptions(1, false, join, 5);
    return experiment.run(experiment.plan(file), results, options, progress).folder();
  }

  private Path play(Progress progress) {
    return play(SampleExperiment.YAML, false, progress);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** All whose experiment is that of the folder; seeds make no other one. */
  private List<Session> sessions(Path folder) {
    return Session.all(folder, plan(SampleExperiment.YAML).origin(), note -> {});
  }

  private Plan plan(String yaml) {
    return experiment().plan(SampleExperiment.write(files, "plan.yaml", yaml));
  }

  private static Map<String, String> provenance(Path folder) {
    return PlayedFolder.of(folder).provenance(note -> {});
  }

  @Test
  void a_second_run_of_what_is_finished_leaves_what_is_known_of_the_first() {
    Path folder = play(new Count());
    Map<String, String> before = provenance(folder);
    assertTrue(before.get("wall time of the runs").matches("[0-9.]+ s"), before::toString);
    Map<String, String> sessions = SampleExperiment.files(folder.resolve("sessions"));
    Map<String, String> times = SampleExperiment.files(folder.resolve("times"));
    assertEquals(1, sessions.size());
    assertEquals(4, times.size());
    play(new Count());
    assertEquals(before, provenance(folder));
    assertEquals(sessions, SampleExperiment.files(folder.resolve("sessions")));
    assertEquals(times, SampleExperiment.files(folder.resolve("times")));
  }

  @Test
  void who_plays_further_runs_is_added() throws IOException {
    Path folder = play(new Count());
    play(SampleExperiment.with("seeds: 2", "seeds: 3"), false, new Count());
    assertEquals("2", provenance(folder).get("sessions"));
    List<Session> sessions = sessions(folder);
    double wall = sessions.stream().mapToDouble(Session::seconds).sum();
    assertEquals(
        wall,
        Double.parseDouble(provenance(folder).get("wall time of the runs").replace(" s", "")),
        0.05);
    assertEquals(6, files(folder.resolve("times")).size());
  }

  @Test
  void the_time_of_one_that_was_broken_off_is_said_to_be_unknown() {
    Count breaking =
        new Count() {
          @Override
          public void playing(String run) {
            if (run.endsWith("-2")) {
              Path session = results.resolve(folderName()).resolve("sessions");
              // As a process leaves it that is killed.
              kept.putAll(SampleExperiment.files(session));
            }
          }
        };
    Path folder = play(breaking);
    kept.forEach((name, text) -> SampleExperiment.write(folder.resolve("sessions"), name, text));
    play(SampleExperiment.with("seeds: 2", "seeds: 3"), false, new Count());
    assertEquals("2; of 1 broken off the time is not known", provenance(folder).get("sessions"));
  }

  private String folderName() {
    return experiment()
        .plan(SampleExperiment.write(files, "name.yaml", SampleExperiment.YAML))
        .folderName();
  }

  @Test
  void who_helps_is_known_and_so_is_the_time_of_what_he_played() throws Exception {
    String many = SampleExperiment.with("seeds: 2", "seeds: 8");
    CountDownLatch joined = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Count owning =
        new Count() {
          @Override
          public void playing(String run) {
            begun.countDown();
            try {
              joined.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }
        };
    Count helping =
        new Count() {
          @Override
          public void playing(String run) {
            joined.countDown();
          }
        };
    ExecutorService processes = Executors.newCachedThreadPool();
    Future<Path> owner = processes.submit(() -> play(many, false, owning));
    begun.await();
    Future<Path> helper = processes.submit(() -> play(many, true, helping));
    Path folder = owner.get();
    helper.get();
    processes.shutdown();
    assertEquals(16, files(folder.resolve("times")).size());
    assertEquals(
        List.of(false, true), sessions(folder).stream().map(Session::helps).sorted().toList());
    double fit = 0;
    for (Path times : files(folder.resolve("times"))) {
      fit += RunTimes.read(run(folder, times), origin(many, times), note -> {}).get("fit");
    }
    double reported =
        PlayedFolder.of(folder).times(note -> {}).values().stream()
            .mapToDouble(phases -> phases.get("fit"))
            .sum();
    assertEquals(fit, reported, 1e-9);
  }

  private static Path run(Path folder, Path times) {
    return folder.resolve("runs").resolve(name(times));
  }

  private static String name(Path times) {
    return times.getFileName().toString().replace(".json", "");
  }

  private RunOrigin origin(String yaml, Path times) {
    Plan plan = plan(yaml);
    return RunId.all(plan.spec()).stream()
        .filter(id -> id.folderName().equals(name(times)))
        .map(id -> plan.expected(id).origin())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void damaged_files_of_theirs_keep_nobody_from_playing() throws IOException {
    Path folder = play(new Count());
    for (String name : List.of("sessions", "times")) {
      for (Path file : files(folder.resolve(name))) {
        Files.writeString(file, "{\"seconds\": ");
      }
    }
    Count count = new Count();
    play(SampleExperiment.with("seeds: 2", "seeds: 3"), false, count);
    String told = "was damaged and is deleted; the time that it told is not counted";
    assertEquals(
        5, count.notes.stream().filter(note -> note.endsWith(told)).count(), count.notes::toString);
    assertEquals(6, count.notes.size(), "and that a session is lost");
    assertEquals(1, sessions(folder).size());
    assertEquals(6, files(folder.resolve("times")).size());
    assertEquals("2", provenance(folder).get("sessions"));
  }

  @Test
  void a_changed_digit_in_them_changes_no_figure_in_silence() throws IOException {
    Path folder = play(new Count());
    Path times = files(folder.resolve("times")).get(0);
    Files.writeString(
        times,
        Pattern.compile("\\d(?=\\.)")
            .matcher(Files.readString(times))
            .replaceFirst(digit -> digit.group().equals("1") ? "2" : "1"));
    Count count = new Count();
    play(count);
    assertEquals(1, count.notes.size(), count.notes::toString);
  }

  @Test
  void runs_of_another_version_are_told_of_before_more_are_played_beside_them() throws IOException {
    Path folder = play(new Count());
    Path session = files(folder.resolve("sessions")).get(0);
    Session facts = sessions(folder).get(0);
    PlayedFile.write(
        session,
        plan(SampleExperiment.YAML).origin(),
        new Session(
            "0.0.1",
            facts.machine(),
            facts.java(),
            facts.threads(),
            facts.helps(),
            facts.started(),
            facts.finished(),
            facts.seconds(),
            facts.cpuSeconds()));
    Count count = new Count();
    play(count);
    assertEquals(List.of(), count.notes);
    play(SampleExperiment.with("seeds: 2", "seeds: 3"), false, count);
    assertEquals(1, count.notes.size(), count.notes::toString);
    assertTrue(count.notes.get(0).contains("were played by querent 0.0.1"), count.notes.get(0));
  }

  @Test
  void what_provenance_tells_of_sessions_outlasts_them() throws IOException {
    Path folder = play(new Count());
    Map<String, String> before = provenance(folder);
    RunFolder.delete(folder.resolve("sessions"));
    for (int n = 0; n < 2; n++) {
      Count count = new Count();
      play(count);
      assertEquals(before, provenance(folder));
      assertEquals(
          List.of(
              folder.resolve("sessions")
                  + " has 0 of the sessions, which are 1 in provenance.json; what that tells of them is kept"),
          count.notes);
    }
    play(SampleExperiment.with("seeds: 2", "seeds: 3"), false, new Count());
    Map<String, String> after = provenance(folder);
    assertEquals("2", after.get("sessions"));
    assertEquals(before.get("machine"), after.get("machine"));
    assertEquals(
        seconds(before) + sessions(folder).get(0).seconds(), seconds(after), 0.11, "rounded twice");
  }

  private static double seconds(Map<String, String> provenance) {
    return Double.parseDouble(provenance.get("wall time of the runs").replace(" s", ""));
  }
}

package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.folder.RunFolder;
import org.querent.simulator.spec.Protocol;

/** Runs that go on where those of a shorter budget ended, in folders beside their own. */
class LongerRunsTest {
  @TempDir Path files;

  /** Counts what is asked, and what was asked before. */
  private static final class Asked extends Count {
    private long asked;
    private long kept;

    @Override
    public void asked(long queries) {
      asked += queries;
    }

    @Override
    public void kept(long queries) {
      kept += queries;
    }
  }

  @BeforeEach
  void writeData() {
    SampleExperiment.write(files);
  }

  private static String pool(int budget, int batch) {
    return SampleExperiment.with("budget: 200, batch: 20", "budget: %d, batch: %d")
        .formatted(budget, batch)
        .replace("seeds: 2", "seeds: 1")
        .replace("max-variance", "expected-variance-reduction")
        .concat("checkpoints: 10\n");
  }

  private static String each(Protocol protocol, int budget, int batch) {
    String yaml = pool(budget, batch).replace("every: 50", "every: 2");
    return switch (protocol) {
      case POOL -> throw new IllegalArgumentException();
      case PER_USER -> "protocol: per-user\n" + yaml;
      case COLD_START -> "protocol: cold-start\n" + yaml.replace(", initial: 100", "");
      case NEW_ITEMS -> "protocol: new-items\n" + yaml.replace(", initial: 100", "");
    };
  }

  private Path play(String yaml, String results, boolean force, Count count) {
    // So much time passes between two states that only the last is kept.
    return play(yaml, results, new RunOptions(1, force, false, 1e6), count);
  }

  private Path play(String yaml, String results, RunOptions options, Count count) {
    WholeExperiment experiment =
        Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
    Plan plan = experiment.plan(SampleExperiment.write(files, "e.yaml", yaml));
    return experiment.run(plan, files.resolve(results), options, count).folder();
  }

  private Path play(String yaml, Count count) {
    return play(yaml, "results", false, count);
  }

  /** Logs, seals, and the states that are kept. */
  private static Map<String, String> files(Path folder) {
    Map<String, String> files = SampleExperiment.files(folder);
    files.keySet().removeIf(name -> !name.startsWith("runs/") && !name.startsWith("states/"));
    return files;
  }

  private Map<String, String> fresh(String yaml) {
    return files(play(yaml, "fresh", false, new Count()));
  }

  @ParameterizedTest
  @CsvSource({"200, 400, 20, 180", "205, 310, 20, 200", "200, 201, 30, 180", "100, 250, 7, 98"})
  void a_pool_is_asked_on_with_the_bytes_of_a_fresh_run(
      int budget, int longer, int batch, int kept) {
    Map<String, String> before = SampleExperiment.files(play(pool(budget, batch), new Count()));
    Asked count = new Asked();
    assertEquals(fresh(pool(longer, batch)), files(play(pool(longer, batch), count)));
    assertEquals(2 * kept, count.kept);
    assertEquals(2 * (longer - kept), count.asked);
    assertGoesOn(count, budget);
    assertEquals(before, SampleExperiment.files(play(pool(budget, batch), new Count())));
  }

  private static void assertGoesOn(Count count, int budget) {
    String told = "goes on where the runs of small-[0-9a-f]+ ended, whose budget is " + budget;
    assertEquals(
        1, count.notes.stream().filter(note -> note.matches(told)).count(), count.notes::toString);
    assertEquals(List.of(), complaints(count));
  }

  /** What is told but that shorter runs are gone on with. */
  private static List<String> complaints(Count count) {
    return count.notes.stream().filter(note -> !note.startsWith("goes on ")).toList();
  }

  @ParameterizedTest
  @CsvSource({"4, 8, 1", "5, 9, 2", "7, 8, 3"})
  void every_user_is_asked_on_with_the_bytes_of_a_fresh_run(int budget, int longer, int batch) {
    play(each(Protocol.PER_USER, budget, batch), new Count());
    Asked count = new Asked();
    String yaml = each(Protocol.PER_USER, longer, batch);
    assertEquals(fresh(yaml), files(play(yaml, count)));
    assertTrue(count.kept > 0, "nothing was kept");
    assertGoesOn(count, budget);
  }

  @ParameterizedTest
  @CsvSource({"COLD_START", "NEW_ITEMS"})
  void longer_interviews_of_newcomers_are_played_anew(Protocol protocol) {
    RunOptions often = new RunOptions(1, false, false, 0);
    Path shorter = play(each(protocol, 4, 1), "results", often, new Count());
    assertFalse(Files.exists(shorter.resolve("states")), "nothing goes on from what is kept");
    Asked count = new Asked();
    String yaml = each(protocol, 6, 1);
    assertEquals(fresh(yaml), files(play(yaml, count)));
    assertEquals(0, count.kept);
  }

  @Test
  void it_goes_on_where_the_longest_of_the_shorter_ones_ended() {
    play(pool(100, 20), new Count());
    play(pool(300, 20), new Count());
    play(pool(200, 20), new Count());
    Asked count = new Asked();
    play(pool(400, 20), count);
    assertEquals(2 * 280, count.kept);
  }

  @Test
  void what_differs_in_more_than_the_budget_is_not_gone_on_with() {
    play(pool(200, 20), new Count());
    Asked count = new Asked();
    play(pool(400, 40), count);
    play(pool(400, 20).replace("factors: 2", "factors: 3"), count);
    assertEquals(0, count.kept);
  }

  @Test
  void one_that_is_forced_is_played_anew() {
    play(pool(200, 20), new Count());
    Asked count = new Asked();
    play(pool(400, 20), "results", true, count);
    assertEquals(0, count.kept);
  }

  @ParameterizedTest
  @CsvSource({
    "states/random-vfm-1.querent, false",
    "states/random-vfm-1.querent, true",
    "runs/random-vfm-1/queries.jsonl, false",
    "runs/random-vfm-1/curve.jsonl, true"
  })
  void of_one_that_is_damaged_it_is_told_and_all_is_played_anew(String name, boolean isLost)
      throws IOException {
    Path damaged = play(pool(200, 20), new Count()).resolve(name);
    if (isLost) {
      Files.delete(damaged);
    } else {
      byte[] bytes = Files.readAllBytes(damaged);
      bytes[bytes.length / 2] ^= 1;
      Files.write(damaged, bytes);
    }
    Asked count = new Asked();
    assertEquals(fresh(pool(400, 20)), files(play(pool(400, 20), count)));
    assertEquals(180, count.kept, "of the other run");
    assertEquals(1, complaints(count).size(), count.notes::toString);
    assertTold("random-vfm-1", damaged, count);
  }

  private static void assertTold(String run, Path damaged, Count count) {
    String told = "the run " + run + " does not go on where a shorter one ended: ";
    assertTrue(
        count.notes.stream()
            .anyMatch(note -> note.startsWith(told) && note.contains(damaged.toString())),
        count.notes::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "random-vfm-1, random-vfm-2",
    "random-vfm-1, expected-variance-reduction-vfm-1",
    "expected-variance-reduction-vfm-2, random-vfm-1"
  })
  void the_state_of_another_run_is_told_of_and_all_is_played_anew(String own, String other)
      throws IOException {
    String seeds = "seeds: 2\n";
    Path states = play(pool(200, 20).replace("seeds: 1\n", seeds), new Count()).resolve("states");
    Path damaged = states.resolve(own + ".querent");
    Files.write(damaged, Files.readAllBytes(states.resolve(other + ".querent")));
    String longer = pool(400, 20).replace("seeds: 1\n", seeds);
    Asked count = new Asked();
    assertEquals(fresh(longer), files(play(longer, count)));
    assertEquals(3 * 180, count.kept, "of the other runs");
    assertEquals(1, complaints(count).size(), count.notes::toString);
    assertTold(own, damaged, count);
    String complaint = complaints(count).get(0);
    assertTrue(complaint.endsWith("is a state of the run " + other), complaint);
  }

  @Test
  void the_state_of_another_budget_or_of_other_settings_is_told_of() throws IOException {
    Path folder = play(pool(200, 20), new Count());
    for (String other : List.of(pool(100, 20), pool(200, 20).replace("factors: 2", "factors: 3"))) {
      Path foreign = play(other, "others", false, new Count());
      Path damaged = folder.resolve("states/random-vfm-1.querent");
      Files.write(damaged, Files.readAllBytes(foreign.resolve("states/random-vfm-1.querent")));
      Asked count = new Asked();
      Path longer = play(pool(400, 20), count);
      assertEquals(fresh(pool(400, 20)), files(longer));
      assertTold("random-vfm-1", damaged, count);
      RunFolder.delete(longer);
    }
  }

  @Test
  void a_folder_in_place_of_what_tells_who_played_is_told_of_and_all_is_played_anew()
      throws IOException {
    Path damaged = play(pool(200, 20), new Count()).resolve("runs/random-vfm-1/strategy.txt");
    Files.delete(damaged);
    Files.createDirectory(damaged);
    Asked count = new Asked();
    assertEquals(fresh(pool(400, 20)), files(play(pool(400, 20), count)));
    assertEquals(180, count.kept, "of the other run");
    assertEquals(1, complaints(count).size(), count.notes::toString);
    assertTold("random-vfm-1", damaged, count);
  }

  @ParameterizedTest
  @CsvSource({"damaged", "missing", "another's"})
  void a_shorter_experiment_that_cannot_be_read_is_told_of_once_and_all_is_played_anew(String how)
      throws IOException {
    Path folder = play(pool(200, 20), new Count());
    Path resolved = folder.resolve("resolved.yaml");
    switch (how) {
      case "missing" -> Files.delete(resolved);
      case "damaged" -> Files.writeString(resolved, Files.readString(resolved).replace("1", "2"));
      default -> {
        String other = pool(200, 20).replace("factors: 2", "factors: 3");
        Path foreign = play(other, "others", false, new Count()).resolve("resolved.yaml");
        Files.write(resolved, Files.readAllBytes(foreign));
      }
    }
    Asked count = new Asked();
    assertEquals(fresh(pool(400, 20)), files(play(pool(400, 20), count)));
    assertEquals(0, count.kept);
    assertEquals(1, count.notes.size(), count.notes::toString);
    String told = "no run goes on where one of " + folder + " ended";
    assertTrue(count.notes.get(0).startsWith(told), count.notes::toString);
    assertTrue(count.notes.get(0).contains("resolved.yaml"), count.notes::toString);
  }
}

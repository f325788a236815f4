package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.folder.LineLog;
import org.querent.simulator.spec.Protocol;

/** An experiment that is broken off again and again, and damaged in between. */
@Tag("faults")
class ResumedExperimentTest {
  @TempDir Path files;
  @TempDir Path results;
  @TempDir Path others;

  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Breaks off after a number of queries, and notes what was gone on from. */
  private static final class Breaking extends Count {
    private final long after;
    private long played;
    private long resumed;

    Breaking(long after) {
      this.after = after;
    }

    @Override
    public void asked(long queries) {
      if (queries != 1) {
        resumed += queries;
      } else if (played++ == after) {
        throw new Broken();
      }
    }
  }

  private WholeExperiment experiment() {
    return Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
  }

  private Path play(Path yaml, Path results, Count count) {
    WholeExperiment experiment = experiment();
    Plan plan = experiment.plan(yaml);
    return experiment.run(plan, results, new RunOptions(1, false, false, 0), count).folder();
  }

  private Path write(Protocol protocol) {
    SampleExperiment.write(files);
    String yaml =
        switch (protocol) {
          case POOL ->
              SampleExperiment.with("incremental: {", "incremental: {neighbours: one-hop, ");
          case PER_USER ->
              "protocol: per-user\n"
                  + SampleExperiment.with("{budget: 200, batch: 20}", "{budget: 6, batch: 1}")
                      .replace("every: 50", "every: 2");
          case COLD_START, NEW_ITEMS ->
              (protocol == Protocol.COLD_START ? "protocol: cold-start\n" : "protocol: new-items\n")
                  + SampleExperiment.with("{budget: 200, batch: 20}", "{budget: 6, batch: 1}")
                      .replace("every: 50", "every: 2")
                      .replace(", initial: 100", "");
        };
    yaml = yaml.replace("max-variance", "expected-variance-reduction");
    return SampleExperiment.write(files, "broken.yaml", yaml);
  }

  private static Map<String, String> logs(Path folder) {
    return SampleExperiment.files(folder.resolve("runs"));
  }

  @ParameterizedTest
  @EnumSource
  void it_goes_on_where_it_was(Protocol protocol) {
    breakOften(write(protocol));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEW_ITEMS")
  void it_goes_on_where_users_rate_by_themselves(Protocol protocol) throws IOException {
    Path yaml = write(protocol);
    Files.writeString(
        yaml,
        "oracle: {about: anything, natural: {rate: 1.5, by: exposure}}\n",
        StandardOpenOption.APPEND);
    Map<String, String> whole = breakOften(yaml);
    assertTrue(whole.get("random-vfm-1/queries.jsonl").contains("\"natural\":[{\"item\":"));
    assertTrue(whole.get("random-vfm-1/curve.jsonl").contains("\"natural-ratings\":"));
  }

  @ParameterizedTest
  @EnumSource(names = {"POOL", "COLD_START"})
  void it_goes_on_where_ratings_are_steps_of_a_scale(Protocol protocol) throws IOException {
    Path yaml = write(protocol);
    String text = Files.readString(yaml);
    String ordinal = text.replace("model: {", "model: {likelihood: ordinal, ");
    assertTrue(!ordinal.equals(text), text);
    Map<String, String> whole = breakOften(SampleExperiment.write(files, "ordinal.yaml", ordinal));
    Path threaded =
        experiment()
            .run(
                experiment().plan(files.resolve("ordinal.yaml")),
                files.resolve("threaded"),
                new RunOptions(3, false, false, 0),
                new Count())
            .folder();
    assertEquals(whole, logs(threaded));
  }

  @Test
  void it_goes_on_with_what_new_users_know_and_columns_in_the_priors() throws IOException {
    Path yaml = write(Protocol.COLD_START);
    StringBuilder items = new StringBuilder("id,kind\n");
    for (int id = 500; id < 560; id++) {
      items.append(id).append(id % 2 == 0 ? ",even\n" : ",odd\n");
    }
    SampleExperiment.write(files, "items.csv", items.toString());
    String described =
        Files.readString(yaml)
                .replace(
                    "{path: ratings.csv}", "{path: ratings.csv, items: {path: items.csv, id: id}}")
                .replace("[random, ", "[interview, ")
            + "oracle: {about: anything}\n"
            + "features: [user, item, {type: consumption, from: exposure, dims: 2},"
            + " {type: prior, of: item, name: kind}]\n";
    Map<String, String> whole = breakOften(SampleExperiment.write(files, "kinds.yaml", described));
    Path threaded =
        experiment()
            .run(
                experiment().plan(files.resolve("kinds.yaml")),
                files.resolve("threaded"),
                new RunOptions(3, false, false, 0),
                new Count())
            .folder();
    assertEquals(whole, logs(threaded));
  }

  /** Returns what was logged without a break, which is what is logged with any. */
  private Map<String, String> breakOften(Path yaml) {
    Map<String, String> whole = logs(play(yaml, others, new Count()));
    RandomGenerator random = new SplittableRandom(1);
    int breaks = 0;
    long resumed = 0;
    while (true) {
      Breaking count = new Breaking(random.nextInt(1, 100));
      try {
        assertEquals(whole, logs(play(yaml, results, count)));
        break;
      } catch (Broken e) {
        breaks++;
      }
      resumed += count.resumed;
    }
    assertTrue(breaks >= 3, breaks + " breaks");
    assertTrue(resumed > 0, "it never went on from a checkpoint");
    return whole;
  }

  @Test
  void it_goes_on_with_users_and_items_whose_ids_are_texts() {
    Path yaml = SampleExperiment.writeWithTexts(files);
    Map<String, String> whole = logs(play(yaml, others, new Count()));
    assertThrows(Broken.class, () -> play(yaml, results, new Breaking(150)));
    Breaking count = new Breaking(Long.MAX_VALUE);
    assertEquals(whole, logs(play(yaml, results, count)));
    assertTrue(count.resumed > 0, "it never went on from a checkpoint");
  }

  @Test
  void what_is_damaged_in_between_is_made_again() throws IOException {
    Path yaml = write(Protocol.POOL);
    Map<String, String> whole = logs(play(yaml, others, new Count()));
    RandomGenerator random = new SplittableRandom(2);
    for (int n = 0; n < 8; n++) {
      Breaking breaking = new Breaking(random.nextInt(20, 150));
      assertThrows(Broken.class, () -> play(yaml, results, breaking));
      damage(random);
    }
    assertEquals(whole, logs(play(yaml, results, new Count())));
    for (int n = 0; n < 10; n++) {
      damage(random);
      assertEquals(whole, logs(play(yaml, results, new Count())));
    }
  }

  /** Cuts one file of a run off, or changes a bit of it. */
  private void damage(RandomGenerator random) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(results)) {
      all =
          found
              .filter(file -> file.toString().contains("runs") && Files.isRegularFile(file))
              .sorted()
              .toList();
    }
    Path file = all.get(random.nextInt(all.size()));
    byte[] bytes = Files.readAllBytes(file);
    if (random.nextBoolean() || bytes.length == 0) {
      Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
    } else {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
    }
  }

  @Test
  void a_damaged_checkpoint_is_told_of_and_the_one_before_it_serves() throws IOException {
    Path yaml = write(Protocol.POOL);
    assertThrows(Broken.class, () -> play(yaml, results, new Breaking(150)));
    List<Path> checkpoints;
    try (Stream<Path> found = Files.walk(results)) {
      checkpoints = found.filter(file -> file.toString().endsWith(".querent")).sorted().toList();
    }
    assertEquals(2, checkpoints.size());
    Files.write(checkpoints.get(1), new byte[10]);
    Breaking count = new Breaking(1);
    assertThrows(Broken.class, () -> play(yaml, results, count));
    assertEquals(1, count.notes.size(), count.notes::toString);
    assertTrue(count.notes.get(0).contains(checkpoints.get(1).toString()), count.notes.get(0));
    String name = checkpoints.get(0).getFileName().toString();
    assertEquals(Long.parseLong(name.substring(0, 10)), count.resumed);
  }

  /** Breaks the first run of an experiment off, and returns the folder of all. */
  private Path breakOff(Path yaml) throws IOException {
    assertThrows(Broken.class, () -> play(yaml, results, new Breaking(150)));
    try (Stream<Path> found = Files.list(results)) {
      return found.findFirst().orElseThrow().resolve("runs");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: 2 | seeds: {from: 2, to: 2} | random-vfm-2",
        "[random, | [ | expected-variance-reduction-vfm-1"
      })
  void states_of_two_runs_that_are_swapped_are_told_of_and_not_gone_on_from(
      String both, String one, String other) throws IOException {
    Path yaml = write(Protocol.POOL);
    Map<String, String> whole = logs(play(yaml, others, new Count()));
    String text = Files.readString(yaml);
    assertTrue(text.contains(both), text);
    breakOff(SampleExperiment.write(files, "one.yaml", text.replace(both, one)));
    Path runs = breakOff(yaml);
    Path first = runs.resolve("random-vfm-1/checkpoint");
    Path second = runs.resolve(other + "/checkpoint");
    Files.move(first, runs.resolve("aside"));
    Files.move(second, first);
    Files.move(runs.resolve("aside"), second);
    Breaking count = new Breaking(Long.MAX_VALUE);
    assertEquals(whole, logs(play(yaml, results, count)));
    assertEquals(0, count.resumed);
    assertEquals(
        2,
        count.notes.stream()
            .filter(n -> n.endsWith("of the run " + other + "; passed over"))
            .count(),
        count.notes::toString);
    assertEquals(4, count.notes.size(), count.notes::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"queries.jsonl", "curve.jsonl"})
  void a_log_that_was_edited_before_a_state_is_told_of_and_made_again(String name)
      throws IOException {
    Path yaml = write(Protocol.POOL);
    Map<String, String> whole = logs(play(yaml, others, new Count()));
    Path log = breakOff(yaml).resolve("random-vfm-1").resolve(name);
    List<String> lines = Files.readAllLines(log);
    Files.delete(log);
    try (LineLog edited = LineLog.open(log)) {
      for (String line : lines) {
        // With the right checksum, as if by somebody who knows.
        String object = line.replaceFirst(",\"crc\":\"[0-9a-f]{8}\"}$", "}");
        String other = object.endsWith("9}") ? "8}" : "9}";
        edited.write(line.equals(lines.get(0)) ? object.replaceFirst("\\d}$", other) : object);
      }
    }
    Breaking count = new Breaking(Long.MAX_VALUE);
    assertEquals(whole, logs(play(yaml, results, count)));
    assertEquals(0, count.resumed);
    assertTrue(
        count
            .notes
            .get(0)
            .endsWith("counts on other queries than those that are logged; passed over"),
        count.notes::toString);
  }

  @Test
  void what_a_killed_process_left_beside_a_complete_run_is_deleted() throws IOException {
    Path yaml = write(Protocol.POOL);
    Path folder = play(yaml, results, new Count());
    Map<String, String> whole = logs(folder);
    Path run = folder.resolve("runs/random-vfm-1");
    Files.createDirectory(run.resolve("checkpoint"));
    Files.writeString(run.resolve("checkpoint/0000000190.querent"), "kept too long");
    play(yaml, results, new Count());
    assertEquals(whole, logs(folder));
  }
}

package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands.Answer;

/** What can be seen of a run while it is played, and where its time went. */
class ObservedRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path file;
  private Path out;

  @BeforeEach
  void write() {
    file = SampleExperiment.write(folder);
    out = folder.resolve("o");
  }

  @Test
  void events_tell_what_happens_a_line_each() throws IOException {
    Path events = folder.resolve("events.jsonl");
    String report = Commands.done("run", file, "--out", out, "--events", events).strip();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(events)) {
      lines.add(JSON.readTree(line));
    }
    assertEquals("started", lines.get(0).required("event").textValue());
    assertEquals(800, lines.get(0).required("queries").intValue());
    assertEquals(
        4, lines.stream().filter(e -> e.required("event").textValue().equals("completed")).count());
    JsonNode last = lines.get(lines.size() - 1);
    assertEquals("finished", last.required("event").textValue());
    assertEquals(Path.of(report).getParent().toString(), last.required("folder").textValue());
    lines.forEach(line -> assertTrue(line.required("time").textValue().endsWith("Z")));
  }

  @Test
  void a_folder_of_events_that_is_missing_is_named_and_is_to_be_made() {
    Path none = folder.resolve("none");
    Path events = none.resolve("events.jsonl");
    Answer answer = Commands.querent("run", file, "--out", out, "--events", events);
    assertEquals(2, answer.code());
    String told = "querent: cannot write " + events + ": there is no folder " + none + "; make it";
    assertTrue(answer.err().lines().anyMatch(told::equals), answer.err());
  }

  @Test
  void a_level_says_how_much_is_said() {
    Answer error = Commands.querent("run", file, "--out", out, "--log-level", "error");
    assertEquals("", error.err());
    Answer debug = Commands.querent("run", file, "--out", out, "--log-level", "debug", "--force");
    assertTrue(debug.err().contains("querent: completed random-vfm-1\n"), debug.err());
    assertTrue(Commands.refused(folder, "run", file, "--log-level", "loud").contains("loud"));
  }

  @Test
  void what_was_found_is_said_on_the_terminal_before_the_report() throws IOException {
    Answer answer = Commands.querent("run", file, "--out", out);
    Path summary = Path.of(answer.out().strip()).resolveSibling("summary.json");
    String finding = JSON.readTree(summary.toFile()).required("finding").textValue();
    assertTrue(finding.startsWith("2 seeds are too few"), finding);
    assertEquals(finding, answer.err().lines().reduce("", (before, line) -> line));
  }

  @Test
  void the_summary_says_where_the_time_went() throws IOException {
    Path report = Path.of(Commands.done("run", file, "--out", out).strip());
    double first = fitSeconds(report);
    assertTrue(first > 0);
    Commands.done("run", file, "--out", out);
    assertEquals(first, fitSeconds(report), "nothing was played");
    JsonNode times = JSON.readTree(report.resolveSibling("times.json").toFile());
    assertEquals(List.of("evaluate", "fit", "select"), phases(times.required("random")));
    assertEquals(
        List.of("evaluate", "fit", "score", "select"), phases(times.required("max-variance")));
  }

  private static List<String> phases(JsonNode times) {
    List<String> phases = new ArrayList<>();
    times.fieldNames().forEachRemaining(phases::add);
    return phases;
  }

  private static double fitSeconds(Path report) throws IOException {
    JsonNode summary = JSON.readTree(report.resolveSibling("summary.json").toFile());
    return summary.required("strategies").get(0).required("seconds").required("fit").doubleValue();
  }

  @Test
  void phases_are_events_of_the_flight_recorder() throws IOException {
    Path recorded = folder.resolve("phases.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("org.querent.Phase").withThreshold(Duration.ZERO);
      recording.start();
      Commands.done("run", file, "--out", out);
      recording.stop();
      recording.dump(recorded);
    }
    Map<String, Integer> phases = new HashMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(recorded)) {
      phases.merge(event.getString("phase"), 1, Integer::sum);
    }
    // Four runs of ten batches and five evaluations, of which two score.
    assertEquals(
        Map.of("FIT", 4 * 11, "SCORE", 2 * 10, "SELECT", 4 * 10, "EVALUATE", 4 * 2 * 5), phases);
  }
}

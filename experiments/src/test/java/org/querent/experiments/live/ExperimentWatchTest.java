package org.querent.experiments.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.live.ExperimentWatch.Look;
import org.querent.experiments.statistics.LearningCurve;

class ExperimentWatchTest {
  @TempDir Path files;

  private GrowingFolder folder;

  @AfterEach
  void close() {
    folder.close();
  }

  private ExperimentWatch watch() {
    folder = GrowingFolder.in(files);
    return folder.watch();
  }

  private static List<LearningCurve> curves(ExperimentWatch watch) {
    return watch.content().orElseThrow().curves();
  }

  private static void requireShown(ExperimentWatch watch, long seed, int... queries) {
    List<LearningCurve> curves = curves(watch);
    assertEquals(1, curves.size());
    assertEquals("random", curves.get(0).strategy());
    assertEquals(seed, curves.get(0).seed());
    assertArrayEquals(queries, curves.get(0).queries());
  }

  @Test
  void before_the_first_evaluation_there_is_nothing_to_show() {
    ExperimentWatch watch = watch();
    Look look = watch.look();
    assertEquals(4, look.runs());
    assertEquals(OptionalLong.of(4 * 200), look.left());
    assertTrue(look.locked());
    assertTrue(watch.content().isEmpty());
    folder.run("random-vfm-1");
    assertEquals(look, watch.look());
  }

  @Test
  void a_run_under_way_is_shown_as_far_as_it_is_until_one_of_its_strategy_is_complete() {
    ExperimentWatch watch = watch();
    GrowingFolder.Run first = folder.run("random-vfm-1").to(0, 1).to(60, 0.9);
    GrowingFolder.Run second = folder.run("random-vfm-2").to(0, 1);
    Look look = watch.look();
    assertEquals(List.of("random"), look.unfinished());
    assertEquals(60, look.asked());
    requireShown(watch, 1, 0, 60);
    // Longer or not, the first stays: a curve that swapped seeds would jump.
    second.to(60, 0.9).to(100, 0.8).to(160, 0.8).to(200, 0.8);
    watch.look();
    requireShown(watch, 1, 0, 60);
    second.complete();
    look = watch.look();
    assertEquals(List.of(), look.unfinished());
    assertEquals(1, look.complete());
    assertEquals(OptionalLong.of(200 - 60 + 2 * 200), look.left());
    requireShown(watch, 2, 0, 60, 100, 160, 200);
    first.to(100, 0.8).to(160, 0.8).to(200, 0.7).complete();
    watch.look();
    assertEquals(2, curves(watch).size());
  }

  @Test
  void a_half_written_or_damaged_last_line_is_not_shown_and_no_error() {
    ExperimentWatch watch = watch();
    GrowingFolder.Run run = folder.run("random-vfm-1").to(0, 1).to(60, 0.9).half();
    Look look = watch.look();
    assertEquals(60, look.asked());
    assertEquals(List.of(), look.failed());
    requireShown(watch, 1, 0, 60);
    run.append(RunLog.CURVE, "\"crc\":\"00000000\"}\n");
    watch.look();
    requireShown(watch, 1, 0, 60);
    run.to(100, 0.8);
    assertEquals(100, watch.look().asked());
    requireShown(watch, 1, 0, 60, 100);
  }

  @Test
  void only_what_a_report_shows_counts_as_a_change() {
    ExperimentWatch watch = watch();
    GrowingFolder.Run shown = folder.run("random-vfm-1").to(0, 1);
    GrowingFolder.Run hidden = folder.run("random-vfm-2").to(0, 1);
    long before = watch.look().changes();
    assertEquals(before, watch.look().changes());
    hidden.to(60, 0.9);
    assertEquals(before, watch.look().changes());
    shown.to(60, 0.9);
    assertEquals(before + 1, watch.look().changes());
    folder.writeFacts();
    assertEquals(before + 2, watch.look().changes());
    assertTrue(watch.content().orElseThrow().datasetDescription().contains("ratings.csv"));
  }

  @Test
  void a_failed_run_is_told_until_it_is_begun_again() throws IOException {
    ExperimentWatch watch = watch();
    GrowingFolder.Run run = folder.run("random-vfm-1").to(0, 1);
    run.fail("the run failed: <script>");
    Look look = watch.look();
    assertEquals(List.of(new FailedRun("random-vfm-1", "the run failed: <script>")), look.failed());
    assertEquals(OptionalLong.of(3 * 200), look.left());
    assertTrue(watch.content().isEmpty());
    FailedRun.forget(folder.path().resolve("runs/random-vfm-1"));
    assertEquals(List.of(), watch.look().failed());
    requireShown(watch, 1, 0);
  }

  @Test
  void a_damaged_complete_run_is_told_and_does_not_hide_the_others() throws IOException {
    ExperimentWatch watch = watch();
    folder.run("random-vfm-1").to(0, 1).to(60, 0.9).finish();
    folder.run("random-vfm-2").to(0, 1).to(60, 0.9).finish();
    Path curve = folder.path().resolve("runs/random-vfm-1").resolve(RunLog.CURVE);
    Files.writeString(curve, Files.readString(curve).replace("0.9", "0.8"));
    Look look = watch.look();
    assertEquals(1, look.complete());
    assertEquals(1, look.failed().size());
    assertTrue(look.failed().get(0).message().startsWith(curve + " is damaged; run"));
    requireShown(watch, 2, 0, 60, 100, 160, 200);
  }

  @Test
  void it_has_ended_when_every_run_has_and_its_process_too() {
    ExperimentWatch watch = watch();
    for (String run : List.of("random-vfm-1", "random-vfm-2", "max-variance-vfm-1")) {
      folder.run(run).to(0, 1).finish();
    }
    folder.run("max-variance-vfm-2").fail("it failed");
    assertFalse(watch.look().ended());
    folder.close();
    Look look = watch.look();
    assertTrue(look.ended());
    assertEquals(OptionalLong.of(0), look.left());
  }

  @Test
  void runs_that_are_deleted_to_be_played_again_are_no_error() throws IOException {
    ExperimentWatch watch = watch();
    folder.run("random-vfm-1").to(0, 1).finish();
    assertEquals(1, watch.look().complete());
    folder.close();
    RunFolder cleared = RunFolder.ifFree(folder.path(), note -> {}).orElseThrow();
    cleared.clear();
    Look look = watch.look();
    assertEquals(0, look.complete());
    assertEquals(0, look.asked());
    assertTrue(watch.content().isEmpty());
    cleared.close();
    folder = GrowingFolder.in(files);
  }

  @Test
  void how_much_is_left_is_what_the_player_said_or_what_a_complete_run_has_asked() {
    folder =
        GrowingFolder.in(
            files,
            "protocol: per-user\n"
                + SampleExperiment.with("{budget: 200, batch: 20}", "{budget: 6, batch: 1}")
                    .replace("every: 50", "every: 1"));
    ExperimentWatch watch = folder.watch();
    assertEquals(OptionalLong.empty(), watch.look().left());
    folder.run("random-vfm-1").to(0, 1).twice(20, 1).complete();
    assertEquals(OptionalLong.of(3 * 40), watch.look().left());
    folder.writeFacts();
    long said = watch.look().left().orElseThrow() / 3;
    assertTrue(said > 40 && said <= 240, "per run: " + said);
  }

  @Test
  void a_run_under_way_does_not_shorten_the_others_where_queries_cost() {
    SampleExperiment.write(files, "costs.csv", "movieId,cost\n500,1\n");
    folder =
        GrowingFolder.in(
            files, SampleExperiment.with("batch: 20}", "batch: 20, costs: costs.csv}"));
    ExperimentWatch watch = folder.watch();
    folder.run("random-vfm-1").to(0, 1).to(60, 0.9).finish();
    folder.run("max-variance-vfm-1").to(0, 1).to(60, 0.9);
    watch.look();
    List<LearningCurve> curves = curves(watch);
    assertArrayEquals(new int[] {0, 50, 100, 150, 200}, curves.get(0).queries());
    assertArrayEquals(new int[] {0, 50}, curves.get(1).queries());
  }

  @Test
  void nothing_is_written_and_nothing_locked() {
    ExperimentWatch watch = watch();
    folder.run("random-vfm-1").to(0, 1).to(60, 0.9);
    folder.close();
    Map<String, String> before = SampleExperiment.files(folder.path());
    watch.look();
    watch.content();
    assertEquals(before, SampleExperiment.files(folder.path()));
    RunFolder.ifFree(folder.path(), note -> {}).orElseThrow().close();
    folder = GrowingFolder.in(files);
  }
}

package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;

/** An experiment that several play at once. */
@Tag("faults")
class JoinedExperimentTest {
  private static final RunOptions ALONE = new RunOptions(1, false, false, 5);
  private static final RunOptions JOINING = new RunOptions(1, false, true, 5);

  @TempDir Path files;
  @TempDir Path results;
  @TempDir Path others;

  private Path yaml;

  @BeforeEach
  void write() {
    SampleExperiment.write(files);
    yaml =
        SampleExperiment.write(files, "many.yaml", SampleExperiment.with("seeds: 2", "seeds: 8"));
  }

  private Experiment.Outcome play(Path out, RunOptions options, Progress progress) {
    WholeExperiment experiment =
        Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
    return experiment.run(experiment.plan(yaml), out, options, progress);
  }

  @Test
  void all_runs_are_played_once_and_one_report_is_written() throws Exception {
    Path alone = play(others, ALONE, new Count()).folder();
    CountDownLatch begun = new CountDownLatch(1);
    Count first =
        new Count() {
          @Override
          public void asked(long queries) {
            super.asked(queries);
            begun.countDown();
          }
        };
    ExecutorService processes = Executors.newCachedThreadPool();
    Future<Experiment.Outcome> owner = processes.submit(() -> play(results, ALONE, first));
    begun.await();
    ExperimentException refused =
        assertThrows(ExperimentException.class, () -> play(results, ALONE, new Count()));
    assertTrue(refused.getMessage().contains("help it with --join"), refused.getMessage());
    List<Future<Experiment.Outcome>> helpers = new ArrayList<>();
    for (int n = 0; n < 2; n++) {
      helpers.add(processes.submit(() -> play(results, JOINING, new Count())));
    }
    for (Future<Experiment.Outcome> helper : helpers) {
      assertFalse(helper.get().reported());
    }
    Experiment.Outcome outcome = owner.get();
    processes.shutdown();
    assertTrue(outcome.reported());
    assertEquals(16, outcome.complete());
    Map<String, String> runs = SampleExperiment.files(alone.resolve("runs"));
    assertEquals(runs, SampleExperiment.files(outcome.folder().resolve("runs")));
    // Whoever does not play a run hears of it as of one that was found complete: at once.
    assertEquals(16 * 200, first.asked.get());
  }

  @Test
  void whoever_joins_nobody_plays_alone() {
    Experiment.Outcome outcome = play(results, JOINING, new Count());
    assertTrue(outcome.reported());
    assertEquals(16, outcome.complete());
  }
}

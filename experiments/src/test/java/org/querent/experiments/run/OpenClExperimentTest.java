package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.inject.Guice;
import com.google.inject.util.Modules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineException;
import org.querent.core.fit.Bound;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.posterior.RowChanges;
import org.querent.core.posterior.Samples;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.simulator.Engines;

/** Experiments that are computed by OpenCL; skipped where no driver of it is installed. */
class OpenClExperimentTest {
  @TempDir Path files;
  @TempDir Path results;
  @TempDir Path others;

  @BeforeAll
  static void requireDriver() {
    assumeTrue(
        Files.isDirectory(Path.of("/etc/OpenCL/vendors")), "no driver of OpenCL is installed here");
  }

  private Path write(String engine) {
    SampleExperiment.write(files);
    return SampleExperiment.write(
        files, engine + ".yaml", SampleExperiment.YAML + "engine: " + engine + "\n");
  }

  private Path run(Path yaml, Path to, Engines engines) {
    WholeExperiment experiment =
        Guice.createInjector(
                Modules.override(new ExperimentsModule(files))
                    .with(binder -> binder.bind(Engines.class).toInstance(engines)))
            .getInstance(WholeExperiment.class);
    return experiment
        .run(experiment.plan(yaml), to, new RunOptions(2, false, false, 5), new Count())
        .folder();
  }

  private static Map<String, String> logs(Path folder, String ending) {
    Map<String, String> logs = new TreeMap<>(SampleExperiment.files(folder.resolve("runs")));
    logs.keySet().removeIf(name -> !name.endsWith(ending));
    assertFalse(logs.isEmpty());
    return logs;
  }

  @Test
  void it_asks_the_same_questions_as_the_cpu_engine_and_writes_the_same_bytes() throws IOException {
    Path one = run(write("cpu"), results, new Engines());
    Path other = run(write("opencl"), others, new Engines());
    assertEquals(logs(one, "queries.jsonl"), logs(other, "queries.jsonl"));
    for (String table : List.of("asked.csv", "curves-by-seed.csv", "summary.csv")) {
      assertEquals(
          SampleExperiment.content(one.resolve(table)),
          SampleExperiment.content(other.resolve(table)),
          table);
    }
    String provenance = SampleExperiment.content(other.resolve("provenance.json"));
    assertTrue(provenance.contains("\"backend\" : \"OpenCL, "), provenance);
  }

  /** Fails at a pass, once, as a device does that is taken away. */
  private static final class Failing extends Engine {
    private final Engine engine = Engine.of(EngineKind.OPENCL, 1);
    private final AtomicInteger left = new AtomicInteger(30);

    Failing() {
      super(EngineKind.OPENCL, 1);
    }

    @Override
    public String description() {
      return engine.description();
    }

    @Override
    protected Passes ascent(Machine machine, RatingGraph graph) {
      Passes passes =
          engine.passes(
              machine,
              graph,
              TrainingSettings.DEFAULTS,
              new RandomStreams(1),
              new Samples(machine, RatingUnit.STANDARDISED, workers()));
      return new Passes() {
        @Override
        public void run(int number, boolean learnPriors) {
          if (left.getAndDecrement() == 0) {
            throw new EngineException("engine: opencl: the card is gone");
          }
          passes.run(number, learnPriors);
        }

        @Override
        public RowChanges follow(RatingList fresh, UpdateSettings how) {
          return passes.follow(fresh, how);
        }

        @Override
        public void restart() {
          passes.restart();
        }

        @Override
        public void forget() {
          passes.forget();
        }

        @Override
        public Map<String, NumericArray> state() {
          return passes.state();
        }

        @Override
        public void restore(ArrayArchive archive) {
          passes.restore(archive);
        }

        @Override
        public Bound bound() {
          return passes.bound();
        }
      };
    }
  }

  @Test
  void a_device_that_is_lost_in_the_middle_is_told_once_and_loses_nothing() {
    Path yaml = write("opencl");
    Map<String, String> whole = logs(run(yaml, others, new Engines()), ".jsonl");
    Engines failing = new Engines(Map.of(EngineKind.OPENCL, new Failing()));
    String message =
        assertThrows(ExperimentException.class, () -> run(yaml, results, failing)).getMessage();
    assertTrue(message.matches("run [a-z-]+-vfm-[12]: engine: opencl: the card is gone"), message);
    Map<String, String> begun = SampleExperiment.files(results);
    assertTrue(
        begun.entrySet().stream()
            .anyMatch(it -> it.getKey().endsWith("queries.jsonl") && !it.getValue().isEmpty()),
        begun::toString);
    assertEquals(whole, logs(run(yaml, results, failing), ".jsonl"));
  }
}

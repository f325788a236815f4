package org.querent.experiments.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.UserException;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.benchmark.Benchmark.Result;
import org.querent.experiments.experiment.ExperimentReader;

class BenchmarkTest {
  private static final Injector INJECTOR =
      Guice.createInjector(new ExperimentsModule(Path.of("no-data")));

  @TempDir Path folder;

  private BenchmarkSpec read(String yaml) {
    return INJECTOR
        .getInstance(BenchmarkReader.class)
        .read(SampleExperiment.write(folder, "b.yaml", yaml));
  }

  @ParameterizedTest
  @ValueSource(strings = {"models-ml-100k.yaml", "models-ml-1m.yaml"})
  void every_benchmark_that_comes_along_is_valid(String file) {
    BenchmarkSpec spec = INJECTOR.getInstance(BenchmarkReader.class).read(Path.of(file));
    assertTrue(spec.rows().size() > 5);
    assertEquals(
        spec.rows().size(), spec.rows().stream().map(BenchmarkSpec.Row::label).distinct().count());
  }

  @Test
  void a_row_takes_the_defaults_of_its_model() {
    BenchmarkSpec.Row row =
        read("name: b\ndataset: ml-1m\nmodels: [{label: one, model: {type: bayesian-fm}}]")
            .rows()
            .get(0);
    assertEquals(ModelType.BAYESIAN_FM, row.model().type());
    assertEquals(Optimizer.GIBBS, row.training().optimizer());
  }

  @Test
  void all_problems_are_told_at_once() {
    String message =
        assertThrows(
                ExperimentException.class,
                () ->
                    read(
                        """
                        name: b
                        dataset: ml-1k
                        splitt: {}
                        models:
                          - {label: one, model: {typ: fm}}
                          - {model: {type: fm}, training: {optimizer: gibbs}}
                        """))
            .getMessage();
    assertEquals(6, message.lines().count(), message);
    assertTrue(message.contains("2:10: dataset: found \"ml-1k\""), message);
    assertTrue(message.contains("did you mean \"split\"?"), message);
    assertTrue(message.contains("models[0].model.typ"), message);
    assertTrue(message.contains("models[1]: optimizer: gibbs samples a bayesian-fm"), message);
    assertTrue(message.contains("models[1].label: needs a text"), message);
  }

  @Test
  void every_model_is_measured_on_every_part_and_more_model_errs_less() {
    BenchmarkSpec spec =
        read(
            """
            name: b
            dataset: ml-latest-small-2016
            split: {test: 0.2, repetitions: 2}
            models:
              - {label: nothing but the mean, model: {type: fm, interactions: false, lambda1: 1e9}}
              - {label: biases, model: {type: vfm, interactions: false}, training: {sweeps: 5, held-sweeps: 1}}
            """);
    Benchmark benchmark = INJECTOR.getInstance(Benchmark.class);
    List<Result> heard = new ArrayList<>();
    List<Benchmark.Part> parts = benchmark.parts(spec, facts -> {});
    List<Result> results = benchmark.run(spec, parts, heard::add);
    assertEquals(results, heard);
    assertEquals(2, parts.size());
    assertEquals(1.058, results.get(0).mean().accuracy().rmse(), 0.01);
    assertTrue(results.get(1).mean().accuracy().rmse() < 0.91, results.toString());
  }

  @Test
  void a_data_set_that_is_not_there_is_asked_for() {
    BenchmarkSpec spec = read("name: b\ndataset: ml-1m\nmodels: [{label: one}]");
    String message =
        assertThrows(
                UserException.class,
                () -> INJECTOR.getInstance(Benchmark.class).parts(spec, facts -> {}))
            .getMessage();
    assertTrue(message.contains("download ml-1m.zip"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ml-10m",
        "{name: ml-1m}",
        "{path: ../ratings.csv}",
        "{path: r.dat, scale: {min: -10, max: 10}}",
        "{path: r.tsv, columns: {user: uid, item: 3, rating: stars, separator: tab}}",
      })
  void a_benchmark_takes_every_form_of_data_set_that_an_experiment_takes(String dataset) {
    assertEquals(
        INJECTOR.getInstance(ExperimentReader.class).read(experiment(dataset)).dataset(),
        read(benchmark(dataset)).dataset());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ml-1k",
        "[ml-1m]",
        "{}",
        "{name: ml-1m, path: r.csv}",
        "{name: ml-1m, scale: {min: 1}}",
        "{path: r.csv, columns: {user: 1}}",
        "{path: r.csv, scale: {min: 5, max: 1}}",
      })
  void a_benchmark_refuses_a_data_set_as_an_experiment_does(String dataset) {
    String experiment =
        assertThrows(
                ExperimentException.class,
                () -> INJECTOR.getInstance(ExperimentReader.class).read(experiment(dataset)))
            .getMessage();
    String benchmark =
        assertThrows(ExperimentException.class, () -> read(benchmark(dataset))).getMessage();
    assertEquals(experiment.replace("e.yaml", "b.yaml"), benchmark);
  }

  private Path experiment(String dataset) {
    return SampleExperiment.write(
        folder, "e.yaml", "name: b\ndataset: %s\nstrategies: [random]\n".formatted(dataset));
  }

  private static String benchmark(String dataset) {
    return "name: b\ndataset: %s\nmodels: [{label: one}]\n".formatted(dataset);
  }

  @Test
  void the_folds_of_a_file_are_those_beside_it() {
    for (int fold = 1; fold <= 5; fold++) {
      SampleExperiment.write(folder, "u" + fold + ".base", "1\t7\t3\t0\n2\t7\t4\t0\n");
      SampleExperiment.write(folder, "u" + fold + ".test", "1\t8\t" + fold + "\t0\n");
    }
    List<Benchmark.Part> parts =
        INJECTOR
            .getInstance(Benchmark.class)
            .parts(read(benchmark("{path: u.data}") + "split: {folds: true}\n"), facts -> {});
    assertEquals(
        List.of(1.0, 2.0, 3.0, 4.0, 5.0),
        parts.stream().map(part -> part.holdout().test().rating(0)).toList());
  }
}

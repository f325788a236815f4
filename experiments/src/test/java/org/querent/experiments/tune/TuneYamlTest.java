package org.querent.experiments.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.spec.Covariance;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.experiment.ExperimentReader;

/** Settings that seeds choose, as they are written. */
class TuneYamlTest {
  private static final String KEYS =
      "factors, interactions, covariance, grouping, prior-scale, prior-precision, lambda0, lambda1, lambda2, noise-precision, noise, likelihood, sweeps, held-sweeps, batch, alpha, tolerance";

  @TempDir Path folder;

  private final ExperimentReader reader =
      Guice.createInjector(new ExperimentsModule(Path.of("no-data")))
          .getInstance(ExperimentReader.class);

  private Path write(String yaml) {
    return SampleExperiment.write(folder, "e.yaml", SampleExperiment.YAML + yaml);
  }

  private TuneSpec read(String tune) {
    return reader.read(write("tune: " + tune + "\n")).tune().orElseThrow();
  }

  /** The problems without the name of the file and the line, but with the column. */
  private List<String> problems(String yaml) {
    Path file = write(yaml);
    String message = assertThrows(ExperimentException.class, () -> reader.read(file)).getMessage();
    return message
        .lines()
        .skip(1)
        .map(line -> line.replaceFirst("^.*e\\.yaml:[0-9]+:", ""))
        .toList();
  }

  @Test
  void it_is_every_choice_of_values_the_last_setting_changing_the_fastest() {
    TuneSpec tune = read("{covariance: [diagonal, full], sweeps: [5, 7, 9]}");
    assertEquals(5, tune.inner().folds());
    assertEquals(
        List.of(
            "covariance diagonal, sweeps 5",
            "covariance diagonal, sweeps 7",
            "covariance diagonal, sweeps 9",
            "covariance full, sweeps 5",
            "covariance full, sweeps 7",
            "covariance full, sweeps 9"),
        tune.alternatives().stream().map(it -> Alternative.words(it.values())).toList());
    Alternative last = tune.alternatives().get(5);
    assertEquals(Covariance.FULL, last.model().covariance());
    assertEquals(9, last.training().sweeps());
    // What is not chosen is what the experiment says.
    assertEquals(2, last.model().factors());
    assertEquals(3, last.training().heldSweeps());
  }

  @Test
  void what_is_read_is_written_back() {
    TuneSpec tune = read("{folds: 3, prior-precision: [1, 0.50], factors: [4, 8]}");
    Map<String, Object> plain = tune.toPlain();
    assertEquals(List.of(1.0, 0.5), plain.get("prior-precision"));
    assertEquals(List.of(4, 8), plain.get("factors"));
    assertEquals(3, plain.get("folds"));
    assertEquals(List.of("prior-precision", "factors", "folds"), List.copyOf(plain.keySet()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tune: 8 | 7: tune: found 8 (a whole number), allowed a mapping, such as {factors: [4, 8, 16]}",
        "tune: {} | 7: tune: has no setting to choose; allowed " + KEYS,
        "tune: {folds: 3} | 7: tune: has no setting to choose; allowed " + KEYS,
        "tune: {factor: [4, 8]} | 8: tune.factor: found an unknown key, allowed "
            + KEYS
            + ", folds; did you mean \"factors\"?",
        "tune: {factors: [8]} | 17: tune.factors: needs a list of two values or more to choose from; a single one is said as model.factors",
        "tune: {sweeps: 8} | 16: tune.sweeps: needs a list of two values or more to choose from; a single one is said as training.sweeps",
        "tune: {factors: [8, 4, 8]} | 24: tune.factors[2]: found 8 a second time",
        "tune: {alpha: [0.1, 1e-1]}\\ntraining: {optimizer: adam} | 21: tune.alpha[1]: found 0.1 a second time",
        "tune: {factors: [8, many]} | 21: tune.factors[1]: found \"many\" (text), allowed a whole number, 0 to 1024",
        "tune: {factors: [8, 2000]} | 21: tune.factors[1]: found 2000, allowed 0 to 1024",
        "tune: {alpha: [0.1, 0.2]} | 8: tune.alpha: is a setting of adam; add training: {optimizer: adam}",
        "tune: {factors: [2, 4]}\\nmodel: {interactions: false} | 8: tune.factors: is of pairs of features, and model.interactions is false",
        "tune: {covariance: [diagonal, full]}\\nmodel: {type: fm}\\nstrategies: [random] | 31: tune.covariance[1]: full needs a vfm or auto-vfm",
        "tune: {noise-precision: [1, 2]}\\nmodel: {type: fm}\\nstrategies: [random] | 8: tune.noise-precision: does not change what an fm predicts",
        "tune: {prior-scale: [estimated, hierarchical]} | 33: tune.prior-scale[1]: hierarchical is what makes an auto-vfm, and only there",
        "tune: {covariance: [diagonal, full], lambda1: [1, 2]} | 7: tune: with covariance full, lambda1 2: covariance: full needs lambda1 = lambda2: slope and factors share one divergence",
        "tune: {covariance: [diagonal, full]}\\ntraining: {optimizer: adam} | 7: tune: with covariance full: covariance: full needs optimizer: coordinate-ascent; adam keeps one variance per parameter",
        "tune: {factors: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], sweeps: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]} | 7: tune: found 110 combinations, allowed 100",
        "tune: {grouping: [field, none]}\\nfeatures: [user, item, consumption] | 7: tune: the fields consumption and prior regress prior means, which needs a vfm or bayesian-fm with grouping: field",
        "tune: {factors: [2, 4], folds: 1} | 32: tune.folds: found 1, allowed 2 to 20"
      })
  void what_cannot_be_chosen_is_refused_with_the_reason(String given, String problem) {
    // A key of a file may be there once: what is overridden is taken out.
    String yaml = SampleExperiment.YAML;
    for (String line : given.split("\\\\n")) {
      yaml = yaml.replaceAll("(?m)^" + line.split(":")[0] + ": .*\n", "") + line + "\n";
    }
    Path file = SampleExperiment.write(folder, "e.yaml", yaml);
    String message = assertThrows(ExperimentException.class, () -> reader.read(file)).getMessage();
    List<String> lines = message.lines().skip(1).toList();
    assertEquals(1, lines.size(), message);
    assertTrue(lines.get(0).endsWith(":" + problem), lines.get(0));
  }

  @Test
  void all_problems_are_told_at_once() {
    List<String> problems =
        problems("tune: {factors: [8, 8], sweeps: [7], nothing: 1, folds: 0}\n");
    assertEquals(4, problems.size(), problems.toString());
  }

  @Test
  void a_grid_of_lists_is_as_many_experiments() {
    Path file = write("tune: {factors: {grid: [[2, 4], [4, 8]]}}\n");
    assertEquals(
        List.of(List.of(2, 4), List.of(4, 8)),
        reader.read(file, List.of()).stream()
            .map(spec -> spec.tune().orElseThrow().toPlain().get("factors"))
            .toList());
  }
}

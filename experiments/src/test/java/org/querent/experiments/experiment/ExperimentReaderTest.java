package org.querent.experiments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.prepare.Duplicates;
import org.querent.core.data.prepare.Filter;
import org.querent.core.data.prepare.PreparationSettings;
import org.querent.core.data.prepare.Sample;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.PriorScale;
import org.querent.core.spec.RatingNoise;
import org.querent.core.spec.TrainingSettings;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.experiment.evaluate.EvaluateSpec;
import org.querent.experiments.experiment.evaluate.Groupings;
import org.querent.experiments.experiment.evaluate.Metric;
import org.querent.experiments.experiment.evaluate.Metrics;
import org.querent.experiments.experiment.models.TrainingSpec;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SplitSettings;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.hybrid.EpsilonRandom;
import org.querent.strategies.hybrid.Switch;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.sampling.ThompsonSampling;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.Bald;
import org.querent.strategies.variance.MaxVariance;

class ExperimentReaderTest {
  private static final String KNOWN =
      "known data sets are ml-latest-small-2016, ml-100k, ml-1m, ml-10m, ml-20m, ml-25m, ml-32m, ml-latest-small";
  private static final String STRATEGIES =
      "answerable, bald, bootstrap-tree, core-set, density-weighted, design-oracle, entropy, entropy0, epsilon-random, "
          + "expected-model-change, expected-variance-reduction, functional-mf, greedy-extend, "
          + "helf, igcn, interview, max-variance, mixture, oracle, popularity, popularity-entropy, predicted, process, "
          + "query-by-committee, questionnaire, random, rating-variance, rehearsal, round-robin, static-interview, switch, thompson-sampling, ucb";
  private static final String MORE = ", or one from a jar that --plugin or QUERENT_CLASSPATH names";
  private static final String SHORT = "dataset: ml-100k\nstrategies: [random]\n";

  @TempDir Path folder;

  private final ExperimentReader reader =
      Guice.createInjector(new ExperimentsModule(Path.of("no-data")))
          .getInstance(ExperimentReader.class);

  private ExperimentSpec read(String yaml) {
    return reader.read(SampleExperiment.write(folder, "e.yaml", yaml));
  }

  /** The problems without the name of the file, which the first line and each of them give. */
  private List<String> problems(String yaml) {
    Path file = SampleExperiment.write(folder, "e.yaml", yaml);
    String message = assertThrows(ExperimentException.class, () -> reader.read(file)).getMessage();
    List<String> lines = message.lines().toList();
    int count = lines.size() - 1;
    assertEquals(file + " has " + count + (count == 1 ? " problem:" : " problems:"), lines.get(0));
    return lines.stream().skip(1).map(line -> withoutPlace(line, file + ":")).toList();
  }

  private static String withoutPlace(String line, String start) {
    assertTrue(line.startsWith(start), line);
    return line.substring(start.length());
  }

  @Test
  void the_quickstart_compares_strategies_with_random_on_the_embedded_data() {
    ExperimentSpec spec = reader.read(Path.of("quickstart.yaml"));
    assertEquals("quickstart", spec.name());
    assertEquals(Optional.of("ml-latest-small-2016"), spec.dataset().name());
    assertEquals("random", spec.strategies().get(0).label());
    assertEquals(spec.strategies().size() * spec.seeds().size(), spec.runs());
  }

  @Test
  void an_experiment_that_says_everything_is_read_as_it_says() {
    ExperimentSpec spec =
        read(
            """
            name: full
            dataset: ml-latest-small-2016
            protocol: per-user
            split: {test: 0.2, initial: 1000, by: time}
            oracle: {about: anything, noise: 0.5, inconsistency: 0.25, natural: {rate: 2, by: exposure}}
            model: {type: vfm, factors: 4, covariance: full, prior-precision: 2}
            training:
              optimizer: coordinate-ascent
              sweeps: 30
              held-sweeps: 10
              tolerance: 0.0001
              incremental: {sweeps: 3, neighbours: all, tolerance: 0.1, full-refit-every: 0}
            engine: nd4j
            strategies:
              - random
              - {type: max-variance, selection: stochastic}
              - {type: thompson-sampling, objective: disagreement}
            queries: {budget: 400, batch: 40}
            evaluate: {every: 200, metrics: [rmse, nll]}
            seeds: 3
            checkpoints: 4
            """);
    assertEquals("full", spec.name());
    assertEquals(
        new RunSettings(
            Protocol.PER_USER,
            new SplitSettings(0.2, 1000, SplitSettings.By.TIME, 0.2),
            new OracleSettings(
                OracleSettings.About.ANYTHING,
                0.5,
                0.25,
                new OracleSettings.Natural(2, OracleSettings.Natural.By.EXPOSURE)),
            new ModelSettings(
                ModelType.VFM,
                4,
                true,
                Covariance.FULL,
                Grouping.FIELD,
                PriorScale.ESTIMATED,
                2,
                1,
                1,
                1,
                0,
                RatingNoise.COMMON,
                Likelihood.GAUSSIAN),
            new TrainingSpec(
                Optimizer.COORDINATE_ASCENT,
                Estimator.CLOSED_FORM,
                30,
                10,
                1024,
                1e-2,
                1e-4,
                new RetrainingSchedule(3, Neighbours.ALL, 0.1, 0)),
            EngineKind.ND4J,
            new QuerySpec(400, 40, Optional.empty(), QuerySpec.CostColumns.NAMED, 1),
            new EvaluateSpec(
                200,
                new Metrics(List.of(Metric.RMSE, Metric.NLL), List.of()),
                EvaluateSpec.Lists.DEFAULTS,
                Groupings.NONE),
            SeedRange.first(3),
            4,
            RunSettings.Report.USUAL),
        spec.settings());
    assertEquals(
        List.of("random", "max-variance-stochastic", "thompson-sampling-disagreement"),
        spec.strategies().stream().map(StrategySpec::label).toList());
    assertEquals(List.of(1L, 2L, 3L), spec.seeds());
    assertEquals(9, spec.runs());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quickstart",
        "five-strategies",
        "drift-ml-100k",
        "cold-start-ml-100k",
        "pool-ml-100k",
        "tournament-pool",
        "tournament-pool-ml-100k",
        "tournament-cold-start",
        "tournament-cold-start-ml-100k"
      })
  void every_experiment_that_comes_along_is_valid(String name) {
    ExperimentSpec spec = reader.read(Path.of(name + ".yaml"));
    assertEquals(name, spec.name());
    assertTrue(spec.runs() > 0);
  }

  @Test
  void a_data_set_and_a_strategy_are_enough_and_the_file_gives_the_name() {
    ExperimentSpec spec = read(SHORT);
    assertEquals("e", spec.name());
    assertEquals(RunSettings.DEFAULTS, spec.settings());
    assertEquals(spec, read("dataset: {name: ml-100k}\nstrategies: [{type: random}]\n"));
  }

  @Test
  void a_file_name_that_no_folder_should_have_gives_no_name() {
    Path file = SampleExperiment.write(folder, "my experiment.yml", SHORT);
    assertEquals("experiment", reader.read(file).name());
  }

  @Test
  void a_path_is_seen_from_the_folder_of_the_experiment() {
    DatasetSpec dataset =
        read("dataset: {path: ../r.csv, scale: {min: 1}}\nstrategies: [random]\n").dataset();
    assertEquals(Optional.of(folder.toAbsolutePath().resolveSibling("r.csv")), dataset.path());
    assertEquals(new DatasetSpec.Scale(1, 5), dataset.scale());
  }

  @Test
  void the_columns_of_a_file_are_read_by_name_or_position() {
    DatasetSpec dataset =
        read("""
                dataset:
                  path: r.tsv
                  columns: {user: uid, item: 3, rating: stars, timestamp: when, separator: tab}
                strategies: [random]
                """)
            .dataset();
    assertEquals(
        Optional.of(
            new ColumnMapping(
                "uid", "3", "stars", Optional.of("when"), Optional.of(Separator.TAB))),
        dataset.form().columns());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{user: a, item: b} | 1:33: dataset.columns: needs user, item and rating",
        "{user: a, item: a, rating: b} | 1:33: dataset.columns: the column \"a\" is given for two",
        "{user: 0, item: a, rating: b} | 1:33: dataset.columns: the position of a column must be",
        "{user: a, itme: b, rating: c} | 1:43: dataset.columns.itme: found an unknown key",
        "{separator: pipe} | 1:45: dataset.columns.separator: found \"pipe\", allowed double-colon",
        "[a, b, c] | 1:33: dataset.columns: found a list, allowed a mapping",
      })
  void columns_that_cannot_be_are_refused(String columns, String problem) {
    List<String> problems =
        problems("dataset: {path: r.csv, columns: " + columns + "}\nstrategies: [random]\n");
    assertTrue(problems.get(0).startsWith(problem), problems.toString());
  }

  @Test
  void what_is_taken_away_from_a_data_set_is_read_of_any() {
    String preparation = "duplicates: mean, sample: {users: 9, seed: 2}, filter: {k-core: 5}";
    for (String which : List.of("name: ml-100k", "path: r.csv")) {
      DatasetSpec dataset =
          read("dataset: {" + which + ", " + preparation + "}\nstrategies: [random]\n").dataset();
      assertEquals(
          new PreparationSettings(Duplicates.MEAN, new Sample(9, 2), new Filter(1, 1, 5)),
          dataset.preparation());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "duplicates: frist | 1:36: dataset.duplicates: found \"frist\", allowed refuse, first, last, mean",
        "filter: {min-user: 3} | 1:33: dataset.filter.min-user: found an unknown key",
        "filter: {k-core: 0} | 1:41: dataset.filter.k-core: found 0, allowed",
        "sample: 100 | 1:32: dataset.sample: found 100 (a whole number), allowed a mapping",
      })
  void what_cannot_be_taken_away_is_refused(String setting, String problem) {
    List<String> problems =
        problems("dataset: {path: r.csv, " + setting + "}\nstrategies: [random]\n");
    assertTrue(problems.get(0).startsWith(problem), problems.toString());
  }

  @Test
  void seeds_may_be_listed_in_the_order_in_which_they_are_played() {
    assertEquals(List.of(9L, 1L, 5L), read(SHORT + "seeds: [9, 1, 5]\n").seeds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "report: {baseline: randon} | report.baseline: found \"randon\", allowed the label of a strategy: random; did you mean \"random\"?",
        "seeds: [1, 5, 1] | seeds: found 1, 5, 1, allowed each seed once",
        "seeds: [] | seeds: found [], allowed 1 to 10,000 seeds, the first of them at least 1",
        "seeds: [1, 0] | seeds[1]: found 0, allowed 1 to 1000000000",
        "seeds: {from: 5, to: 2} | seeds: found 5 to 2, of which to is below from",
        "split: {at: noon} | split: at: found noon, allowed a date such as 2015-01-31",
        "split: {at: 99, leave-out: 2} | split: give either leave-out or at, not both",
        "split: {leave-out: 2, test: 0.2} | split.test: has no use with leave-out, or at",
        "{protocol: cold-start, split: {at: 99}} | split.at: has no use under the protocol cold-start",
      })
  void seeds_and_splits_that_cannot_be_are_refused(String setting, String problem) {
    String yaml = setting.startsWith("{") ? setting.substring(1, setting.length() - 1) : setting;
    String lines = yaml.replace("cold-start, ", "cold-start\n");
    List<String> problems = problems(SHORT + lines + "\n");
    assertTrue(problems.get(0).contains(": " + problem), problems.toString());
  }

  @Test
  void columns_go_with_a_path_only() {
    String columns = "{user: a, item: b, rating: c}";
    assertEquals(
        List.of("1:26: dataset.columns: goes with a path only; a known data set has its own"),
        problems("dataset: {name: ml-100k, columns: " + columns + "}\nstrategies: [random]\n"));
  }

  @Test
  void more_problems_than_anybody_reads_are_counted_and_not_listed() {
    Path file = SampleExperiment.write(folder, "e.yaml", SHORT + "k: 1\n".repeat(500));
    String message = assertThrows(ExperimentException.class, () -> reader.read(file)).getMessage();
    assertTrue(message.startsWith(file + " has 500 problems:\n"), message);
    assertTrue(message.endsWith("\nand 400 more"), message);
    assertEquals(102, message.lines().count());
  }

  @Test
  void parameters_and_labels_of_strategies_are_read() {
    List<StrategySpec<?>> specs =
        read("""
                dataset: ml-100k
                strategies:
                  - {type: max-variance, selection: stochastic, power: 3, label: mine}
                  - {type: max-variance, power: 0.5}
                  - {type: thompson-sampling}
                """)
            .strategies();
    assertEquals(
        List.of("mine", "max-variance-0.5", "thompson-sampling"),
        specs.stream().map(StrategySpec::label).toList());
    assertEquals(
        List.of(
            new BatchParameters(Selection.STOCHASTIC, 3),
            new BatchParameters(Selection.TOP, 0.5),
            new ThompsonSampling.Parameters(ThompsonSampling.Objective.REWARD)),
        specs.stream().map(spec -> (Object) spec.parameters()).toList());
  }

  @Test
  void the_simulator_is_told_what_the_experiment_says() {
    var simulation =
        read(SHORT + "split: {test: 0.1, initial: 7}\nmodel: {factors: 3, covariance: full}\n")
            .simulation(ItemCosts.EQUAL);
    assertEquals(0.1, simulation.split().test());
    assertEquals(7, simulation.split().initial());
    assertEquals(3, simulation.model().factors());
    assertEquals(Covariance.FULL, simulation.model().covariance());
    assertEquals(RunSettings.DEFAULTS.queries().budget(), simulation.budget().total());
  }

  @Test
  void who_asks_newcomers_asks_each_of_them_little_by_default() {
    ExperimentSpec spec = read(SHORT + "protocol: cold-start\nsplit: {newcomers: 0.1}\n");
    assertEquals(
        new QuerySpec(20, 1, Optional.empty(), QuerySpec.CostColumns.NAMED, 1),
        spec.settings().queries());
    assertEquals(1, spec.settings().evaluate().every());
    assertEquals(Protocol.COLD_START, spec.simulation(ItemCosts.EQUAL).protocol());
    assertEquals(0.1, spec.simulation(ItemCosts.EQUAL).split().newcomers());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cold-start|rated-items, item|without the field user nothing is a new user's alone, so that no"
            + " answer could teach anything",
        "cold-start|age, item|without the field user nothing is a new user's alone, so that no answer"
            + " could teach anything",
        "cold-start|user, rated-items, item|the answers of a new user are folded in, and do not enter"
            + " rated-items; leave it out",
        "new-items|user, genres|without the field item nothing is a new item's alone, so that no"
            + " answer could teach anything",
        "new-items|user, item, rated-by|the answers of a new item are folded in, and do not enter"
            + " rated-by; leave it out",
      })
  void a_newcomer_of_whom_nothing_could_be_learned_is_refused(
      String protocol, String features, String reason) {
    String experiment = SHORT + "protocol: %s\nfeatures: [%s]\n";
    assertEquals(
        List.of("4:11: features: " + reason), problems(experiment.formatted(protocol, features)));
    assertTrue(read(experiment.formatted("pool", features)).features().size() > 1);
  }

  @Test
  void consumption_is_refused_where_it_cannot_be_had_or_would_tell_too_much() {
    assertEquals(
        List.of(
            "3:8: model: the fields consumption and prior regress prior means, which needs a vfm or bayesian-fm with"
                + " grouping: field"),
        problems(SHORT + "model: {type: fm}\nfeatures: [user, consumption]\n"));
    assertEquals(
        List.of(
            "4:11: features: consumption from candidates says who can answer what, which is for the"
                + " questions to find out where about: anything may be asked; write from: known, or"
                + " oracle: {about: rated-only}"),
        problems(
            SHORT
                + "oracle: {about: anything}\n"
                + "features: [user, {type: consumption, from: candidates}]\n"));
    assertEquals(
        List.of(
            "3:11: features: consumption from exposure is that of new users, who are asked apart"
                + " under the protocol cold-start only; write from: known"),
        problems(SHORT + "features: [user, {type: consumption, from: exposure}]\n"));
    assertEquals(
        List.of(
            "3:18: features[1]: from: file needs the path of the log: {type: consumption, from:"
                + " file, path: views.csv}"),
        problems(SHORT + "features: [user, {type: consumption, from: file}]\n"));
    assertEquals(
        List.of("3:18: features[1]: path and columns are those of a log; write from: file as well"),
        problems(SHORT + "features: [user, {type: consumption, path: views.csv}]\n"));
    assertEquals(
        List.of(
            "3:18: features[1]: needs the name of a column: {type: prior, of: item, name: category}"),
        problems(SHORT + "features: [item, prior]\n"));
    assertEquals(
        List.of(
            "3:11: features: the field prior of item genres says what the means of the field item depend"
                + " on, which is not given; add it"),
        problems(SHORT + "features: [user, {type: prior, of: item, name: genres, as: list}]\n"));
    assertEquals(
        List.of(
            "3:8: model: the fields consumption and prior regress prior means, which needs a vfm or bayesian-fm with"
                + " grouping: field"),
        problems(
            SHORT
                + "model: {type: fm}\nfeatures: [item, {type: prior, name: genres, as: list}]\n"));
  }

  @Test
  void what_a_protocol_has_no_use_for_is_refused() {
    assertEquals(
        List.of(
            "3:20: split.newcomers: has no use under the protocol per-user",
            "4:34: oracle.noise: found -1, allowed 0 to 1000000000"),
        problems(
            """
            dataset: ml-100k
            protocol: per-user
            split: {newcomers: 0.1}
            oracle: {about: anything, noise: -1}
            strategies: [random]
            """));
    assertEquals(
        List.of(
            "2:9: oracle.noise: makes answers that are no steps of the scale, which likelihood: ordinal"
                + " or binary takes; say inconsistency, by which they are off by a step"),
        problems(
            """
            dataset: ml-100k
            oracle: {noise: 0.5}
            model: {type: vfm, likelihood: ordinal}
            strategies: [random]
            """));
    assertEquals(
        List.of(
            "3:18: split.initial: has no use under the protocol new-items",
            "4:11: features: the field time makes many rows of a new item, and new-items folds in a"
                + " single one",
            "5:11: evaluate.metrics: drift is that of one model, which there is not under the"
                + " protocol new-items",
            "5:11: evaluate.metrics: own-rmse is that of new users, who are asked under the protocol"
                + " cold-start only",
            "6:9: oracle.natural: nobody has rated a new item, so neither popularity nor exposure"
                + " tells who would by themselves; leave it out under new-items"),
        problems(
            """
            dataset: ml-100k
            protocol: new-items
            split: {initial: 100}
            features: [user, item, {type: time}]
            evaluate: {metrics: [rmse, drift-rmse, own-rmse]}
            oracle: {natural: {rate: 0.5}}
            strategies: [random]
            """));
  }

  @Test
  void what_an_engine_cannot_fit_is_refused_where_it_is_written() {
    String message =
        assertThrows(
                ExperimentException.class,
                () ->
                    read(
                        """
                        dataset: ml-1m
                        strategies: [random]
                        engine: nd4j
                        training: {optimizer: adam, estimator: sampled}
                        """))
            .getMessage();
    assertTrue(message.contains("4:11: training: estimator: sampled needs engine: cpu"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "~", ""})
  void a_name_that_is_nothing_is_refused(String name) {
    String nothing =
        ": found nothing, allowed up to 100 letters, digits, dots, dashes and underscores";
    List<String> problems = problems("name: " + name + "\n" + SHORT);
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).endsWith("name" + nothing), problems.get(0));
    problems = problems("dataset: ml-100k\nstrategies: [{type: random, label: " + name + "}]\n");
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).endsWith("strategies[0].label" + nothing), problems.get(0));
  }

  @Test
  void seeds_that_end_before_they_begin_are_told_so() {
    assertEquals(
        List.of("1:8: seeds: found 20 to 11, of which to is below from; exchange them"),
        problems("seeds: {from: 20, to: 11}\n" + SHORT));
  }

  @Test
  void all_problems_of_a_file_are_reported_at_once_in_their_order() {
    assertEquals(
        List.of(
            "1:7: name: found \"a/b\", allowed up to 100 letters, digits, dots, dashes and"
                + " underscores",
            "2:10: dataset: found \"ml-1k\", " + KNOWN + "; did you mean \"ml-1m\"?",
            "3:1: sede: found an unknown key, allowed protocol, split, oracle, model, training, engine, queries, evaluate,"
                + " seeds, checkpoints, report, dataset, evaluators, features, include, models, name, preset, stopping, strategies, tune",
            "4:15: split.test: found 1.5, allowed 1.0E-6 to 0.999999",
            "5:18: model.factors: found \"eight\" (text), allowed a whole number, 0 to 1024",
            "6:12: training.sweps: found an unknown key, allowed optimizer, estimator, sweeps,"
                + " held-sweeps, batch, alpha, tolerance, incremental; did you mean \"sweeps\"?",
            "8:5: strategies[0]: found \"randon\", allowed "
                + STRATEGIES
                + MORE
                + "; did you mean \"random\"?",
            "9:26: strategies[1].slection: found an unknown key, allowed selection, power, label,"
                + " type; did you mean \"selection\"?",
            "10:33: strategies[2].power: found -1, allowed 0 to 1000",
            "11:21: evaluate.metrics: must contain rmse"),
        problems(
            """
            name: a/b
            dataset: ml-1k
            sede: 3
            split: {test: 1.5}
            model: {factors: eight}
            training: {sweps: 9}
            strategies:
              - randon
              - {type: max-variance, slection: top}
              - {type: max-variance, power: -1}
            evaluate: {metrics: [mae]}
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dataset: {nmae: x} | 1:11: dataset.nmae: found an unknown key, allowed name, path, scale, form, columns, header, decimal, time, comment, encoding, missing, duplicates, sample, filter, users, items;"
            + " did you mean \"name\"?",
        "dataset: [x] | 1:10: dataset: found a list, allowed a mapping with name, path, scale, form, columns, header, decimal, time, comment, encoding, missing, duplicates, sample, filter, users, items",
        "dataset: {name: ml-1m, path: r} | 1:10: dataset: give either name or path, not both",
        "dataset: {name: ml-1m, scale: {min: 1}} | 1:24: dataset.scale: goes with a path only; a"
            + " known data set has its own",
        "dataset: {path: r, scale: {min: 5}} | 1:27: dataset.scale: min must be less than max",
        "dataset: {} | 1:10: dataset: has neither name nor path; " + KNOWN,
        "dataset: {name: ~} | 1:10: dataset: has neither name nor path; " + KNOWN,
        "seeds: 1 | 1:1: dataset: is missing; " + KNOWN
      })
  void a_wrong_data_set_is_one_problem(String dataset, String problem) {
    assertEquals(List.of(problem), problems(dataset + "\nstrategies: [random]\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: 1 | 1:1: strategies: needs a list with at least one of " + STRATEGIES,
        "strategies: random | 2:13: strategies: needs a list with at least one of " + STRATEGIES,
        "strategies: [] | 2:13: strategies: needs a list with at least one of " + STRATEGIES,
        "strategies: [{power: 1}] | 2:14: strategies[0]: needs a type: " + STRATEGIES,
        "strategies: [[random]] | 2:14: strategies[0]: needs a type: " + STRATEGIES,
        "strategies: [{type: random, power: 1}] | 2:29: strategies[0].power: found an unknown key,"
            + " allowed label, type",
        "strategies: [{type: random, label: a b}] | 2:36: strategies[0].label: found \"a b\","
            + " allowed up to 100 letters, digits, dots, dashes and underscores",
        "strategies: [{type: random, label: .}] | 2:36: strategies[0].label: found \".\", allowed"
            + " up to 100 letters, digits, dots, dashes and underscores",
        "strategies: [random, {type: max-variance, label: random}] | 2:22: strategies[1]: a second"
            + " strategy with the label \"random\"; give one of them another label"
      })
  void wrong_strategies_are_one_problem(String strategies, String problem) {
    assertEquals(List.of(problem), problems("dataset: ml-100k\n" + strategies + "\n"));
  }

  @Test
  void a_strategy_within_another_is_a_name_a_class_or_a_mapping() {
    List<StrategySpec<?>> specs =
        read("""
            dataset: ml-100k
            strategies:
              - epsilon-random
              - {type: epsilon-random, strategy: max-variance, epsilon: 0.2}
              - {type: epsilon-random, strategy: org.querent.strategies.variance.Bald}
              - type: switch
                label: late
                first: {type: epsilon-random, strategy: {type: max-variance, power: 3}}
                second: {type: random}
                after: 20
            """)
            .strategies();
    ConfiguredStrategy<?> powerful =
        new ConfiguredStrategy<>(new MaxVariance(), new BatchParameters(Selection.TOP, 3));
    assertEquals(
        List.of(
            new EpsilonRandom().defaults(),
            new EpsilonRandom.Parameters(ConfiguredStrategy.of(new MaxVariance()), 0.2),
            new EpsilonRandom.Parameters(ConfiguredStrategy.of(new Bald()), 0.1),
            new Switch.Parameters(
                new ConfiguredStrategy<>(
                    new EpsilonRandom(), new EpsilonRandom.Parameters(powerful, 0.1)),
                ConfiguredStrategy.of(new RandomSampling()),
                20)),
        specs.stream().map(spec -> (Object) spec.parameters()).toList());
    assertEquals(
        List.of("epsilon-random", "epsilon-random-max-variance-0.2", "epsilon-random-bald", "late"),
        specs.stream().map(StrategySpec::label).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: switch, first: randon} | 2:36: strategies[0].first: found \"randon\", allowed "
            + STRATEGIES
            + MORE
            + "; did you mean \"random\"?",
        "{type: switch, first: {type: randon}} | 2:43: strategies[0].first: found \"randon\","
            + " allowed "
            + STRATEGIES
            + MORE
            + "; did you mean \"random\"?",
        "{type: switch, second: {type: max-variance, power: -1}} | 2:65: strategies[0].second.power:"
            + " found -1, allowed 0 to 1000",
        "{type: switch, second: {type: max-variance, powr: 1}} | 2:58: strategies[0].second.powr:"
            + " found an unknown key, allowed selection, power, type; did you mean \"power\"?",
        "{type: switch, second: {type: random, label: x}} | 2:52: strategies[0].second.label: found"
            + " an unknown key, allowed type",
        "{type: switch, second: {power: 1}} | 2:37: strategies[0].second: needs a type: "
            + STRATEGIES,
        "{type: switch, second: [random]} | 2:37: strategies[0].second: needs a type: "
            + STRATEGIES,
        "{type: switch, first: {type: switch, first: {type: ucb, weight: x}}} | 2:78:"
            + " strategies[0].first.first.weight: found \"x\" (text), allowed a number, 0 to 1000",
        "{type: switch, first: a.B} | 2:36: strategies[0].first: found \"a.B\", a class that is"
            + " neither on the class path nor in a plug-in, allowed "
            + STRATEGIES
            + MORE,
        "{type: switch, first: java.lang.Runtime} | 2:36: strategies[0].first: the class"
            + " java.lang.Runtime is no query strategy; let it implement"
            + " org.querent.strategies.StrategyProvider, or name another"
      })
  void a_wrong_strategy_within_another_is_one_problem(String strategy, String problem) {
    assertEquals(List.of(problem), problems("dataset: ml-100k\nstrategies: [" + strategy + "]\n"));
  }

  @Test
  void strategies_are_nested_eight_deep_and_no_deeper() {
    assertEquals(1, read(SHORT.replace("random", nested(8))).strategies().size());
    List<String> problems = problems(SHORT.replace("random", nested(9)));
    assertEquals(1, problems.size());
    String path = "strategies[0]" + ".strategy".repeat(8);
    assertTrue(
        problems
            .get(0)
            .endsWith(path + ": found deeper nesting, allowed 8 strategies, one within another"),
        problems.get(0));
  }

  /** So many strategies, one within another. */
  private static String nested(int depth) {
    String within = "{type: epsilon-random, strategy: ".repeat(depth - 2) + "random";
    return "{type: epsilon-random, label: deep, strategy: " + within + "}".repeat(depth - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: \"a\\nb\"\n" + SHORT,
        "dataset: \"a\\nb\"\nstrategies: [random]\n",
        "dataset: ml-100k\nstrategies: [\"a\\e[31m\\nb\"]\n",
        "dataset: ml-100k\nstrategies: [{type: random, label: \"a\\nb\"}]\n",
        "just text",
        "[1, 2]",
        "*x",
        "a: ["
      })
  void whatever_is_wrong_is_one_problem_on_one_line(String yaml) {
    List<String> problems = problems(yaml);
    assertEquals(1, problems.size());
    assertEquals(problems.get(0), problems.get(0).replaceAll("\\p{Cntrl}", ""));
  }

  @Test
  void features_are_names_or_mappings_with_settings() {
    assertEquals(FieldSpec.PLAIN, read(SHORT).features());
    assertEquals(
        List.of(
            new FieldSpec.User(),
            new FieldSpec.Item(),
            new FieldSpec.RatedItems(),
            new FieldSpec.Year(10, FieldSpec.Unknown.LEVEL)),
        read(SHORT + "features: [user, item, rated-items, {type: year, width: 10, unknown: level}]")
            .features());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "features: [user, itme]|3:18: features[1]: found \"itme\", allowed user, item, genres, year,"
            + " age, sex, occupation, column, rated-items, rated-by, consumption, prior, time; did you mean \"item\"?",
        "features: [user, user]|3:11: features: the field user is given twice",
        "features: []|3:11: features: give at least one field, such as user or item",
        "features: [genres, consumption]|3:11: features: the field consumption describes users and"
            + " items, neither of which is a field; add them",
        "features: [{type: year, width: 0}]|3:32: features[0].width: found 0, allowed 1 to 1000",
        "training: {optimizer: gibbs}|3:11: training: optimizer: gibbs samples a bayesian-fm; the"
            + " other models are optimised",
        "training: {estimator: sampled}|3:11: training: estimator: sampled goes with optimizer: adam;"
            + " the others take expectations exactly",
      })
  void what_does_not_go_together_is_refused_with_the_reason(String line, String problem) {
    assertEquals(List.of(problem), problems(SHORT + line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{label: a}]|3:9: models: needs a list of at least two mappings with label, features, model,"
            + " training, strategies",
        "[{label: a}, b]|3:22: models[1]: needs a mapping with at least a label",
        "[{label: a}, {model: {factors: 3}}]|3:22: models[1].label: needs up to 40 letters, digits,"
            + " dots, dashes and underscores",
        "[{label: a}, {label: a+b}]|3:30: models[1].label: found \"a+b\", allowed up to 40 letters,"
            + " digits, dots, dashes and underscores",
        "[{label: a}, {label: a}]|3:22: models[1]: a second model with the label \"a\"",
        "[{label: a}, {label: b, seeds: 3}]|3:33: models[1].seeds: found an unknown key, allowed"
            + " label, features, model, training, strategies",
        "[{label: a}, {label: b, model: {factors: -1}}]|3:50: models[1].model.factors: found -1,"
            + " allowed 0 to 1024",
        "[{label: a, model: {factors: -1}}, {label: b}]|3:38: model.factors: found -1, allowed 0 to"
            + " 1024",
        "[{label: a}, {label: b, features: [user, itme]}]|3:50: models[1].features[1]: found \"itme\","
            + " allowed user, item, genres, year, age, sex, occupation, column, rated-items, rated-by,"
            + " consumption, prior, time; did you mean \"item\"?",
        "[{label: a}, {label: b, model: {type: fm}, features: [user, consumption]}]|3:22: models[1]:"
            + " the fields consumption and prior regress prior means, which needs a vfm or bayesian-fm with grouping: field",
        "[{label: a}, {label: b, features: [user, {type: consumption, from: exposure}]}]|3:22:"
            + " models[1].features: consumption from exposure is that of new users, who are asked"
            + " apart under the protocol cold-start only; write from: known",
        "[{label: a}, {label: b, model: {type: bayesian-fm}}]|3:22: models[1].model.type: a"
            + " bayesian-fm is a set of samples, without the variances that strategies read; use a vfm,"
            + " or fit it with querent train",
        "[{label: a}, {label: b, strategies: [rondom]}]|3:46: models[1].strategies: found \"rondom\","
            + " allowed the labels of strategies: random; did you mean \"random\"?",
        "[{label: a}, {label: b, strategies: []}]|3:45: models[1].strategies: needs a list of labels"
            + " of strategies",
        "[{label: a, strategies: [random]}, {label: b}]|3:33: models[0].strategies: the first model is"
            + " what the others are measured by, and is played with all strategies",
      })
  void models_that_cannot_be_compared_are_refused_with_the_reason(String models, String problem) {
    assertEquals(List.of(problem), problems(SHORT + "models: " + models + "\n"));
  }

  @Test
  void seeds_choose_settings_of_one_model_only() {
    assertEquals(
        List.of("4:7: tune: seeds choose the settings of one model; leave out tune, or models"),
        problems(SHORT + "models: [{label: a}, {label: b}]\ntune: {factors: [1, 2]}\n"));
  }

  @Test
  void a_baseline_may_be_a_strategy_with_another_model() {
    String yaml =
        SHORT + "models: [{label: a}, {label: b, model: {factors: 3}}]\nreport: {baseline: %s}\n";
    ExperimentSpec spec = read(yaml.formatted("random+b"));
    assertEquals(Optional.of("random+b"), spec.settings().report().baseline());
    assertEquals(
        List.of("random", "random+b"),
        spec.strategies().stream().map(StrategySpec::label).toList());
    assertEquals(
        List.of(
            "4:9: report.baseline: found \"random+c\", allowed the label of a strategy: random,"
                + " random+b; did you mean \"random+b\"?"),
        problems(yaml.formatted("random+c")));
  }

  @Test
  void a_model_takes_the_defaults_of_its_kind() {
    assertEquals(
        ModelSettings.defaults(ModelType.FM), read(SHORT + "model: {type: fm}").settings().model());
    assertEquals(
        TrainingSpec.defaults(TrainingSettings.defaults(Optimizer.ADAM)),
        read(SHORT + "training: {optimizer: adam}").settings().training());
  }

  @Test
  void a_model_without_variances_takes_no_strategy_that_ranks_by_them() {
    assertEquals(
        List.of(
            "3:8: model.type: an fm has no variances, which the strategy max-variance needs; use a vfm"),
        problems("dataset: ml-100k\nstrategies: [random, max-variance]\nmodel: {type: fm}"));
    String within = "dataset: ml-100k\nmodel: {type: fm}\nstrategies: [{type: switch, second: %s}]";
    assertEquals(1, read(within.formatted("popularity")).strategies().size());
    assertEquals(
        List.of(
            "2:8: model.type: an fm has no variances, which the strategy"
                + " switch-random-epsilon-random needs; use a vfm"),
        problems(within.formatted("epsilon-random")));
    // What is refused is not also blamed for what stands in its place.
    assertEquals(1, problems(within.formatted("popularty")).size());
    assertTrue(problems(SHORT + "model: {type: bayesian-fm}").get(0).contains("use a vfm"));
  }
}

package org.querent.experiments.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.features.FieldSpec;
import org.querent.core.saved.SavedModel;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.training.FitOptions.Split;
import org.querent.simulator.metric.Evaluator;

class ModelTrainingTest {
  @TempDir Path folder;
  private Dataset dataset;

  @BeforeEach
  void write_ratings() {
    SampleExperiment.write(folder);
    dataset =
        new DatasetCatalog(folder).read(folder.resolve("ratings.csv"), RatingScale.HALF_STARS);
  }

  private static FitOptions options(Split split, int evalEvery, int snapshotEvery, int patience) {
    return new FitOptions(split, 0.25, 42, EngineKind.CPU, 2, evalEvery, snapshotEvery, patience);
  }

  private FitPlan plan(ModelType type, List<FieldSpec> fields, FitOptions options) {
    Optimizer optimizer =
        type == ModelType.BAYESIAN_FM ? Optimizer.GIBBS : Optimizer.COORDINATE_ASCENT;
    return new FitPlan(
        ModelSettings.defaults(type).withFactors(2),
        TrainingSettings.defaults(optimizer).withSweeps(13, 4),
        fields,
        options,
        dataset.sha256());
  }

  private ModelTraining training(FitPlan plan) {
    return new ModelTraining(plan, Holdout.of(dataset.ratings(), plan.options()), dataset.side());
  }

  /** What a kill is, within the process. */
  private static final class Killed extends RuntimeException {
    Killed() {
      super("killed");
    }
  }

  private void runUntil(int epoch, FitPlan plan, Path out, boolean resume) {
    try (TrainingFolder to = TrainingFolder.open(out)) {
      ModelTraining training = training(plan);
      if (resume) {
        training.resume(to, line -> killAt(epoch, line));
      } else {
        training.run(to, line -> killAt(epoch, line));
      }
    } catch (Killed e) {
      // As asked for.
    }
  }

  private static void killAt(int epoch, Epoch line) {
    if (line.number() == epoch) {
      throw new Killed();
    }
  }

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void a_training_that_goes_on_ends_with_the_same_bytes(ModelType type) {
    List<FieldSpec> fields =
        List.of(
            new FieldSpec.User(),
            new FieldSpec.Item(),
            new FieldSpec.RatedItems(),
            new FieldSpec.Time(3, FieldSpec.Binning.EQUAL_COUNT));
    for (int patience : new int[] {0, 4}) {
      FitOptions options = options(Split.RANDOM, 2, 3, patience);
      FitPlan plan = plan(type, patience == 0 ? FieldSpec.PLAIN : fields, options);
      Path whole = folder.resolve("whole" + patience);
      runUntil(99, plan, whole, false);
      Map<String, String> expected = SampleExperiment.files(whole);
      assertEquals(
          List.of("best.querent", "last.querent", "log.csv"), List.copyOf(expected.keySet()));
      for (int kill : new int[] {2, 6, 8, 12, 13}) {
        Path parts = folder.resolve("parts" + patience + "-" + kill);
        runUntil(kill, plan, parts, false);
        runUntil(kill + 2, plan, parts, true);
        runUntil(99, plan, parts, true);
        assertEquals(expected, SampleExperiment.files(parts), "killed at " + kill);
      }
    }
  }

  @Test
  void one_that_ends_where_the_bound_rests_goes_on_with_the_same_bytes() {
    FitOptions options = options(Split.RANDOM, 5, 3, 0);
    FitPlan usual = plan(ModelType.VFM, FieldSpec.PLAIN, options);
    TrainingSettings resting = usual.training().withSweeps(500, 4).withTolerance(1e-6);
    FitPlan plan = new FitPlan(usual.model(), resting, usual.fields(), options, usual.dataset());
    Path whole = folder.resolve("whole");
    runUntil(999, plan, whole, false);
    List<String> lines = SampleExperiment.files(whole).get("log.csv").lines().toList();
    int last = Integer.parseInt(lines.get(lines.size() - 1).replaceFirst(",.*", ""));
    assertTrue(last > 15 && last < 500, "the last line is of sweep " + last);
    for (int kill : new int[] {5, 10, 15, last}) {
      Path parts = folder.resolve("parts" + kill);
      runUntil(kill, plan, parts, false);
      runUntil(999, plan, parts, true);
      assertEquals(
          SampleExperiment.files(whole), SampleExperiment.files(parts), "killed at " + kill);
    }
  }

  @ParameterizedTest
  @EnumSource(Estimator.class)
  void adam_goes_on_with_the_same_bytes(Estimator estimator) {
    FitOptions options = options(Split.RANDOM, 1, 3, 0);
    FitPlan usual = plan(ModelType.VFM, FieldSpec.PLAIN, options);
    TrainingSettings adam = new TrainingSettings(Optimizer.ADAM, estimator, 9, 2, 100, 1e-2, 0);
    FitPlan plan = new FitPlan(usual.model(), adam, usual.fields(), options, usual.dataset());
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    runUntil(99, plan, whole, false);
    runUntil(5, plan, parts, false);
    runUntil(99, plan, parts, true);
    assertEquals(SampleExperiment.files(whole), SampleExperiment.files(parts));
  }

  @Test
  void a_finished_training_that_goes_on_changes_nothing() {
    FitPlan plan = plan(ModelType.VFM, FieldSpec.PLAIN, options(Split.RANDOM, 1, 5, 0));
    Path out = folder.resolve("out");
    runUntil(99, plan, out, false);
    Map<String, String> before = SampleExperiment.files(out);
    try (TrainingFolder to = TrainingFolder.open(out)) {
      assertEquals(13, training(plan).resume(to, line -> killAt(line.number(), line)));
    }
    assertEquals(before, SampleExperiment.files(out));
  }

  @Test
  void the_log_and_the_models_say_what_was_measured() throws IOException {
    FitPlan plan = plan(ModelType.BAYESIAN_FM, FieldSpec.PLAIN, options(Split.RANDOM, 1, 5, 0));
    Path out = folder.resolve("out");
    List<Epoch> heard = new ArrayList<>();
    ModelTraining training = training(plan);
    try (TrainingFolder to = TrainingFolder.open(out)) {
      training.run(to, heard::add);
    }
    List<String> log = Files.readAllLines(out.resolve("log.csv"));
    assertEquals(String.join(",", Epoch.COLUMNS), log.get(0));
    assertEquals(heard.stream().map(Epoch::csv).toList(), log.subList(1, log.size()));
    assertEquals(
        IntStream.rangeClosed(1, 13).boxed().toList(), heard.stream().map(Epoch::number).toList());
    assertTrue(heard.get(3).validationRmse().isEmpty(), "burnt in");
    Holdout holdout = Holdout.of(dataset.ratings(), plan.options());
    for (Epoch epoch : List.of(heard.get(12), heard.get(training.bestEpoch() - 1))) {
      Path file = out.resolve(epoch.number() == 13 ? "last.querent" : "best.querent");
      double rmse =
          new Evaluator(holdout.test()).evaluate(SavedModel.read(file).predictor()).rmse();
      assertEquals(rmse, epoch.validationRmse().orElseThrow(), 0.0);
      double trainRmse =
          new Evaluator(holdout.train()).evaluate(SavedModel.read(file).predictor()).rmse();
      assertEquals(trainRmse, epoch.trainRmse().orElseThrow(), 0.0);
    }
    assertEquals(
        heard.stream().mapToDouble(e -> e.validationRmse().orElse(9)).min().orElseThrow(),
        training.bestRmse().orElseThrow(),
        0.0);
    assertEquals(
        new Evaluator(holdout.test())
            .evaluate(SavedModel.read(out.resolve("last.querent")).predictor()),
        training.accuracy());
  }

  @Test
  void stops_when_the_best_epoch_is_long_ago_and_takes_it() {
    FitPlan plan = plan(ModelType.FM, FieldSpec.PLAIN, options(Split.RANDOM, 1, 5, 2));
    ModelSettings loose =
        new ModelSettings(
            ModelType.FM,
            8,
            true,
            plan.model().covariance(),
            plan.model().grouping(),
            plan.model().priorScale(),
            1,
            0,
            0.01,
            0.01,
            0,
            plan.model().noise(),
            plan.model().likelihood());
    ModelTraining training =
        training(new FitPlan(loose, plan.training(), plan.fields(), plan.options(), ""));
    List<Epoch> heard = new ArrayList<>();
    training.run(heard::add);
    assertTrue(training.epochs() < 13, "overfitted and stopped");
    assertEquals(training.epochs(), training.bestEpoch() + 2);
    training.takeBest(Optional.empty());
    assertEquals(training.bestRmse().orElseThrow(), training.accuracy().rmse(), 0.0);
  }

  @Test
  void other_settings_or_data_are_refused_by_name() {
    Path out = folder.resolve("out");
    FitOptions options = options(Split.RANDOM, 1, 5, 0);
    FitPlan plan = plan(ModelType.VFM, FieldSpec.PLAIN, options);
    runUntil(7, plan, out, false);
    Map<FitPlan, String> others =
        Map.of(
            new FitPlan(
                plan.model().withFactors(3),
                plan.training(),
                plan.fields(),
                options,
                plan.dataset()),
            "model.factors: then 2, now 3",
            new FitPlan(
                plan.model(),
                plan.training().withSweeps(14, 3),
                plan.fields(),
                options,
                plan.dataset()),
            "training.held-sweeps: then 4, now 3; training.sweeps: then 13, now 14",
            new FitPlan(plan.model(), plan.training(), plan.fields(), options, "other"),
            "run.data: then ",
            new FitPlan(
                plan.model(),
                plan.training(),
                plan.fields(),
                options(Split.TIME, 1, 5, 3),
                plan.dataset()),
            "run.patience: then 0, now 3; run.split: then \"random\", now \"time\"",
            new FitPlan(
                plan.model(),
                plan.training(),
                List.of(new FieldSpec.User()),
                options,
                plan.dataset()),
            "fields: then [{\"type\":\"user\"},{\"type\":\"item\"}], now [{\"type\":\"user\"}]");
    Map<String, String> before = SampleExperiment.files(out);
    others.forEach(
        (other, complaint) -> {
          String message =
              assertThrows(ExperimentException.class, () -> runUntil(99, other, out, true))
                  .getMessage();
          assertTrue(message.contains(complaint), message);
        });
    String message =
        assertThrows(ExperimentException.class, () -> runUntil(99, plan, out, false)).getMessage();
    assertTrue(message.contains("--resume goes on from it"), message);
    assertEquals(before, SampleExperiment.files(out));
  }

  @Test
  void threads_and_snapshots_may_be_others() {
    Path out = folder.resolve("out");
    FitPlan plan = plan(ModelType.VFM, FieldSpec.PLAIN, options(Split.RANDOM, 1, 5, 0));
    runUntil(7, plan, out, false);
    FitOptions other = new FitOptions(Split.RANDOM, 0.25, 42, EngineKind.CPU, 1, 1, 2, 0);
    runUntil(99, plan(ModelType.VFM, FieldSpec.PLAIN, other), out, true);
    Path whole = folder.resolve("whole");
    runUntil(99, plan, whole, false);
    assertEquals(SampleExperiment.files(whole), SampleExperiment.files(out));
  }

  @Test
  void a_log_without_the_lines_of_the_snapshot_is_refused() throws IOException {
    Path out = folder.resolve("out");
    FitPlan plan = plan(ModelType.VFM, FieldSpec.PLAIN, options(Split.RANDOM, 1, 5, 0));
    runUntil(7, plan, out, false);
    Files.writeString(out.resolve("log.csv"), "epoch\n1,2\n");
    String message =
        assertThrows(ExperimentException.class, () -> runUntil(99, plan, out, true)).getMessage();
    assertTrue(message.contains("does not have the 5 lines up to epoch 5"), message);
  }

  @Test
  void a_folder_is_for_one_training_at_a_time() {
    Path out = folder.resolve("out");
    try (TrainingFolder open = TrainingFolder.open(out)) {
      String message =
          assertThrows(ExperimentException.class, () -> TrainingFolder.open(out)).getMessage();
      assertTrue(message.contains("in use by another process"), message);
      assertEquals(out.resolve("last.querent"), open.lastPath());
    }
  }

  @Test
  void a_split_by_time_holds_the_latest_out() {
    Holdout holdout = Holdout.of(dataset.ratings(), options(Split.TIME, 1, 1, 0));
    assertEquals(375, holdout.test().size());
    assertEquals(1_125, holdout.train().size());
    long latest = times(holdout.train()).max().orElseThrow();
    assertTrue(times(holdout.test()).allMatch(time -> time > latest));
    Holdout random = Holdout.of(dataset.ratings(), options(Split.RANDOM, 1, 1, 0));
    assertEquals(375, random.test().size());
    assertTrue(times(random.test()).min().orElseThrow() < latest);
    assertEquals(
        times(dataset.ratings()).sum(), times(random.test()).sum() + times(random.train()).sum());
  }

  private static java.util.stream.LongStream times(Ratings ratings) {
    return IntStream.range(0, ratings.size()).mapToLong(ratings::timestamp);
  }

  @Test
  void splits_that_cannot_be_are_refused() {
    Ratings timeless = dataset.ratings().select(new int[] {3, 3, 3, 3});
    assertTrue(
        assertThrows(
                ExperimentException.class, () -> Holdout.of(timeless, options(Split.TIME, 1, 1, 0)))
            .getMessage()
            .contains("--split random"));
    Ratings one = dataset.ratings().select(new int[] {3});
    assertTrue(
        assertThrows(
                ExperimentException.class, () -> Holdout.of(one, options(Split.RANDOM, 1, 1, 0)))
            .getMessage()
            .contains("0 of 1 rating for the test"));
  }
}

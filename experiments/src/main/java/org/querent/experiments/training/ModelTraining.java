package org.querent.experiments.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;
import org.querent.core.engine.Engine;
import org.querent.core.features.FeatureMap;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.core.saved.ModelFile;
import org.querent.core.saved.ModelNames;
import org.querent.core.settings.SettingsJson;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.RunningBuild;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.metric.Evaluator;

/**
 * Fits one model, epoch by epoch. What it does after a snapshot depends on the snapshot, the data
 * and the settings only, so that a killed training that goes on ends with the same bytes. Not
 * thread-safe.
 */
public final class ModelTraining {
  private final FitPlan plan;
  private final Holdout holdout;
  private final FeatureMap map;
  private final FactorizationMachine model;
  private final PairErrors trainErrors;
  private final PairErrors testErrors;

  /** Made when it is needed: labels ask for titles. */
  private final Supplier<ModelFile> newFile;

  private @Nullable ModelFile file;
  private Optional<ArrayArchive> best = Optional.empty();
  private boolean bestChanged;
  private int bestEpoch;
  private double bestRmse = Double.POSITIVE_INFINITY;

  /** The key of the notes that says what people are asked by. */
  public static final String ASKING = "ask";

  /** What the user without a rating is called, if nobody else is. */
  private static final String NEWCOMER = "newcomer";

  /**
   * A training that has not begun.
   *
   * @param side asked only if a field needs it, or for titles when the model is saved
   * @throws org.querent.core.UserException if fields or engine cannot be had
   */
  public ModelTraining(FitPlan plan, Holdout holdout, Supplier<SideInformation> side) {
    this.plan = plan;
    this.holdout = holdout;
    Ratings train =
        plan.asking().isPresent() ? holdout.train().withUser(NEWCOMER) : holdout.train();
    map = FeatureMap.of(plan.fields(), train, side);
    model =
        ModelBuilder.of(map, train.scale())
            .settings(plan.model())
            .training(plan.training())
            .streams(new RandomStreams(plan.options().seed()))
            .engine(Engine.of(plan.options().engine(), plan.options().threads()))
            .build();
    model.addAll(train, map.itemRows());
    trainErrors = new PairErrors(train, map, plan.model());
    testErrors = new PairErrors(holdout.test(), map, plan.model());
    newFile =
        () -> {
          ModelFile made =
              new ModelFile(model, ModelNames.of(map, train), "querent " + RunningBuild.version());
          return plan.asking().isPresent() ? made.knowing(train, side.get()) : made;
        };
  }

  private ModelFile file() {
    if (file == null) {
      file = newFile.get();
    }
    return file;
  }

  /** Fits all epochs and measures nothing on the way. */
  public void fit() {
    model.fit();
  }

  /**
   * Fits epoch by epoch and writes nothing.
   *
   * @param listener hears of every epoch that is measured
   */
  public void run(Consumer<Epoch> listener) {
    model.start();
    run(Optional.empty(), listener);
  }

  /**
   * Fits epoch by epoch in a folder without a training.
   *
   * @throws ExperimentException if there is one
   */
  public void run(TrainingFolder folder, Consumer<Epoch> listener) {
    if (folder.last().isPresent()) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s is the snapshot of a training; --resume goes on from it, another --out starts anew",
              folder.lastPath()));
    }
    model.start();
    folder.startLog(0, 0);
    run(Optional.of(folder), listener);
  }

  /**
   * Goes on from the last snapshot of a folder, or starts where there is none yet.
   *
   * @return the epoch of the snapshot, or 0
   * @throws ExperimentException if the snapshot is of other settings or data, saying which
   */
  public int resume(TrainingFolder folder, Consumer<Epoch> listener) {
    Optional<ArrayArchive> last = folder.last();
    model.start();
    last.ifPresent(snapshot -> restore(snapshot, folder));
    int from = model.passes();
    folder.startLog(lastEvaluated(from), lines(from));
    run(Optional.of(folder), listener);
    return from;
  }

  private void restore(ArrayArchive snapshot, TrainingFolder folder) {
    ObjectNode saved = snapshot.header().settings();
    List<String> differences = SettingDifferences.of(saved, file().settings(), identity());
    if (!differences.isEmpty()) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s cannot be gone on with, for it was trained with another %s",
              folder.lastPath(),
              String.join("; ", differences)));
    }
    file().restore(snapshot);
    JsonNode notes = saved.path("notes");
    bestEpoch = notes.path("best-epoch").intValue();
    bestRmse = notes.path("best-rmse").asDouble(Double.POSITIVE_INFINITY);
  }

  /** What the result depends on, beside what every model file says of its model. */
  private ObjectNode identity() {
    FitOptions options = plan.options();
    ObjectNode identity = SettingsJson.write(options);
    identity.remove(List.of("threads", "snapshot-every", "seed"));
    identity.put("data", plan.dataset());
    plan.asking().ifPresent(asking -> identity.set(ASKING, asking));
    return identity;
  }

  private ObjectNode notes() {
    ObjectNode notes = JsonMapper.builder().build().createObjectNode();
    notes.set("run", identity());
    plan.asking().ifPresent(asking -> notes.set(ASKING, asking));
    if (bestEpoch > 0) {
      notes.put("best-epoch", bestEpoch);
      notes.put("best-rmse", bestRmse);
    }
    return notes;
  }

  private void run(Optional<TrainingFolder> folder, Consumer<Epoch> listener) {
    boolean keepsBest = folder.isPresent() || plan.options().patience() > 0;
    while (!finished()) {
      model.pass();
      if (isEvaluated(model.passes())) {
        Epoch epoch = measure();
        if (epoch.validationRmse().orElse(Double.POSITIVE_INFINITY) < bestRmse) {
          bestRmse = epoch.validationRmse().getAsDouble();
          bestEpoch = epoch.number();
          best = keepsBest ? Optional.of(snapshot()) : best;
          bestChanged = keepsBest;
        }
        folder.ifPresent(it -> it.log(epoch));
        listener.accept(epoch);
      }
      if (folder.isPresent()
          && (finished() || model.passes() % plan.options().snapshotEvery() == 0)) {
        folder.get().snapshot(snapshot(), bestChanged ? best : Optional.empty());
        bestChanged = false;
      }
    }
  }

  /** The model as it is, as a snapshot has it. */
  public ArrayArchive snapshot() {
    return file().archive(notes());
  }

  private Epoch measure() {
    return new Epoch(
        model.passes(),
        model.bound(),
        trainErrors.rmse(model),
        testErrors.rmse(model),
        Math.sqrt(model.noiseVariance()));
  }

  private boolean isEvaluated(int epoch) {
    return epoch % plan.options().evalEvery() == 0 || model.isFitted();
  }

  /** The last epoch with a line up to one; 0 if there is none. */
  private int lastEvaluated(int epoch) {
    return isEvaluated(epoch) ? epoch : epoch - epoch % plan.options().evalEvery();
  }

  private int lines(int epoch) {
    int every = plan.options().evalEvery();
    return epoch / every + (isEvaluated(epoch) && epoch % every != 0 ? 1 : 0);
  }

  private boolean finished() {
    int epoch = model.passes();
    int patience = plan.options().patience();
    boolean stopped =
        patience > 0 && bestEpoch > 0 && isEvaluated(epoch) && epoch - bestEpoch >= patience;
    return stopped || model.isFitted();
  }

  /** The epochs done. */
  public int epochs() {
    return model.passes();
  }

  /** The epoch of the lowest RMSE on the part held out; 0 if none was measured. */
  public int bestEpoch() {
    return bestEpoch;
  }

  /** The lowest RMSE on the part held out. */
  public OptionalDouble bestRmse() {
    return bestEpoch > 0 ? OptionalDouble.of(bestRmse) : OptionalDouble.empty();
  }

  /** Whether there is a part held out to measure on. */
  public boolean isMeasured() {
    return holdout.test().size() > 0;
  }

  /** Measures the model as it is on the part held out. */
  public Accuracy accuracy() {
    return new Evaluator(holdout.test(), map).evaluate(model.predictor());
  }

  /**
   * Puts the best model in the place of the last one.
   *
   * @param folder where it was written, if anywhere
   */
  public void takeBest(Optional<TrainingFolder> folder) {
    if (bestEpoch > 0 && bestEpoch != model.passes()) {
      file().restore(best.or(() -> folder.map(TrainingFolder::best)).orElseThrow());
    }
  }
}

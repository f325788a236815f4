package org.querent.core.model;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.engine.Engine;
import org.querent.core.features.Design;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.ascent.FoldIn;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.posterior.RowChanges;
import org.querent.core.posterior.Samples;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/**
 * What a model has come to: its ratings, its parameters, and what fits them. For {@link
 * FactorizationMachine} and for what saves models; nobody else needs it. Not thread-safe.
 */
public final class ModelState {
  /** Standard deviation of the factors' start. */
  private static final double INITIAL_SPREAD = 0.1;

  /** The unit that the machine computes in. */
  public final RatingUnit unit;

  /** What the model is. */
  public final ModelSettings settings;

  /** How it is fitted. */
  public final TrainingSettings training;

  private final RandomStreams streams;
  final RatingGraph graph;
  private final Engine engine;

  /** The ratings that no pass or update has taken in yet. */
  private final RatingList fresh = new RatingList();

  private Machine machine;
  private Samples samples;
  private Posterior posterior;
  private Passes passes;
  private FoldIn usersIn;
  private FoldIn itemsIn;
  private final FitProgress progress;
  private int done;

  ModelState(
      Machine machine,
      RatingGraph graph,
      RatingUnit unit,
      ModelSettings settings,
      TrainingSettings training,
      RandomStreams streams,
      Engine engine) {
    training.requireFor(settings);
    this.unit = unit;
    this.settings = settings;
    this.training = training;
    this.streams = streams;
    this.graph = graph;
    this.engine = engine;
    progress = new FitProgress(training);
    use(machine);
    machine.initialise(0, settings.priorPrecision(), 0, streams.stream("initialisation"));
  }

  private void use(Machine other) {
    machine = other;
    samples = new Samples(machine, unit, engine.workers());
    posterior = new Posterior(machine, unit, engine.workers());
    passes = engine.passes(machine, graph, training, streams, samples);
    usersIn = FoldIn.ofUsers(machine, graph);
    itemsIn = FoldIn.ofItems(machine, graph);
  }

  /** Another state of the same model, with the same ratings, that nothing was learned from yet. */
  ModelState anew() {
    Machine other = machine.another(machine.left.design, machine.right.design, settings);
    return new ModelState(other, graph, unit, settings, training, streams, engine);
  }

  void describe(Design left, Design right) {
    requireSameSize(machine.left.design, left);
    requireSameSize(machine.right.design, right);
    ArrayArchive kept = archive();
    use(machine.another(left, right, settings));
    restore(kept, done);
  }

  private static void requireSameSize(Design before, Design now) {
    if (before.rows() != now.rows() || before.columns() != now.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d rows of %d features in the place of %d rows of %d",
              now.rows(),
              now.columns(),
              before.rows(),
              before.columns()));
    }
  }

  void add(int leftRow, int rightRow, double rating) {
    if (machine.thresholds != null) {
      machine.thresholds.levels.require(rating);
    }
    float standardised = unit.standardised(rating);
    graph.add(leftRow, rightRow, standardised);
    fresh.add(leftRow, rightRow, standardised);
  }

  /** Forgets what was learned, and begins with the mean of the ratings. */
  void start() {
    machine.initialise(
        graph.mean(), settings.priorPrecision(), INITIAL_SPREAD, streams.stream("initialisation"));
    passes.restart();
    progress.start();
    done = 0;
    fresh.clear();
  }

  /** Makes the next pass of a fit from scratch. */
  void pass() {
    boolean learnPriors = progress.learnsPriors(done);
    pass(learnPriors);
    if (progress.matters()) {
      progress.passed(passes.boundAfterRun().total(), graph.size(), learnPriors);
    }
  }

  void pass(boolean learnPriors) {
    passes.run(done, learnPriors);
    done++;
    fresh.clear();
  }

  /** Whether a fit from scratch has made all its passes. */
  boolean isFitted() {
    return progress.isAtEnd(done);
  }

  RowChanges follow(UpdateSettings how) {
    RowChanges changes = passes.follow(fresh, how);
    fresh.clear();
    return changes;
  }

  RowChanges foldInUser(int leftRow) {
    usersIn.fit(leftRow);
    passes.forget();
    return RowChanges.of(new int[] {leftRow}, new int[0]);
  }

  RowChanges foldInItem(int rightRow) {
    itemsIn.fit(rightRow);
    passes.forget();
    return RowChanges.of(new int[0], new int[] {rightRow});
  }

  void describeUser(int leftRow, double[] numbers) {
    Design design = machine.left.design;
    for (int entry = design.rowStart(leftRow); entry < design.rowStart(leftRow + 1); entry++) {
      machine.prior.know(design.feature(entry), numbers);
    }
    passes.forget();
  }

  RowPart keepUser(int leftRow) {
    return new RowPart(machine.left, machine.prior, graph.mark(graph.users(), leftRow), fresh.size);
  }

  RowPart keepItem(int rightRow) {
    return new RowPart(
        machine.right, machine.prior, graph.mark(graph.items(), rightRow), fresh.size);
  }

  void putBack(RowPart part) {
    graph.backTo(part.mark());
    fresh.size = Math.min(fresh.size, part.fresh());
    part.putBack();
    passes.forget();
  }

  /** Whether it is a set of samples, and not a Gaussian posterior. */
  public boolean isSampled() {
    return settings.type() == ModelType.BAYESIAN_FM;
  }

  /** The seed of all that is random in it. */
  public long seed() {
    return streams.seed();
  }

  /** The parameters. */
  public Machine machine() {
    return machine;
  }

  Samples samples() {
    return samples;
  }

  Posterior posterior() {
    return posterior;
  }

  Passes passes() {
    return passes;
  }

  /** The passes since the fit from scratch began. */
  int done() {
    return done;
  }

  ArrayArchive archive() {
    return new ArrayArchive(ArchiveHeader.plain("state", 1, ""), arrays());
  }

  Map<String, NumericArray> arrays() {
    Map<String, NumericArray> arrays = new TreeMap<>();
    machine.save(arrays);
    if (isSampled()) {
      samples.save(arrays);
    }
    arrays.putAll(passes.state());
    progress.save(arrays);
    return arrays;
  }

  void restore(ArrayArchive archive, int passesDone) {
    machine.restore(archive);
    if (isSampled()) {
      samples.restore(archive);
    }
    passes.restore(archive);
    progress.restore(archive);
    done = passesDone;
  }

  /** Goes on where another state was; no rating counts as new. */
  public void resume(ArrayArchive archive, int passesDone) {
    fresh.clear();
    restore(archive, passesDone);
  }

  void requireGaussian() {
    if (isSampled()) {
      throw new IllegalStateException(
          "a bayesian-fm is a set of samples, not a Gaussian posterior: it is read by predictor() and"
              + " moved by whole passes");
    }
  }

  void requireRatings() {
    if (graph.size() == 0) {
      throw new IllegalStateException("a model needs at least one rating");
    }
  }
}

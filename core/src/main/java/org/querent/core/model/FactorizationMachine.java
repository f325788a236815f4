package org.querent.core.model;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.engine.CpuEngine;
import org.querent.core.engine.Engine;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.fit.Bound;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.ascent.FoldIn;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.Predictor;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.posterior.RowChanges;
import org.querent.core.posterior.Samples;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/**
 * A factorization machine: ratings go in, a posterior comes out.
 *
 * <p>The model owns its ratings and grows with them. {@link #fit} starts from scratch, {@link
 * #update} goes on from the present posterior; both are deterministic in the ratings, their order,
 * and the seed, on any number of threads. A rating is a row of the left design, the user's, and one
 * of the right, the item's.
 *
 * <p>Not thread-safe.
 */
public final class FactorizationMachine {
  /** Standard deviation of the factors' start. */
  private static final double INITIAL_SPREAD = 0.1;

  private final RatingUnit unit;
  private final ModelSettings settings;
  private final TrainingSettings training;
  private final RandomStreams streams;
  private final RatingGraph graph;
  private final Engine engine;

  /** The ratings that no pass or update has taken in yet. */
  private final RatingList fresh = new RatingList();

  private Machine machine;
  private Samples samples;
  private Posterior posterior;
  private Passes passes;
  private int done;

  /** Made when first needed. */
  private FoldIn usersIn;

  private FoldIn itemsIn;

  /**
   * A model without ratings.
   *
   * @param space the features
   * @param left what each user activates
   * @param right what each item activates
   * @param unit that of the ratings
   * @param settings what it is
   * @param training how it is fitted
   * @param streams where its random numbers come from
   * @param engine what computes it
   * @throws IllegalArgumentException if model and training do not go together
   */
  public FactorizationMachine(
      FeatureSpace space,
      Design left,
      Design right,
      RatingUnit unit,
      ModelSettings settings,
      TrainingSettings training,
      RandomStreams streams,
      Engine engine) {
    this(
        new Machine(space, left, right, settings),
        new RatingGraph(left.rows(), right.rows()),
        unit,
        settings,
        training,
        streams,
        engine);
  }

  private FactorizationMachine(
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
    use(machine);
    machine.initialise(0, settings.priorPrecision(), 0, streams.stream("initialisation"));
  }

  private void use(Machine other) {
    machine = other;
    samples = new Samples(machine, unit, engine.workers());
    posterior = new Posterior(machine, unit, engine.workers());
    passes = engine.passes(machine, graph, training, streams, samples);
    usersIn = null;
    itemsIn = null;
  }

  /**
   * Describes the same users and items by other values of the same features: by the sets of what
   * they have rated, when these have grown. The parameters of the features stay. Views of the
   * posterior that were handed out before are of the old description. Cost: O(features k + entries
   * k^2).
   *
   * @throws IllegalArgumentException if a side has another number of rows or features
   */
  public void describe(Design left, Design right) {
    requireSameSize(machine.left.design, left);
    requireSameSize(machine.right.design, right);
    ArrayArchive kept = archive();
    use(new Machine(machine.space, left, right, settings));
    restore(kept, done);
  }

  private ArrayArchive archive() {
    return new ArrayArchive(ArchiveHeader.plain("state", 1, ""), state());
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

  /**
   * A model of plain users and items, whose ratings are standardised already, on one thread of this
   * machine.
   */
  public static FactorizationMachine ofPairs(
      int users,
      int items,
      ModelSettings settings,
      TrainingSettings training,
      RandomStreams streams) {
    return new FactorizationMachine(
        FeatureSpace.ofPairs(users, items),
        Design.identity(0, users),
        Design.identity(users, items),
        RatingUnit.STANDARDISED,
        settings,
        training,
        streams,
        new CpuEngine(1));
  }

  /**
   * Adds a known rating. It takes effect with the next pass. Cost: O(1).
   *
   * @param leftRow the user
   * @param rightRow the item
   * @param rating in the user's unit
   * @throws IllegalArgumentException if the rating is not finite
   */
  public void add(int leftRow, int rightRow, double rating) {
    float standardised = unit.standardised(rating);
    graph.add(leftRow, rightRow, standardised);
    fresh.add(leftRow, rightRow, standardised);
  }

  /** The number of ratings added so far. */
  public int ratings() {
    return graph.size();
  }

  /**
   * Fits the posterior from scratch. Cost: O(passes * ratings * k), times k if the covariance is
   * full.
   *
   * @throws IllegalStateException if there are no ratings
   */
  public void fit() {
    start();
    while (done < training.sweeps()) {
      pass();
    }
  }

  /** Forgets the posterior: the next {@link #pass} is the first of a fit from scratch. */
  public void start() {
    requireRatings();
    machine.initialise(
        graph.mean(), settings.priorPrecision(), INITIAL_SPREAD, streams.stream("initialisation"));
    passes.restart();
    done = 0;
    fresh.clear();
  }

  /** Goes once over all ratings: a sweep, an epoch or a sample. */
  public void pass() {
    requireRatings();
    pass(done >= training.heldSweeps());
  }

  private void pass(boolean learnPriors) {
    passes.run(done, learnPriors);
    done++;
    fresh.clear();
  }

  /**
   * Goes on from the present posterior and takes in what was added since the last pass or update.
   * Samplers always go over all ratings.
   *
   * <p>Cost: O(k^2) per rating of a row that is reached; of whole passes, as of {@link #fit}.
   *
   * @return the rows that have moved
   * @throws IllegalStateException if there are no ratings
   */
  public RowChanges update(UpdateSettings how) {
    requireRatings();
    if (how.neighbours() == Neighbours.ALL || training.optimizer() == Optimizer.GIBBS) {
      for (int n = 0; n < how.sweeps(); n++) {
        pass(true);
      }
      return RowChanges.EVERYTHING;
    }
    RowChanges changes = passes.follow(fresh, how);
    fresh.clear();
    return changes;
  }

  /**
   * Fits one user to his ratings, with everything else as it is: the items, the other users, and
   * what all have in common. Features that he shares with other users stay. Unlike after an {@link
   * #update}, what one user's ratings tell has no effect on another.
   *
   * <p>The next update still takes the ratings in. Cost: O(k^2) a rating of the user, and O(k^3) if
   * the covariance is full.
   *
   * @return the user's row
   * @throws IllegalStateException if he has no feature of his own, or the model is sampled
   */
  public RowChanges foldInUser(int leftRow) {
    requireGaussian();
    if (usersIn == null) {
      usersIn = FoldIn.ofUsers(machine, graph);
    }
    usersIn.fit(leftRow);
    passes.forget();
    return RowChanges.of(new int[] {leftRow}, new int[0]);
  }

  /** Fits one item to its ratings, likewise. */
  public RowChanges foldInItem(int rightRow) {
    requireGaussian();
    if (itemsIn == null) {
      itemsIn = FoldIn.ofItems(machine, graph);
    }
    itemsIn.fit(rightRow);
    passes.forget();
    return RowChanges.of(new int[0], new int[] {rightRow});
  }

  /**
   * Another model, fitted from scratch to the ratings of this one: what its updates are measured
   * by. It shares the ratings, so neither may be added to while the other is in use.
   *
   * @throws IllegalStateException if there are no ratings
   */
  public FactorizationMachine refitted() {
    Machine other = new Machine(machine.space, machine.left.design, machine.right.design, settings);
    FactorizationMachine model =
        new FactorizationMachine(other, graph, unit, settings, training, streams, engine);
    model.fit();
    return model;
  }

  /** What predicts: the posterior, or all samples of it. */
  public Predictor predictor() {
    return settings.type() == ModelType.BAYESIAN_FM ? samples : posterior;
  }

  /**
   * The posterior: a live, read-only view, which changes with {@link #fit} and {@link #update}.
   *
   * @throws IllegalStateException if the model is sampled: its last sample is a point, and what all
   *     of them know is told by {@link #predictor}
   */
  public Posterior posterior() {
    requireGaussian();
    return posterior;
  }

  /**
   * The evidence lower bound of the present posterior, in nats, of the standardised ratings: that
   * of ratings in the user's unit is lower by the logarithm of the spread a rating. Cost: O(ratings
   * * k).
   */
  public Bound bound() {
    requireRatings();
    return passes.bound();
  }

  /** 1 / beta as the last pass left it; of a sampled model that of its last sample. */
  public double noiseVariance() {
    return posterior.noiseVariance();
  }

  /** The passes since the fit from scratch began. */
  public int passes() {
    return done;
  }

  /**
   * The samples that predict together; 0 unless the model is sampled, and while it is burnt in. A
   * model of no sample yet cannot predict.
   */
  public int samples() {
    return samples.all().size();
  }

  /** What one sample predicts for a pair of rows. */
  public double samplePrediction(int sample, int leftRow, int rightRow) {
    return samples.predict(samples.all().get(sample), leftRow, rightRow);
  }

  public RatingUnit unit() {
    return unit;
  }

  public ModelSettings settings() {
    return settings;
  }

  public TrainingSettings training() {
    return training;
  }

  public long seed() {
    return streams.seed();
  }

  public Machine machine() {
    return machine;
  }

  /**
   * Makes anew whatever is kept for speed, as {@link #resume} does: what follows is the same, bit
   * by bit, whether this model has come so far by itself or another was resumed here. The posterior
   * stays as it is. Cost: O(features k^2), and the next update costs a pass more.
   */
  public void settle() {
    restore(archive(), done);
  }

  /**
   * Goes on where a model with the same features was, to which the same ratings had been added in
   * the same order; no rating counts as new.
   *
   * @param archive has that model's {@link #state}
   * @param passesDone that model's {@link #passes}
   * @throws org.querent.core.archive.ArchiveException if it belongs to another model
   */
  public void resume(ArrayArchive archive, int passesDone) {
    fresh.clear();
    restore(archive, passesDone);
  }

  /** Everything that later passes depend on, but for the ratings, by name; a copy. */
  public Map<String, NumericArray> state() {
    Map<String, NumericArray> arrays = new TreeMap<>();
    machine.save(arrays);
    if (settings.type() == ModelType.BAYESIAN_FM) {
      samples.save(arrays);
    }
    arrays.putAll(passes.state());
    return arrays;
  }

  /** Goes on where a model with the same features was. */
  public void restore(ArrayArchive archive, int passesDone) {
    machine.restore(archive);
    if (settings.type() == ModelType.BAYESIAN_FM) {
      samples.restore(archive);
    }
    passes.restore(archive);
    done = passesDone;
  }

  private void requireGaussian() {
    if (settings.type() == ModelType.BAYESIAN_FM) {
      throw new IllegalStateException(
          "a bayesian-fm is a set of samples, not a Gaussian posterior: it is read by predictor() and"
              + " moved by whole passes");
    }
  }

  private void requireRatings() {
    if (graph.size() == 0) {
      throw new IllegalStateException("a model needs at least one rating");
    }
  }
}

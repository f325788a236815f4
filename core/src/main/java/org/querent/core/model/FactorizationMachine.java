package org.querent.core.model;

import java.util.Map;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Ratings;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.features.ItemRows;
import org.querent.core.fit.Bound;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.Predictor;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.posterior.RowChanges;
import org.querent.core.posterior.Samples;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/**
 * A factorization machine: ratings go in, a posterior comes out. {@link ModelBuilder} makes one.
 *
 * <p>The model owns its ratings and grows with them. {@link #fit} starts from scratch, {@link
 * #update} goes on from the present posterior; both are deterministic in the ratings, their order,
 * and the seed, on any number of threads. A rating is a row of the left design, the user's, and one
 * of the right, the item's. Not thread-safe.
 */
public final class FactorizationMachine {
  private final ModelState state;

  FactorizationMachine(ModelState state) {
    this.state = state;
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
    state.describe(left, right);
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
    return ModelBuilder.of(
            FeatureSpace.ofPairs(users, items),
            Design.identity(0, users),
            Design.identity(users, items),
            RatingUnit.STANDARDISED)
        .settings(settings)
        .training(training)
        .streams(streams)
        .build();
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
    state.add(leftRow, rightRow, rating);
  }

  /** Adds known ratings at no time. They take effect with the next pass. Cost: O(ratings). */
  public void addAll(Ratings ratings) {
    for (int n = 0; n < ratings.size(); n++) {
      add(ratings.user(n), ratings.item(n), ratings.rating(n));
    }
  }

  /**
   * Adds known ratings at their times. They take effect with the next pass. Cost: O(ratings).
   *
   * @param rows which row describes an item at a time
   */
  public void addAll(Ratings ratings, ItemRows rows) {
    for (int n = 0; n < ratings.size(); n++) {
      add(ratings.user(n), rows.rowOf(ratings.item(n), ratings.timestamp(n)), ratings.rating(n));
    }
  }

  /** The number of ratings added so far. */
  public int ratings() {
    return state.graph.size();
  }

  /**
   * Fits the posterior from scratch. Cost: O(passes * ratings * k), times k of a full covariance.
   *
   * @throws IllegalStateException if there are no ratings
   */
  public void fit() {
    start();
    while (!isFitted()) {
      pass();
    }
  }

  /** Forgets the posterior: the next {@link #pass} is the first of a fit from scratch. */
  public void start() {
    state.requireRatings();
    state.start();
  }

  /** Goes once over all ratings: a sweep, an epoch or a sample. */
  public void pass() {
    state.requireRatings();
    state.pass();
  }

  /** Whether a fit from scratch has made all its passes, or its bound has come to rest. */
  public boolean isFitted() {
    return state.isFitted();
  }

  /**
   * Goes on from the present posterior and takes in what was added since the last pass or update.
   * Samplers always go over all ratings. Cost: O(k^2) per rating of a row that is reached; of whole
   * passes, as of {@link #fit}.
   *
   * @return the rows that have moved
   * @throws IllegalStateException if there are no ratings
   */
  public RowChanges update(UpdateSettings how) {
    state.requireRatings();
    if (how.neighbours() == Neighbours.ALL || state.training.optimizer() == Optimizer.GIBBS) {
      for (int n = 0; n < how.sweeps(); n++) {
        state.pass(true);
      }
      return RowChanges.EVERYTHING;
    }
    return state.follow(how);
  }

  /**
   * Fits one user to their ratings, with everything else as it is: the items, the other users, and
   * what all have in common. Features that they share with other users stay. Unlike after an {@link
   * #update}, what one user's ratings tell has no effect on another.
   *
   * <p>The next update still takes the ratings in. Cost: O(k^2) a rating of the user, and O(k^3) if
   * the covariance is full.
   *
   * @return the user's row
   * @throws IllegalStateException if they have no feature of their own, or the model is sampled
   */
  public RowChanges foldInUser(int leftRow) {
    state.requireGaussian();
    return state.foldInUser(leftRow);
  }

  /**
   * Fits one item to its ratings, as {@link #foldInUser} fits a user.
   *
   * @return the item's row
   * @throws IllegalStateException if it has no feature of its own, or the model is sampled
   */
  public RowChanges foldInItem(int rightRow) {
    state.requireGaussian();
    return state.foldInItem(rightRow);
  }

  /** Takes other numbers to regress a user's prior mean on, for the next fold-in or pass. */
  public void describeUser(int leftRow, double[] numbers) {
    state.describeUser(leftRow, numbers);
  }

  /** What it has of one user now; a copy. Cost: O(k^2). */
  public RowPart keepUser(int leftRow) {
    return state.keepUser(leftRow);
  }

  /** What it has of one item now; a copy. Cost: O(k^2). */
  public RowPart keepItem(int rightRow) {
    return state.keepItem(rightRow);
  }

  /**
   * Takes a row back to what was kept, bit by bit: its ratings since are taken out, and so is what
   * {@linkplain #foldInUser folding in} made of them.
   *
   * @throws IllegalStateException if other rows got ratings since
   */
  public void putBack(RowPart part) {
    state.putBack(part);
  }

  /**
   * Another model, fitted from scratch to the ratings of this one: what its updates are measured
   * by. It shares the ratings, so neither may be added to while the other is in use.
   *
   * @throws IllegalStateException if there are no ratings
   */
  public FactorizationMachine refitted() {
    FactorizationMachine model = new FactorizationMachine(state.anew());
    model.fit();
    return model;
  }

  /** What predicts: the posterior, or all samples of it. */
  public Predictor predictor() {
    return state.isSampled() ? state.samples() : state.posterior().answers();
  }

  /**
   * The posterior: a live, read-only view, which changes with {@link #fit} and {@link #update}.
   *
   * @throws IllegalStateException if the model is sampled: its last sample is a point, and what all
   *     of them know is told by {@link #predictor}
   */
  public Posterior posterior() {
    state.requireGaussian();
    return state.posterior();
  }

  /**
   * The evidence lower bound of the present posterior, in nats, of the standardised ratings: that
   * of ratings in the user's unit is lower by the logarithm of the spread a rating. Cost: O(ratings
   * * k).
   */
  public Bound bound() {
    state.requireRatings();
    return state.passes().bound();
  }

  /**
   * 1 / beta as the last pass left it; of a sampled model that of its last sample; of a point
   * estimate the mean squared error to be expected of ratings that it was not fitted to.
   */
  public double noiseVariance() {
    return state.posterior().noiseVariance();
  }

  /** The passes since the fit from scratch began. */
  public int passes() {
    return state.done();
  }

  /** The samples that predict together, without which a sampled model cannot; 0 of others. */
  public int samples() {
    return state.samples().all().size();
  }

  /** What one sample predicts for a pair of rows. */
  public double samplePrediction(int sample, int leftRow, int rightRow) {
    Samples samples = state.samples();
    return samples.predict(samples.all().get(sample), leftRow, rightRow);
  }

  /**
   * Makes anew whatever is kept for speed, as {@link #resume} does: what follows is the same, bit
   * by bit, whether this model has come so far by itself or another was resumed here. The posterior
   * stays as it is. Cost: O(features k^2), and the next update costs a pass more.
   */
  public void settle() {
    state.restore(state.archive(), state.done());
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
    state.resume(archive, passesDone);
  }

  /** What it has come to, for whoever saves it. */
  public ModelState internals() {
    return state;
  }

  /** Everything that later passes depend on, but for the ratings, by name; a copy. */
  public Map<String, NumericArray> state() {
    return state.arrays();
  }
}

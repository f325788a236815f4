package org.querent.core.model;

import org.querent.core.features.FeatureSpace;
import org.querent.core.random.RandomStreams;

/**
 * A variational factorization machine over users and items: ratings go in, a posterior comes out.
 *
 * <p>The model owns its ratings and grows with them. {@link #fit} starts from scratch, {@link
 * #update} goes on from the present posterior; both are deterministic in the ratings, their order,
 * and the seed. Source: Rendle 2010 for the machine, models.md section 2 for the variational
 * posterior and its coordinate ascent.
 *
 * <p>Not thread-safe.
 */
public final class Vfm {
  /** Standard deviation of the factors' start, in square roots of stars. */
  private static final double INITIAL_SPREAD = 0.1;

  private final VfmSettings settings;
  private final RandomStreams streams;
  private final RatingGraph graph;
  private final MeanField q;
  private final CoordinateAscent ascent;
  private final Posterior posterior;

  /**
   * A model without ratings.
   *
   * @param users the number of users, with and without ratings
   * @param items the number of items
   * @param settings how it is fitted
   * @param streams where the random start of the factors comes from
   */
  public Vfm(int users, int items, VfmSettings settings, RandomStreams streams) {
    this.settings = settings;
    this.streams = streams;
    this.graph = new RatingGraph(users, items);
    this.q =
        new MeanField(
            FeatureSpace.ofPairs(users, items), settings.factors(), settings.covariance());
    this.ascent =
        switch (settings.covariance()) {
          case DIAGONAL -> new PairCoordinateAscent(q, graph);
          case FULL -> new RowCoordinateAscent(q, graph);
        };
    this.posterior = new Posterior(q);
    q.initialise(0, settings.priorPrecision(), 0, streams.stream("initialisation"));
  }

  /** Adds a known rating, in stars. It takes effect with the next fit or update. Cost: O(1). */
  public void add(int user, int item, float rating) {
    graph.add(user, item, rating);
  }

  /** The number of ratings added so far. */
  public int ratings() {
    return graph.size();
  }

  /**
   * Fits the posterior from scratch. Cost: O(sweeps * ratings * factors).
   *
   * @throws IllegalStateException if there are no ratings
   */
  public void fit() {
    requireRatings();
    q.initialise(
        graph.mean(), settings.priorPrecision(), INITIAL_SPREAD, streams.stream("initialisation"));
    for (int sweep = 0; sweep < settings.sweeps(); sweep++) {
      ascent.sweep(sweep >= settings.heldSweeps());
    }
  }

  /**
   * Goes on from the present posterior with a number of sweeps over all ratings.
   *
   * @throws IllegalStateException if there are no ratings
   */
  public void update(int sweeps) {
    requireRatings();
    for (int sweep = 0; sweep < sweeps; sweep++) {
      ascent.sweep(true);
    }
  }

  /** The posterior: a live, read-only view, which changes with {@link #fit} and {@link #update}. */
  public Posterior posterior() {
    return posterior;
  }

  /** The evidence lower bound of the present posterior, in nats. Cost: O(ratings * factors). */
  public double evidenceLowerBound() {
    requireRatings();
    return ascent.evidenceLowerBound();
  }

  private void requireRatings() {
    if (graph.size() == 0) {
      throw new IllegalStateException("a model needs at least one rating");
    }
  }
}

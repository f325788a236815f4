package org.querent.core.fit.adam;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.fit.Bound;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.RowSolver;
import org.querent.core.fit.RowSummation;
import org.querent.core.fit.RowSweep;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/**
 * Epochs of Adam on mini-batches (Kingma and Ba 2015, algorithm 1), on the mean of the ratings'
 * expected losses plus the divergence from the prior over N: minus the evidence lower bound over N.
 *
 * <p>Variances are moved by their logarithms. An epoch goes once over all ratings in a new random
 * partition; at its end, noise and prior move to their optimum given q, as in coordinate ascent.
 *
 * <p>Cost of an epoch: O(ratings k) and, a batch, O(features k) and the entries of its rows. Steps
 * are taken by one thread: every step reads what the one before has written, and to send that from
 * core to core was measured to take longer than the work it would share. Not thread-safe.
 */
public final class AdamPasses implements Passes {
  private final Machine machine;
  private final RatingGraph graph;
  private final TrainingSettings training;
  private final RandomStreams streams;
  private final BatchLoss loss;
  private final Epochs epochs;
  private final RowSweep sweep;
  private final RatingList sorted = new RatingList();
  private final RatingList ratings = new RatingList();
  private final Gradient gradient;
  private final AdamStep step;

  /**
   * Passes over the ratings of a graph, which may grow.
   *
   * @param epochs takes the steps of an epoch; null if loops do
   */
  public AdamPasses(
      Machine machine,
      RatingGraph graph,
      Workers workers,
      RowSummation.Factory summations,
      BatchLoss loss,
      @Nullable Epochs epochs,
      TrainingSettings training,
      RandomStreams streams) {
    this.machine = machine;
    this.graph = graph;
    this.training = training;
    this.streams = streams;
    this.loss = loss;
    this.epochs = epochs == null ? this::takeSteps : epochs;
    sweep = new RowSweep(machine, graph, workers, summations, () -> RowSolver.ascending(machine));
    gradient = new Gradient(machine.features);
    step = new AdamStep(machine, training.alpha());
  }

  @Override
  public void restart() {
    step.restart();
    if (!machine.isPoint()) {
      // At the variance of its prior, the bias would make everything else look like noise.
      machine.biasVariance = 1 / (machine.noisePrecision * graph.size());
    }
  }

  @Override
  public void run(int number, boolean learnPriors) {
    sorted.load(graph);
    int[] places = RandomStreams.permutation(sorted.size, streams.stream("epoch", number));
    ratings.deal(sorted, places, training.batch());
    step.usePrior(ratings.size);
    epochs.run(ratings, training.batch(), step);
    machine.refresh();
    sweep.count();
    sweep.measure();
    sweep.totals().updateNoise(machine, ratings.size);
    sweep.applyPrior(learnPriors);
  }

  /** The steps of an epoch, one after the other by loops. */
  private void takeSteps(RatingList from, int batch, AdamStep with) {
    for (int first = 0; first < from.size; first += batch) {
      loss.addGradient(from, first, Math.min(from.size, first + batch), with.count(), gradient);
      with.take(gradient);
    }
  }

  /**
   * Takes steps on batches of the new ratings, or of all ratings of their rows, filled up with as
   * many old ones or more: these are replayed, so that what they taught is not forgotten. Noise
   * follows the running mean of what replayed ratings leave unexplained. The moments go on, and as
   * the prior and they pull at every parameter, every row moves. Cost of a step: O(features k +
   * batch k).
   */
  @Override
  public RowChanges follow(RatingList fresh, UpdateSettings how) {
    takeIn(fresh);
    step.usePrior(sorted.size);
    for (int n = 0; n < how.sweeps(); n++) {
      ratings.clear();
      if (how.neighbours() == Neighbours.ONE_HOP) {
        addRatingsOfRows(fresh);
      } else {
        ratings.addAll(fresh);
      }
      int news = ratings.size;
      replay(Math.max(news, training.batch() - news));
      loss.addGradient(ratings, 0, ratings.size, step.count(), gradient);
      step.take(gradient);
      machine.refresh();
      followNoise(news);
    }
    sweep.countDegrees();
    sweep.applyPrior(true);
    return RowChanges.EVERYTHING;
  }

  private void takeIn(RatingList fresh) {
    if (sorted.size + fresh.size == graph.size()) {
      sorted.addAll(fresh);
    } else {
      sorted.load(graph);
    }
  }

  private void addRatingsOfRows(RatingList fresh) {
    for (int n = 0; n < fresh.size; n++) {
      addRatings(graph.users(), fresh.users[n], true);
      addRatings(graph.items(), fresh.items[n], false);
    }
  }

  private void addRatings(Rows rows, int row, boolean ofUser) {
    for (int n = 0; n < rows.degrees[row]; n++) {
      int other = rows.others[row][n];
      ratings.add(ofUser ? row : other, ofUser ? other : row, rows.ratings[row][n]);
    }
  }

  private void replay(int count) {
    RandomGenerator random = streams.stream("replay", step.count());
    for (int n = 0; n < count; n++) {
      ratings.add(sorted, random.nextInt(sorted.size));
    }
  }

  /** The mean over all ratings moves as far as those seen now are part of them. */
  private void followNoise(int news) {
    double sum = 0;
    for (int n = news; n < ratings.size; n++) {
      int user = ratings.users[n];
      int item = ratings.items[n];
      double error = ratings.ratings[n] - machine.mean(user, item);
      sum += error * error + machine.epistemicVariance(user, item);
    }
    int replayed = ratings.size - news;
    double mean = 1 / machine.noisePrecision;
    double seen = sweep.inflation() * sum / replayed + 2 * Machine.NOISE_RATE / sorted.size;
    double part = Math.min(1, (double) replayed / sorted.size);
    machine.learnNoise(1 / (mean + part * (seen - mean)));
  }

  @Override
  public Map<String, NumericArray> state() {
    return step.state();
  }

  @Override
  public void restore(ArrayArchive archive) {
    step.restore(archive);
    // In the order in which they were added, which a model that goes on elsewhere does not know.
    sorted.clear();
    sweep.count();
  }

  @Override
  public Bound bound() {
    sweep.measure();
    return Bound.of(machine, graph, sweep.totals(), sweep.degrees());
  }
}

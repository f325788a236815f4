package org.querent.core.model;

import java.util.Map;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.random.RandomStreams;

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
final class AdamPasses implements Passes {
  private final Machine machine;
  private final RatingGraph graph;
  private final TrainingSettings training;
  private final RandomStreams streams;
  private final BatchLoss loss;
  private final RowSweep sweep;
  private final RatingList sorted = new RatingList();
  private final RatingList ratings = new RatingList();
  private final Gradient gradient;
  private final AdamStep step;

  AdamPasses(
      Machine machine,
      RatingGraph graph,
      Workers workers,
      RowSummation.Factory summations,
      BatchLoss loss,
      TrainingSettings training,
      RandomStreams streams) {
    this.machine = machine;
    this.graph = graph;
    this.training = training;
    this.streams = streams;
    this.loss = loss;
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
    for (int from = 0; from < ratings.size; from += training.batch()) {
      int to = Math.min(ratings.size, from + training.batch());
      loss.addGradient(ratings, from, to, step.count(), gradient);
      step.take(gradient);
    }
    machine.refresh();
    sweep.measure();
    sweep.totals().updateNoise(machine, ratings.size);
    sweep.applyPrior(learnPriors);
  }

  @Override
  public Map<String, NumericArray> state() {
    return step.state();
  }

  @Override
  public void restore(ArrayArchive archive) {
    step.restore(archive);
  }

  @Override
  public Bound bound() {
    sweep.measure();
    return Bound.of(machine, graph.size(), sweep.totals(), sweep.degrees());
  }
}

package org.querent.core.fit.gibbs;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.querent.core.fit.Bound;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.Residuals;
import org.querent.core.fit.RowSolver;
import org.querent.core.fit.RowSummation;
import org.querent.core.fit.RowSweep;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Samples;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.TrainingSettings;

/**
 * Gibbs sampling from the posterior of a factorization machine: no mean field, slope and factors of
 * a feature drawn together given the rest (Salakhutdinov and Mnih 2008, Bayesian probabilistic
 * matrix factorization using Markov chain Monte Carlo; for any features, Freudenthaler, Schmidt-
 * Thieme and Rendle 2011, Bayesian factorization machines).
 *
 * <p>The priors of bias and noise are those of the variational model; that of a group's mean and
 * precision matrix is {@link GroupDraw}. Deterministic on any number of threads. Not thread-safe.
 */
public final class GibbsSampler implements Passes {
  private final Machine machine;
  private final RatingGraph graph;
  private final TrainingSettings training;
  private final RandomStreams streams;
  private final RowSweep sweep;
  private final Samples samples;

  /** A sampler that adds what it draws to samples. */
  public GibbsSampler(
      Machine machine,
      RatingGraph graph,
      Workers workers,
      RowSummation.Factory summations,
      TrainingSettings training,
      RandomStreams streams,
      Samples samples) {
    this.machine = machine;
    this.graph = graph;
    this.training = training;
    this.streams = streams;
    this.samples = samples;
    sweep =
        new RowSweep(machine, graph, workers, summations, () -> new DrawnSolver(machine, streams));
  }

  @Override
  public void restart() {
    samples.clear();
  }

  @Override
  public void run(int number, boolean learnPriors) {
    for (RowSolver solver : sweep.solvers()) {
      ((DrawnSolver) solver).begin(number);
    }
    sweep.update();
    RandomGenerator random = streams.stream("sample", number);
    drawBias(random);
    drawNoise(random);
    GroupDraw groups = new GroupDraw(machine, sweep.degrees(), random);
    groups.draw();
    groups.applyToUnseen();
    machine.refresh();
    if (number >= training.heldSweeps()) {
      samples.add(machine);
    }
  }

  private void drawBias(RandomGenerator random) {
    Residuals totals = sweep.totals();
    totals.updateBias(machine);
    double precision =
        machine.prior.biasWeight * machine.prior.biasPrecision
            + machine.noisePrecision * graph.size();
    double drawn = machine.biasMean + random.nextGaussian() / Math.sqrt(precision);
    totals.moveBias(machine, drawn);
  }

  /** From its conditional Gamma(1 + N/2, rate + loss/2). */
  private void drawNoise(RandomGenerator random) {
    double shape = 1 + 0.5 * graph.size();
    double rate = Machine.NOISE_RATE + 0.5 * sweep.totals().loss(machine);
    machine.learnNoise(
        new GammaDistribution(new Well19937c(random.nextLong()), shape, 1 / rate).sample());
  }

  /** The log likelihood of the present sample; a sample has no divergence. */
  @Override
  public Bound bound() {
    sweep.measure();
    double loss = sweep.totals().loss(machine);
    return new Bound(Bound.expectedLogLikelihood(graph.size(), loss, machine.noisePrecision), 0, 0);
  }
}

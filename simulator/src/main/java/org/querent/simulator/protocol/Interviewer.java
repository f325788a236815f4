package org.querent.simulator.protocol;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.oracle.Oracle;
import org.querent.simulator.progress.Phase;
import org.querent.simulator.progress.PhaseClock;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.progress.Tally;
import org.querent.simulator.spec.OracleSettings.Natural;
import org.querent.strategies.ExposureView;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.variance.PromisedReduction;

/**
 * Puts to the oracle what learners ask, tells them what it answers, and counts. One serves a run.
 * Not thread-safe.
 */
public final class Interviewer {
  private final Oracle oracle;
  private final ItemCosts costs;
  private final RandomStreams streams;
  private final SimulationListener listener;
  private final PhaseClock clock;
  private final NaturalRatings natural;
  private final boolean measurePromise;
  private Tally tally = Tally.NOTHING;

  /**
   * An interviewer that has asked nothing yet.
   *
   * @param oracle answers
   * @param costs what a query costs
   * @param natural what users rate by themselves
   * @param exposure who knows what, by which they do
   * @param streams the run's random numbers
   * @param listener hears of every query, and of the time that goes into choosing it
   * @param measurePromise whether it counts what answers promise
   */
  public Interviewer(
      Oracle oracle,
      ItemCosts costs,
      Natural natural,
      ExposureView exposure,
      RandomStreams streams,
      SimulationListener listener,
      boolean measurePromise) {
    this.oracle = oracle;
    this.costs = costs;
    this.streams = streams;
    this.listener = listener;
    this.measurePromise = measurePromise;
    this.natural = new NaturalRatings(natural, exposure, streams);
    clock = new PhaseClock(listener, () -> tally.queries());
  }

  /** Tells the listener where the time goes. */
  public PhaseClock clock() {
    return clock;
  }

  /** All that was asked so far. */
  public Tally tally() {
    return tally;
  }

  /** Goes on counting where a run was. */
  void resume(Tally asked) {
    tally = asked;
  }

  /**
   * Asks a batch.
   *
   * @param round numbers the batches of a run, whoever is asked
   * @param later how many questions are still to be asked of these candidates after the batch;
   *     users leave as many when they rate by themselves
   */
  void ask(Interview interview, int batch, long round, int later) {
    ask(interview, batch, round, later, candidate -> {});
  }

  /**
   * Asks a batch, of which somebody hears before.
   *
   * @param watch gets the candidate that is asked for first
   */
  void ask(Interview interview, int batch, long round, int later, IntConsumer watch) {
    RandomGenerator random = streams.stream("strategy", round);
    int[] chosen = clock.timed(Phase.SELECT, () -> choose(interview, batch, random));
    watch.accept(chosen[0]);
    double[] promised =
        measurePromise
            ? clock.timed(Phase.EVALUATE, () -> promised(interview, chosen))
            : new double[chosen.length];
    IntOpenHashSet asked = new IntOpenHashSet(chosen);
    for (int n = 0; n < chosen.length; n++) {
      int user = interview.pool().user(chosen[n]);
      int item = interview.pool().item(chosen[n]);
      int row = interview.row(chosen[n]);
      tally =
          tally.plus(
              row < 0
                  ? Tally.ofRefusal(costs.ofRefusal(item))
                  : Tally.ofAnswer(costs.of(item), oracle.answer(row)).promising(promised[n]));
      tell(interview, chosen[n]);
      int most = interview.open() - (chosen.length - 1 - n) - later;
      for (int rated : natural.after(tally.queries(), user, interview, asked, most)) {
        tally = tally.plus(Tally.ofNatural());
        tell(interview, rated);
        double rating = oracle.answer(interview.row(rated));
        listener.natural(tally.queries(), user, interview.pool().item(rated), rating);
      }
      if (row < 0) {
        listener.unanswered(tally.queries(), user, item);
      } else {
        listener.answered(tally.queries(), user, item, oracle.answer(row));
      }
    }
  }

  private static double[] promised(Interview interview, int[] chosen) {
    Posterior posterior = interview.learner().posterior();
    double[] promised =
        new PromisedReduction(posterior, interview.pool(), interview.learner().history())
            .of(chosen);
    double unit = posterior.noiseVariance() / posterior.standardised().noiseVariance();
    return Arrays.stream(promised).map(it -> it * unit).toArray();
  }

  private static int[] choose(Interview interview, int batch, RandomGenerator random) {
    try {
      return interview.learner().ask(batch, random);
    } finally {
      // An interrupt that the strategy left would close the next file that is written.
      Thread.interrupted();
    }
  }

  /** Tells a learner what comes of a candidate, be it again, after a run was broken off. */
  void tell(Interview interview, int candidate) {
    int row = interview.row(candidate);
    if (row < 0) {
      interview.learner().skip(candidate);
    } else {
      interview.learner().tell(candidate, oracle.answer(row), oracle.timestamp(row));
    }
  }
}

package org.querent.simulator.protocol;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.random.RandomGenerator;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.spec.OracleSettings.Natural;
import org.querent.strategies.ExposureView;
import org.querent.strategies.learner.CandidatePool;

/**
 * Draws what users rate by themselves after a question. The draws after a question hang on the
 * run's seed, the number of the question and what is known by then, so that a run that was broken
 * off draws the same. Not thread-safe.
 */
final class NaturalRatings {
  private final Natural settings;
  private final ExposureView exposure;
  private final RandomStreams streams;
  private final IntArrayList candidates = new IntArrayList();

  /** By item, of whoever was asked last. */
  private double[] known = {};

  NaturalRatings(Natural settings, ExposureView exposure, RandomStreams streams) {
    this.settings = settings;
    this.exposure = exposure;
    this.streams = streams;
  }

  /**
   * The open candidates of a user that they rate after a question, the first first. Cost:
   * O(candidates of the user), and where they are drawn by exposure O(items).
   *
   * @param query numbers the questions of a run
   * @param asked the candidates of the present batch, which are answered if they are asked
   * @param most how many there may be
   */
  int[] after(int query, int user, Interview interview, IntSet asked, int most) {
    if (settings.rate() == 0) {
      return new int[0];
    }
    RandomGenerator random = streams.stream("natural", query);
    // The whole part of the rate, and one more as often as its fraction says.
    int count = Math.min(most, (int) (settings.rate() + random.nextDouble()));
    if (count <= 0) {
      return new int[0];
    }
    list(user, interview, asked);
    int[] drawn = new int[Math.min(count, candidates.size())];
    double[] weights = weights(user, interview.pool());
    for (int n = 0; n < drawn.length; n++) {
      int place = draw(weights, random);
      drawn[n] = candidates.getInt(place);
      weights[place] = 0;
    }
    return drawn;
  }

  private void list(int user, Interview interview, IntSet asked) {
    CandidatePool pool = interview.pool();
    candidates.clear();
    for (int c = pool.firstOf(user); c < pool.firstOf(user + 1); c++) {
      if (pool.isOpen(c) && interview.row(c) >= 0 && !asked.contains(c)) {
        candidates.add(c);
      }
    }
  }

  private double[] weights(int user, CandidatePool pool) {
    boolean byExposure = settings.by() == Natural.By.EXPOSURE;
    if (byExposure) {
      known = known.length == pool.items() ? known : new double[pool.items()];
      exposure.probabilities(user, known);
    }
    double[] weights = new double[candidates.size()];
    for (int n = 0; n < weights.length; n++) {
      int item = pool.item(candidates.getInt(n));
      // Above 0, as every one of these can be rated.
      weights[n] = byExposure ? known[item] + Double.MIN_NORMAL : 1.0 + exposure.raters(item);
    }
    return weights;
  }

  /** A place with a weight above 0, in proportion to the weights. */
  private static int draw(double[] weights, RandomGenerator random) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = random.nextDouble() * sum;
    int last = -1;
    for (int n = 0; n < weights.length; n++) {
      if (weights[n] > 0) {
        last = n;
        left -= weights[n];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }
}

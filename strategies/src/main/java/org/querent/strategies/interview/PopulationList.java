package org.querent.strategies.interview;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.querent.core.posterior.Posterior;
import org.querent.strategies.History;
import org.querent.strategies.QueryRound;
import org.querent.strategies.moments.Moments;
import org.querent.strategies.moments.QuadraticForm;
import org.querent.strategies.moments.Terms;
import org.querent.strategies.variance.AnswerNoise;

/** Makes the list of {@link StaticInterview}. Not thread-safe. */
final class PopulationList {
  private final int length;
  private final Terms terms;
  private final QuadraticForm form;
  private final Moments items;

  /** Old users, each of whom begins as a newcomer, and what they have rated. */
  private final Moments people;

  private final int[][] rated;

  /** By item, how many ratings there were before anybody was asked. */
  private final int[] counts;

  /** H, and the terms of S H S of one of the people. */
  private final double[] judged;

  private final double[] fall;
  private final double[] reach;
  private final double[] noise;
  private final double bias;

  PopulationList(QueryRound round, StaticInterview.Parameters parameters) {
    length = parameters.length();
    Posterior posterior = round.posterior().standardised();
    terms = new Terms(posterior.factors(), posterior.covariance());
    form = new QuadraticForm(terms);
    items = new Moments(posterior.items().size(), terms);
    for (int item = 0; item < items.end; item++) {
      items.copy(posterior.items(), item);
    }
    counts = new int[round.candidates().items()];
    int[][] ratedBy = ratedBy(round.history(), round.candidates().users());
    int newcomer = fewest(ratedBy);
    rated = evenly(ratedBy, parameters.users());
    Moments users = new Moments(posterior.users().size(), terms);
    users.copy(posterior.users(), newcomer);
    people = new Moments(rated.length, terms);
    for (int person = 0; person < rated.length; person++) {
      copy(users.sensitivities, newcomer, people.sensitivities, person, terms.width);
      copy(users.covariances, newcomer, people.covariances, person, terms.count);
    }
    double[] probabilities = new double[counts.length];
    round.exposure().probabilities(newcomer, probabilities);
    judged = new double[terms.count];
    for (int item = 0; item < probabilities.length; item++) {
      for (int term = 0; term < terms.count; term++) {
        judged[term] += probabilities[item] * items.second(item, term);
      }
    }
    fall = new double[terms.count];
    reach = new double[terms.width];
    noise = AnswerNoise.ofItems(round.posterior(), round.history());
    Arrays.setAll(noise, item -> noise[item] * posterior.noiseVariance());
    bias = posterior.biasVariance();
  }

  private static void copy(double[] from, int row, double[] to, int other, int width) {
    System.arraycopy(from, row * width, to, other * width, width);
  }

  /** The different items that each user had rated before anybody was asked; counts ratings, too. */
  private int[][] ratedBy(History known, int users) {
    IntOpenHashSet[] sets = new IntOpenHashSet[users];
    Arrays.setAll(sets, user -> new IntOpenHashSet());
    for (int n = 0; n < known.initial(); n++) {
      // A pool may be without those of the history that have the highest numbers.
      if (known.user(n) < users && known.item(n) < counts.length) {
        sets[known.user(n)].add(known.item(n));
        counts[known.item(n)]++;
      }
    }
    return Arrays.stream(sets).map(set -> set.intStream().sorted().toArray()).toArray(int[][]::new);
  }

  /** The newcomer: the first of those with the fewest ratings, in most runs with none. */
  private static int fewest(int[][] ratedBy) {
    int fewest = 0;
    for (int user = 1; user < ratedBy.length; user++) {
      fewest = ratedBy[user].length < ratedBy[fewest].length ? user : fewest;
    }
    return fewest;
  }

  /** Those who have rated anything, or as many of them as far apart as they can be. */
  private static int[][] evenly(int[][] ratedBy, int most) {
    int[][] raters = Arrays.stream(ratedBy).filter(own -> own.length > 0).toArray(int[][]::new);
    int count = Math.min(most, raters.length);
    return IntStream.range(0, count)
        .mapToObj(n -> raters[(int) ((long) n * raters.length / count)])
        .toArray(int[][]::new);
  }

  /**
   * How many items are behind each on the list, and one; for what is not on it a part of 1, the
   * larger the more ratings there are.
   */
  double[] ranks() {
    double[] ranks = new double[counts.length];
    Arrays.setAll(ranks, item -> 1 - 1 / (1.0 + counts[item]));
    boolean[] isListed = new boolean[ranks.length];
    for (int n = 0; n < Math.min(length, ranks.length); n++) {
      int best = best(isListed);
      isListed[best] = true;
      ranks[best] = length - n;
      answer(best);
    }
    return ranks;
  }

  /**
   * The item that is not listed yet whose expected gain is the largest; among equals, more rated.
   */
  private int best(boolean[] isListed) {
    double[] gains = new double[counts.length];
    for (int person = 0; person < rated.length; person++) {
      form.of(covariance(person), judged, 0, fall, 0);
      for (int item : rated[person]) {
        gains[item] += gain(person, item);
      }
    }
    int best = -1;
    for (int item = 0; item < gains.length; item++) {
      // To single precision: equal gains are not told apart by rounding.
      gains[item] = (float) gains[item];
      if (!isListed[item] && (best < 0 || isBefore(item, best, gains))) {
        best = item;
      }
    }
    return best;
  }

  private boolean isBefore(int item, int best, double[] gains) {
    return gains[item] > gains[best] || gains[item] == gains[best] && counts[item] > counts[best];
  }

  private double[] covariance(int person) {
    return Arrays.copyOfRange(people.covariances, person * terms.count, (person + 1) * terms.count);
  }

  /** By the terms of S H S of the person, which are in {@code fall}. */
  private double gain(int person, int item) {
    double gain = 0;
    for (int term = 0; term < terms.count; term++) {
      gain += terms.times(term) * fall[term] * items.square(item, term);
    }
    return gain / total(person, item);
  }

  /** The variance of an answer. */
  private double total(int person, int item) {
    double variance = bias + noise[item];
    for (int term = 0; term < terms.count; term++) {
      variance +=
          terms.times(term)
              * (people.covariance(person, term) * items.second(item, term)
                  + people.square(person, term) * items.covariance(item, term));
    }
    return variance;
  }

  private void answer(int item) {
    for (int person = 0; person < rated.length; person++) {
      if (Arrays.binarySearch(rated[person], item) >= 0) {
        people.reach(person, items, item, reach);
        people.fall(person, reach, total(person, item));
      }
    }
  }
}

package org.querent.strategies.questionnaire;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Makes the list of {@link GreedyExtend}. Cost: O(length * sum over users of ratings times
 * candidates rated). Not thread-safe.
 */
final class GreedyList {
  private final RatingLists byUser;
  private final int length;
  private final double shrinkage;

  /** What is not predicted yet of each rating, in the lists of users. */
  private final double[] residuals;

  /** The items that may be put on the list, and where each of their raters' ratings of them is. */
  private final int[] candidates;

  private final int[][] answers;

  /** By rating, whose it is. */
  private final int[] users;

  private final boolean[] isListed;

  /** By item, sums over those who answer; 0 between two candidates, as the powers are. */
  private final double[] products;

  private final double[] powers;
  private final int[] touched;

  GreedyList(InitialRatings known, GreedyExtend.Parameters parameters) {
    byUser = known.byUser();
    length = parameters.length();
    candidates = known.mostRated(parameters.candidates());
    int items = known.byItem().size();
    isListed = new boolean[items];
    products = new double[items];
    powers = new double[items];
    touched = new int[items];
    int[] newcomers = evenly(known.raters(), parameters.users());
    int ratings = byUser.start(byUser.size());
    residuals = new double[ratings];
    users = new int[ratings];
    double[] means = known.itemMeans(0);
    double squares = 0;
    int count = 0;
    for (int user : newcomers) {
      for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
        residuals[n] = byUser.rating(n) - means[byUser.other(n)];
        users[n] = user;
        squares += residuals[n] * residuals[n];
        count++;
      }
    }
    shrinkage = count == 0 ? 0 : parameters.shrinkage() * squares / count;
    answers = answers(newcomers, items);
  }

  /** As many as there may be, as far apart from each other as they can. */
  private static int[] evenly(int[] all, int most) {
    int count = Math.min(most, all.length);
    return IntStream.range(0, count).map(n -> all[(int) ((long) n * all.length / count)]).toArray();
  }

  private int[][] answers(int[] newcomers, int items) {
    int[] candidateOf = new int[items];
    Arrays.fill(candidateOf, -1);
    for (int c = 0; c < candidates.length; c++) {
      candidateOf[candidates[c]] = c;
    }
    int[] counts = new int[candidates.length];
    for (int user : newcomers) {
      for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
        if (candidateOf[byUser.other(n)] >= 0) {
          counts[candidateOf[byUser.other(n)]]++;
        }
      }
    }
    int[][] lists = new int[candidates.length][];
    Arrays.setAll(lists, c -> new int[counts[c]]);
    for (int user : newcomers) {
      for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
        int c = candidateOf[byUser.other(n)];
        if (c >= 0) {
          lists[c][--counts[c]] = n;
        }
      }
    }
    return lists;
  }

  /** The items in the order in which they are to be asked about. */
  int[] items() {
    int[] list = new int[Math.min(length, candidates.length)];
    for (int n = 0; n < list.length; n++) {
      int best = best();
      list[n] = candidates[best];
      isListed[list[n]] = true;
      regress(best);
    }
    return list;
  }

  /** The candidate that makes the error fall the most; among equals the most popular. */
  private int best() {
    int best = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < candidates.length; c++) {
      if (!isListed[candidates[c]]) {
        // To single precision: items of equal gains are not told apart by rounding.
        double gain = (float) gain(c);
        if (gain > most) {
          best = c;
          most = gain;
        }
      }
    }
    return best;
  }

  private double gain(int candidate) {
    int count = addUp(candidate);
    double gain = 0;
    for (int t = 0; t < count; t++) {
      int item = touched[t];
      double shrunk = powers[item] + shrinkage;
      if (!isListed[item] && item != candidates[candidate] && shrunk > 0) {
        gain += products[item] * products[item] * (shrunk + shrinkage) / (shrunk * shrunk);
      }
      products[item] = 0;
      powers[item] = 0;
    }
    return gain;
  }

  /** Sums over the raters of a candidate by item; returns how many items were touched. */
  private int addUp(int candidate) {
    int count = 0;
    for (int at : answers[candidate]) {
      double answer = residuals[at];
      double square = answer * answer;
      if (square == 0) {
        continue; // adds nothing, and a sum of squares of 0 says that an item is not touched yet
      }
      int end = byUser.start(users[at] + 1);
      for (int n = byUser.start(users[at]); n < end; n++) {
        int item = byUser.other(n);
        if (powers[item] == 0) {
          touched[count++] = item;
        }
        products[item] += answer * residuals[n];
        powers[item] += square;
      }
    }
    return count;
  }

  /** Takes the answers about a candidate out of what is left of its raters' other ratings. */
  private void regress(int candidate) {
    int count = addUp(candidate);
    for (int at : answers[candidate]) {
      double answer = residuals[at];
      int end = byUser.start(users[at] + 1);
      for (int n = byUser.start(users[at]); n < end; n++) {
        int item = byUser.other(n);
        if (answer != 0 && !isListed[item]) {
          residuals[n] -= answer * products[item] / (powers[item] + shrinkage);
        }
      }
    }
    for (int t = 0; t < count; t++) {
      products[touched[t]] = 0;
      powers[touched[t]] = 0;
    }
  }
}

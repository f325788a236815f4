package org.querent.strategies.rehearsal;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/** A known user who is taken for a newcomer. Not thread-safe. */
final class OldUser {
  /** One of so many ratings is held out, by which recommendations are judged. */
  private static final int HOLDOUT = 4;

  /** What they have rated. */
  final int[] items;

  /** What the bias and the items' slopes leave of the ratings. */
  final double[] rests;

  /** The good ones of the items held out. */
  final IntOpenHashSet relevant = new IntOpenHashSet();

  /** The items that they have answered about. */
  final IntOpenHashSet answered = new IntOpenHashSet();

  /** What is known of their row. */
  final double[] precision;

  final double[] pull;

  private final FoldedAnswers folded;
  private final int firstHeldOut;

  /** The answers, by their places in {@link #items}. */
  private final IntArrayList answers = new IntArrayList();

  /** Sums over all ratings: of z z^T, of z times the rest, and of its square. */
  private final double[] squares;

  private final double[] products;
  private double power;

  /**
   * Somebody who was asked nothing yet.
   *
   * @param number tells which ratings are held out
   * @param items aliased
   * @param ratings of the items
   * @param good from which rating on an item is relevant
   */
  OldUser(FoldedAnswers folded, int number, int[] items, double[] ratings, double good) {
    this.folded = folded;
    this.items = items;
    firstHeldOut = number % HOLDOUT;
    rests = new double[items.length];
    precision = folded.precision.clone();
    pull = folded.pull.clone();
    squares = new double[precision.length];
    products = new double[pull.length];
    for (int n = 0; n < items.length; n++) {
      rests[n] = folded.rest(items[n], ratings[n]);
      folded.addTo(squares, products, items[n], rests[n]);
      power += rests[n] * rests[n];
      if (isHeldOut(n) && ratings[n] >= good) {
        relevant.add(items[n]);
      }
    }
  }

  /** Whether they do not answer about the n-th of their items. */
  boolean isHeldOut(int n) {
    return n % HOLDOUT == firstHeldOut;
  }

  /** Answers about an item, if they can. */
  void answer(int item) {
    for (int n = 0; n < items.length; n++) {
      if (items[n] == item && !isHeldOut(n)) {
        folded.answer(precision, pull, item, rests[n]);
        answers.add(n);
        answered.add(item);
      }
    }
  }

  /**
   * The sum of the squared errors that a row makes of all ratings but for those answered. Cost:
   * O(k^2), and O(k) for each answer.
   */
  double error(double[] mean) {
    double error = power;
    for (int a = 0; a < mean.length; a++) {
      double sum = -2 * products[a];
      for (int b = 0; b < mean.length; b++) {
        sum += squares[a * mean.length + b] * mean[b];
      }
      error += mean[a] * sum;
    }
    for (int n = 0; n < answers.size(); n++) {
      error -= error(answers.getInt(n), mean);
    }
    return error;
  }

  /** The mean of the squared errors of all ratings but for those answered; 0 of none. */
  double meanError(double[] mean) {
    return items.length == answers.size() ? 0 : error(mean) / (items.length - answers.size());
  }

  /** The squared error that a row makes of the n-th rating. */
  double error(int n, double[] mean) {
    double error = rests[n] - folded.explained(items[n], mean);
    return error * error;
  }
}

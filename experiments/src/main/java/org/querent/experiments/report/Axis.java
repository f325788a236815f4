package org.querent.experiments.report;

import org.querent.core.Counted;

/**
 * What the horizontal axis of curves counts, and how all parts of a report speak of it.
 *
 * @param unit what is counted
 * @param per of whom, such as {@code new user}; empty where it is of all
 */
public record Axis(Unit unit, String per) {
  /** What can be counted on the way of a curve. */
  public enum Unit {
    /** Queries, answered or not. */
    QUERIES,
    /** What the queries cost, where the experiment says so. */
    COST,
    /** The queries that were answered. */
    ANSWERS
  }

  /** The axis of a pool: the queries of all. */
  public static final Axis QUERIES = new Axis(Unit.QUERIES, "");

  /** The title of the axis, such as "queries per new user". */
  public String title() {
    return (unit == Unit.COST ? "cost of queries" : word()) + (per.isEmpty() ? "" : " per " + per);
  }

  /** One word for what is counted. */
  public String word() {
    return switch (unit) {
      case QUERIES -> "queries";
      case COST -> "cost";
      case ANSWERS -> "answers";
    };
  }

  /** The word at the head of a column. */
  public String head() {
    return switch (unit) {
      case QUERIES -> "Queries";
      case COST -> "Cost";
      case ANSWERS -> "Answers";
    };
  }

  /** So much of it, such as "515 queries" or "a cost of 515". */
  public String amount(int number) {
    return switch (unit) {
      case QUERIES -> Counted.of(number, "query");
      case COST -> "a cost of " + Numbers.count(number);
      case ANSWERS -> Counted.of(number, "answer");
    };
  }

  /** A part of what is counted less, such as "15.8 % fewer queries". */
  String less(String percent) {
    return percent + (unit == Unit.COST ? " less cost" : " fewer " + word());
  }

  /** The axis that counts answers, of the same users or items. */
  Axis ofAnswers() {
    return new Axis(Unit.ANSWERS, per);
  }
}

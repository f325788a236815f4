package org.querent.experiments.report;

import org.querent.core.Counted;

/**
 * What the horizontal axis of the curves counts, and how all parts of a report speak of it: of
 * queries, or, where the experiment says what these cost, of their cost, which is another number.
 *
 * @param cost whether it is the cost
 * @param per of whom, such as {@code new user}; empty where it is of all
 */
public record Axis(boolean cost, String per) {
  /** The axis of a pool: the queries of all. */
  public static final Axis QUERIES = new Axis(false, "");

  /** The title of the axis, such as "queries per new user". */
  public String title() {
    return (cost ? "cost of queries" : "queries") + (per.isEmpty() ? "" : " per " + per);
  }

  /** One word for what is counted. */
  public String word() {
    return cost ? "cost" : "queries";
  }

  /** The word at the head of a column. */
  public String head() {
    return cost ? "Cost" : "Queries";
  }

  /** So much of it, such as "515 queries" or "a cost of 515". */
  public String amount(int number) {
    return cost ? "a cost of " + Numbers.count(number) : Counted.of(number, "query");
  }

  /** A part of it less, such as "15.8 % fewer queries". */
  String less(String percent) {
    return percent + (cost ? " less cost" : " fewer queries");
  }
}

package org.querent.experiments.report.chart;

/**
 * How the numbers of an axis are told.
 *
 * @param count how many digits
 * @param form which digits these are
 */
public record Digits(int count, Form form) {
  /** What is counted of a number. */
  public enum Form {
    /** Its decimals. */
    DECIMALS,
    /** Its decimals; a plus sign is written, too. */
    SIGNED,
    /** The decimals of a percentage; the number is a share. */
    PERCENT,
    /** Its digits from the first that is not 0. */
    SIGNIFICANT
  }

  static Digits decimals(int count) {
    return new Digits(count, Form.DECIMALS);
  }

  boolean isPercent() {
    return form == Form.PERCENT;
  }
}

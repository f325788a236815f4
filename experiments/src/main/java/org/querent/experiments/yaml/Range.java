package org.querent.experiments.yaml;

import org.querent.core.settings.Setting;

/** The numbers that a setting allows, both ends included. */
record Range(double min, double max) {
  static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  static Range of(Setting setting) {
    return new Range(setting.min(), setting.max());
  }

  boolean contains(double value) {
    return value >= min && value <= max;
  }

  boolean isAll() {
    return equals(ALL);
  }

  /** As a reader says it: {@code 0 to 1}, {@code at least 1}, {@code above 0, at most 1}. */
  String words() {
    if (isAll()) {
      return "any number";
    }
    if (max == Double.POSITIVE_INFINITY) {
      return lower();
    }
    if (min == Double.NEGATIVE_INFINITY) {
      return upper();
    }
    boolean closed = !isOpen(min, Math.nextDown(min)) && !isOpen(max, Math.nextUp(max));
    return closed ? number(min) + " to " + number(max) : lower() + ", " + upper();
  }

  private String lower() {
    double below = Math.nextDown(min);
    return isOpen(min, below) ? "above " + number(below) : "at least " + number(min);
  }

  private String upper() {
    double above = Math.nextUp(max);
    return isOpen(max, above) ? "below " + number(above) : "at most " + number(max);
  }

  /** The smallest step beside a whole number stands for that number left out. */
  private static boolean isOpen(double bound, double beside) {
    return beside == Math.rint(beside) && bound != Math.rint(bound);
  }

  static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}

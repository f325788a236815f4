package org.querent.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.querent.core.Counted;

/**
 * What was taken away from a data set before it was used, in the order in which it was.
 *
 * @param steps what took ratings away; those that took none are left out
 */
public record Preparation(List<Step> steps) {
  /** Nothing was taken away. */
  public static final Preparation NONE = new Preparation(List.of());

  /**
   * One reason for which ratings were taken away.
   *
   * @param setting the setting that asks for it, as an experiment has it
   * @param rows how many ratings it took away
   */
  public record Step(String setting, int rows) {
    @Override
    public String toString() {
      return Counted.of(rows, "rating") + " taken away by " + setting;
    }
  }

  /** Copies the steps. */
  public Preparation {
    steps = List.copyOf(steps);
  }

  /** This and then another step; this, if that took nothing away. */
  public Preparation and(String setting, int rows) {
    if (rows == 0) {
      return this;
    }
    List<Step> longer = new ArrayList<>(steps);
    longer.add(new Step(setting, rows));
    return new Preparation(longer);
  }

  /** This and then all steps of another. */
  public Preparation and(Preparation others) {
    List<Step> longer = new ArrayList<>(steps);
    longer.addAll(others.steps);
    return new Preparation(longer);
  }

  /** What was taken away, on one line, each step after a semicolon; empty if nothing was. */
  public String told() {
    return steps.stream().map(step -> "; " + step).collect(Collectors.joining());
  }
}

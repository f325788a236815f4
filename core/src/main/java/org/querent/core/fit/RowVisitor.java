package org.querent.core.fit;

/**
 * Updates rows that are one feature each, given the other side. Of a row it first gathers the
 * evidence, then updates it or not; residuals can be measured before and after. All that together
 * costs per rating of the row. One instance a thread.
 */
public interface RowVisitor {
  /** Goes to a row that has ratings. */
  void gather(int row);

  /** Puts the row at its optimum given the evidence. */
  void update();

  /** Counts the {@link EffectiveParameters} of the row's regression, of a machine that has them. */
  void count();

  /** Adds the residuals of the row's ratings under its present parameters. */
  void measure(Residuals into);

  /**
   * The mean square by which the predictions of the row's ratings change with its parameters.
   *
   * @param change of slope and factors
   */
  double meanSquare(double[] change);
}

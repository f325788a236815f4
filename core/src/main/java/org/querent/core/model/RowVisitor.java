package org.querent.core.model;

/**
 * Updates rows that are one feature each, given the other side. Of a row it first gathers the
 * evidence, then updates it or not; residuals can be measured before and after. One instance a
 * thread.
 */
interface RowVisitor {
  /** Goes to a row that has ratings. Cost: that of its ratings; the other steps cost O(k^2). */
  void gather(int row);

  /** Puts the row at its optimum given the evidence. */
  void update();

  /** Adds the residuals of the row's ratings under its present parameters. */
  void measure(Residuals into);
}

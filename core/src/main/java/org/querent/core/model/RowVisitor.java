package org.querent.core.model;

/** Updates rows that are one feature each, given the other side. One instance a thread. */
interface RowVisitor {
  /**
   * Visits a row that has ratings.
   *
   * @param update false to leave the row as it is
   * @param into gains the row's residuals, after the update
   */
  void visit(int row, boolean update, Residuals into);
}

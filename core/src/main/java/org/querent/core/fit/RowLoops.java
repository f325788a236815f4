package org.querent.core.fit;

import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/** Sums row by row, when asked, in a loop over consecutive records. */
public final class RowLoops implements RowSummation {
  private final Machine machine;
  private final Rows rows;
  private final RowRecords others;

  /** Sums over the ratings of rows, whose other ends are rows of another side. */
  public RowLoops(Machine machine, Rows rows, Side others) {
    this.machine = machine;
    this.rows = rows;
    this.others = new RowRecords(others, rows.opposite());
  }

  @Override
  public void begin(Workers workers) {
    others.lay(workers);
  }

  /** Takes one row of the other side as it stands. */
  public void renew(int other) {
    others.lay(other);
  }

  @Override
  public void sum(int row, RowSums into) {
    others.sum(rows.others[row], rows.ratings[row], rows.degrees[row], machine.biasMean, into);
    into.unpack();
  }

  @Override
  public RowSums newSums() {
    return new RowSums(others.layout);
  }

  @Override
  public boolean goesRatingByRating() {
    return true;
  }
}

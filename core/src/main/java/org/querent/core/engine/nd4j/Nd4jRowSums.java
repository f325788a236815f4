package org.querent.core.engine.nd4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.fit.RecordLayout;
import org.querent.core.fit.RowSummation;
import org.querent.core.fit.RowSums;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * Sums of all rows at once, by ND4J.
 *
 * <p>With s and b of the row at the other end, a record holds E[s], E[b] and the lower triangle of
 * E[(s, b)(s, b)^T]. The sums of records, and those of E[s] and E[b] times the rating y, hold all
 * others, from which the bias is taken off afterwards: with rho = y - m0 - s,
 *
 * <pre>
 *   sum E[rho]   = sum y - N m0 - sum s
 *   sum E[rho b] = sum y b - m0 sum b - sum E[s b]
 *   sum E[rho^2] = sum (y - m0)^2 - 2 (sum y s - m0 sum s) + sum E[s^2]
 * </pre>
 *
 * Blocks are made anew when ratings were added or taken out. Cost: O((ratings + others) k^2).
 */
final class Nd4jRowSums implements RowSummation, AutoCloseable {
  private static final Workers ALONE = new Workers(1);

  private final Machine machine;
  private final Rows rows;
  private final Side others;
  private final int width;
  private final int record;
  private final boolean isCard;
  private @Nullable Nd4jBlocks blocks;

  /**
   * Sums over the ratings of rows, whose other ends are rows of another side.
   *
   * @param isCard whether a graphics card makes them, which one thread gives all that there is to
   *     do
   */
  Nd4jRowSums(Machine machine, Rows rows, Side others, boolean isCard) {
    this.isCard = isCard;
    this.machine = machine;
    this.rows = rows;
    this.others = others;
    width = machine.width;
    record = Nd4jTables.recordLength(width);
  }

  @Override
  public void begin(Workers workers) {
    if (blocks == null || blocks.changes != rows.changes()) {
      close();
      blocks = new Nd4jBlocks(rows, others, isCard ? 1 : workers.count());
    }
    blocks.sum(workers, isCard ? ALONE : workers);
  }

  @Override
  public void sum(int row, RowSums into) {
    Nd4jBlocks all = Objects.requireNonNull(blocks);
    Nd4jBlock of = all.blockOf(row);
    int place = all.placeOf(row);
    int from = place * record;
    int y = place * width;
    double bias = machine.biasMean;
    double count = rows.degrees[row];
    double ratings = all.sums[row];
    double slopes = of.records[from];
    int product = from + width;
    into.count = rows.degrees[row];
    into.weight = count;
    into.right[0] = ratings - count * bias - slopes;
    into.squares =
        all.squares[row]
            - bias * (2 * ratings - count * bias)
            - 2 * (of.products[y] - bias * slopes)
            + of.records[product++];
    into.gram[0] = count;
    for (int a = 1; a < width; a++) {
      double sum = of.records[from + a];
      into.right[a] = of.products[y + a] - bias * sum - of.records[product++];
      into.gram[a * width] = sum;
      into.gram[a] = sum;
      for (int b = 1; b <= a; b++, product++) {
        into.gram[a * width + b] = of.records[product];
        into.gram[b * width + a] = of.records[product];
      }
    }
  }

  @Override
  public RowSums newSums() {
    return new RowSums(new RecordLayout(others));
  }

  /** Frees what ND4J holds. */
  @Override
  public void close() {
    if (blocks != null) {
      blocks.close();
      blocks = null;
    }
  }
}

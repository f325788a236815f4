package org.querent.experiments.report.paper;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Puts texts one below the other, each as near to where it belongs as the others allow: those that
 * would touch are a block around the mean of their places, by pooling neighbours as isotonic
 * regression does (Barlow et al. 1972). The page's script does the same.
 */
final class Spread {
  private Spread() {}

  /** Texts that touch. */
  private record Block(double sum, int count, double row, double low, double high) {
    double top() {
      double half = count * row / 2;
      return Math.max(low, Math.min(high - 2 * half, sum / count - half));
    }

    double bottom() {
      return top() + count * row;
    }

    Block plus(Block next) {
      return new Block(sum + next.sum, count + next.count, row, low, high);
    }
  }

  /**
   * The middles of texts.
   *
   * @param wanted where each belongs
   * @param row how much each takes
   * @param low above which none is, as long as there is room for all
   * @param high below which none is
   */
  static double[] of(double[] wanted, double row, double low, double high) {
    int[] order =
        IntStream.range(0, wanted.length)
            .boxed()
            .sorted(Comparator.comparingDouble(n -> wanted[n]))
            .mapToInt(n -> n)
            .toArray();
    Deque<Block> blocks = new ArrayDeque<>();
    for (int n : order) {
      Block block = new Block(wanted[n], 1, row, low, high);
      while (!blocks.isEmpty() && blocks.getLast().bottom() > block.top()) {
        block = blocks.removeLast().plus(block);
      }
      blocks.addLast(block);
    }
    double[] at = new double[wanted.length];
    int next = 0;
    for (Block block : blocks) {
      for (int i = 0; i < block.count(); i++) {
        at[order[next++]] = block.top() + (i + 0.5) * row;
      }
    }
    return at;
  }
}

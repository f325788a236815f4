package org.querent.strategies.selection;

/**
 * Sums of an array, in the widest sense: levels of numbers, each of which sums up a block of 64 of
 * the level below, up to a single one. Always made from the numbers below, never by adding and
 * subtracting, so that nothing drifts.
 *
 * <p>Blocks are as wide as eight cache lines: a path from a leaf to the root is short, and reading
 * a block costs little more than reading a number. Memory: 8 bytes per 63 leaves.
 */
final class BlockTree {
  /** The binary logarithm of a block's width. */
  static final int SHIFT = 6;

  static final int WIDTH = 1 << SHIFT;

  /** How a block is summed up. */
  interface Summary {
    /** Sums up a block of the array itself. */
    double ofLeaves(double[] leaves, int from, int to);

    /** Sums up a block of sums. */
    double ofSums(double[] sums, int from, int to);
  }

  private final Summary summary;

  /** The array, then the levels above it; the last has one number. */
  final double[][] levels;

  /**
   * A tree whose sums are yet to be made.
   *
   * @param leaves what is summed up; aliased
   */
  BlockTree(double[] leaves, Summary summary) {
    this.summary = summary;
    int height = 1;
    for (int width = leaves.length; height < 2 || width > 1; width = blocks(width)) {
      height++;
    }
    levels = new double[height][];
    levels[0] = leaves;
    for (int level = 1; level < height; level++) {
      levels[level] = new double[blocks(levels[level - 1].length)];
    }
  }

  private static int blocks(int width) {
    return Math.max(1, (width + WIDTH - 1) >> SHIFT);
  }

  /** The sum of all. */
  double root() {
    return levels[levels.length - 1][0];
  }

  /** Sums up one block of the level below. */
  double sum(int level, int block) {
    double[] below = levels[level - 1];
    int from = block << SHIFT;
    int to = Math.min(from + WIDTH, below.length);
    return level == 1 ? summary.ofLeaves(below, from, to) : summary.ofSums(below, from, to);
  }

  /** Makes the sums over a leaf anew. */
  void repair(int leaf) {
    repair(leaf, leaf + 1);
  }

  /** Makes the sums over consecutive leaves anew; there is at least one. */
  void repair(int from, int to) {
    int first = from;
    int last = to - 1;
    for (int level = 1; level < levels.length; level++) {
      first >>= SHIFT;
      last >>= SHIFT;
      for (int block = first; block <= last; block++) {
        levels[level][block] = sum(level, block);
      }
    }
  }

  /** Makes the sums over some leaves anew, each once; the first {@code count} are ascending. */
  void repair(int[] leaves, int count) {
    for (int level = 1; level < levels.length; level++) {
      int done = -1;
      for (int n = 0; n < count; n++) {
        int block = leaves[n] >> (level * SHIFT);
        if (block != done) {
          levels[level][block] = sum(level, block);
          done = block;
        }
      }
    }
  }
}

package org.querent.strategies.selection;

/** The largest of an array of scores, however one after another changes. */
final class MaximumTree {
  private final BlockTree tree;

  /**
   * A tree over scores, to be used after the first {@link #repair}.
   *
   * @param scores aliased; changed here, or changed elsewhere and repaired
   */
  MaximumTree(double[] scores) {
    tree = new BlockTree(scores, new Maximum());
  }

  /** The largest score. */
  double highest() {
    return tree.root();
  }

  /** The position of the largest score; among equals the lowest. */
  int best() {
    double highest = highest();
    int at = 0;
    for (int level = tree.levels.length - 2; level >= 0; level--) {
      at <<= BlockTree.SHIFT;
      while (tree.levels[level][at] != highest) {
        at++;
      }
    }
    return at;
  }

  /** Takes in that consecutive scores have changed; there is at least one. */
  void repair(int from, int to) {
    tree.repair(from, to);
  }

  /**
   * Changes a score. Only a block that loses its largest score is read, one in 64 if all scores
   * fall, and nothing above a block whose largest score stays.
   */
  void set(int position, double score) {
    double before = tree.levels[0][position];
    double after = score;
    tree.levels[0][position] = score;
    int at = position;
    for (int level = 1; level < tree.levels.length; level++) {
      at >>= BlockTree.SHIFT;
      double maximum = tree.levels[level][at];
      if (after < maximum) {
        if (before < maximum) {
          return;
        }
        after = tree.sum(level, at);
      }
      if (after == maximum) {
        return;
      }
      tree.levels[level][at] = after;
      before = maximum;
    }
  }

  private static final class Maximum implements BlockTree.Summary {
    @Override
    public double ofLeaves(double[] scores, int from, int to) {
      return ofSums(scores, from, to);
    }

    @Override
    public double ofSums(double[] maxima, int from, int to) {
      double maximum = Double.NEGATIVE_INFINITY;
      for (int n = from; n < to; n++) {
        // Not Math.max, which takes care of NaN and -0 and is slower.
        if (maxima[n] > maximum) {
          maximum = maxima[n];
        }
      }
      return maximum;
    }
  }
}

package org.querent.strategies.selection;

import java.util.random.RandomGenerator;

/**
 * Draws positions with probabilities proportional to a power of their scores.
 *
 * <p>Weights are (score / unit)^power, where the unit depends on the largest score alone: powers of
 * up to 1000 neither overflow nor, where it matters, underflow. They are made from the scores when
 * a block is read, and take no memory.
 */
final class WeightTree {
  /** Weights far below this lose digits; the largest weight is at least 1/2 in its own unit. */
  private static final double FAINT = 0x1p-256;

  private final double[] scores;
  private final double power;
  private final BlockTree tree;

  /** The unit is 2^(step / power), a grid on which it moves seldom. */
  private double step;

  private double unit;

  /**
   * A tree over scores, to be used after the first {@link #measureBy}.
   *
   * @param scores aliased; not negative, or negative infinity for what must not be drawn
   */
  WeightTree(double[] scores, double power) {
    this.scores = scores;
    this.power = power;
    step = Double.NaN;
    unit = 1;
    tree = new BlockTree(scores, new Sum());
  }

  /**
   * Sets the unit by the largest score, and makes all weights anew if it has moved.
   *
   * @return whether it has
   */
  boolean measureBy(double highest) {
    double wanted =
        power == 0 || highest == 0 ? 0 : Math.ceil(power * Math.log(highest) / Math.log(2));
    if (wanted == step) {
      return false;
    }
    step = wanted;
    unit = power == 0 ? 1 : Math.pow(2, step / power);
    tree.repair(0, scores.length);
    return true;
  }

  /** Whether the weights are so small that the unit should be set anew. */
  boolean isFaint() {
    return tree.root() < FAINT;
  }

  /** Whether there is anything to draw. */
  boolean isEmpty() {
    return tree.root() == 0;
  }

  void repair(int position) {
    tree.repair(position);
  }

  void repair(int from, int to) {
    tree.repair(from, to);
  }

  void repair(int[] ascending, int count) {
    tree.repair(ascending, count);
  }

  /** Draws a position. */
  int draw(RandomGenerator random) {
    double rest = random.nextDouble() * tree.root();
    int at = 0;
    for (int level = tree.levels.length - 2; level >= 0; level--) {
      double[] values = tree.levels[level];
      int child = at << BlockTree.SHIFT;
      int end = Math.min(child + BlockTree.WIDTH, values.length);
      for (; child < end; child++) {
        double weight = level == 0 ? weight(values[child]) : values[child];
        if (weight > 0) {
          // Rounding may leave a rest behind the last one, who then takes it.
          at = child;
          if (rest < weight) {
            break;
          }
          rest -= weight;
        }
      }
    }
    return at;
  }

  private double weight(double score) {
    if (score == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    double ratio = score / unit;
    // The usual powers without a call of pow.
    if (power == 2) {
      return ratio * ratio;
    }
    return power == 1 ? ratio : Math.pow(ratio, power);
  }

  private final class Sum implements BlockTree.Summary {
    @Override
    public double ofLeaves(double[] leaves, int from, int to) {
      double sum = 0;
      for (int n = from; n < to; n++) {
        sum += weight(leaves[n]);
      }
      return sum;
    }

    @Override
    public double ofSums(double[] sums, int from, int to) {
      double sum = 0;
      for (int n = from; n < to; n++) {
        sum += sums[n];
      }
      return sum;
    }
  }
}

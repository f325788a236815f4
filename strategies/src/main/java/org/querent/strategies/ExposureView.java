package org.querent.strategies;

import java.util.Arrays;

/**
 * How probably each user could answer about each item, by who has rated what and by every answer
 * and every refusal since; a live, read-only view. What a user was asked moves their own
 * probabilities, and nobody else's. By {@link org.querent.core.exposure.UserExposure}, and of those
 * who had rated nothing at the start the mean of that and of {@link
 * org.querent.core.exposure.Peers}.
 */
public interface ExposureView {
  /** Everybody could answer about everything: of use where only rated pairs may be asked for. */
  ExposureView CERTAIN =
      new ExposureView() {
        @Override
        public double probability(int user, int item) {
          return 1;
        }

        @Override
        public void probabilities(int user, double[] out) {
          Arrays.fill(out, 1);
        }

        @Override
        public int raters(int item) {
          return 0;
        }
      };

  /** The probability that a user could answer about an item. O(k^2). */
  double probability(int user, int item);

  /**
   * The probabilities that a user could answer about each item. O(items k^2), allocates a few
   * kilobytes.
   *
   * @param out gets them, one an item
   * @throws IllegalArgumentException if it is of another length
   */
  void probabilities(int user, double[] out);

  /** How many users had rated an item before anybody was asked. */
  int raters(int item);
}

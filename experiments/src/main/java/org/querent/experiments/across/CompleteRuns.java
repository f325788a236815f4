package org.querent.experiments.across;

import java.util.List;

/**
 * The complete runs of two run folders.
 *
 * @param onlyFirst the names of those that only the first folder has
 * @param onlySecond those that only the second has
 * @param common how many both have
 * @param identical how many of these are the same bytes in both
 */
public record CompleteRuns(
    List<String> onlyFirst, List<String> onlySecond, int common, long identical) {
  /** Copies the lists. */
  public CompleteRuns {
    onlyFirst = List.copyOf(onlyFirst);
    onlySecond = List.copyOf(onlySecond);
  }

  boolean isSame() {
    return onlyFirst.isEmpty() && onlySecond.isEmpty() && common == identical;
  }
}

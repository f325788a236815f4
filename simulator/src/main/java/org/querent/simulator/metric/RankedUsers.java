package org.querent.simulator.metric;

import java.util.List;
import org.querent.simulator.spec.RankingSettings.Candidates;
import org.querent.simulator.spec.RankingSettings.Column;

/**
 * What the lists of some users are worth, and what is on them.
 *
 * @param users each once; those of whom the holdout has a relevant item
 * @param values by user and column; not a number where a column has none for single users, or the
 *     list is too short
 * @param lists by user and set of candidates, in the order of the settings
 */
record RankedUsers(int[] users, double[][] values, RankedList[][] lists) {
  /** The list that a column is about. */
  RankedList list(int user, Column column, List<Candidates> sets) {
    return lists[user][sets.indexOf(column.candidates())];
  }
}

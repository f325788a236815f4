package org.querent.strategies;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What was known before the first question, and what came of each since: the known ratings, the
 * initial ones and then the answers as they came; and apart from these the skips, questions that
 * were asked and not answered. Both only grow, so that a strategy can read on where it was.
 */
public interface History {
  /** The number of known ratings. */
  int size();

  /** The user who gave a known rating. */
  int user(int index);

  /** The item that was rated. */
  int item(int index);

  /** The rating, in the unit of the data. */
  double rating(int index);

  /** The number of skips. */
  int skips();

  /** The user who did not answer, of a skip. */
  int skippedUser(int index);

  /** The item that a skip is about. */
  int skippedItem(int index);

  /**
   * The number of questions asked so far, answered or not. A rating that was told without a
   * question counts as an answer.
   */
  int asked();

  /** The number of ratings that were known before the first question: the first ones. */
  default int initial() {
    return size() - (asked() - skips());
  }

  /**
   * What a maker makes of the ratings that were known before the first question, and of the
   * posterior. A run may make a strategy for every newcomer, or for every batch: all of them share
   * what is made here, so that it is made once, where the history keeps it until the learner
   * settles.
   *
   * @param key names what is made: equal keys, the same thing; of a class of the maker's own
   * @param maker what it makes is not changed by anybody
   * @param <T> the type of what is made
   */
  default <T> T shared(Object key, Function<History, T> maker) {
    return maker.apply(this);
  }

  /**
   * What a maker makes to read all of the history, from its beginning on and as far as it has come
   * whenever it is asked for. Shared as what {@link #shared} makes is, by strategies that are made
   * one after the other while the history grows, so that none begins anew; until answers are
   * forgotten, or the learner settles.
   *
   * @param key names what is made, as of {@link #shared}
   * @param maker what it makes is changed by the maker's class alone
   * @param <T> what is made
   */
  default <T> T reader(Object key, Supplier<T> maker) {
    return maker.get();
  }
}

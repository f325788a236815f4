package org.querent.strategies;

/**
 * Tells the time that goes into scores from the time that goes into choosing by them. Times go into
 * reports and nowhere else: a strategy that says nothing asks the same. Not thread-safe.
 */
public interface ScoreWatch {
  /** For rounds that nobody measures. */
  ScoreWatch NONE =
      new ScoreWatch() {
        @Override
        public void begin() {}

        @Override
        public void scored() {}
      };

  /** A strategy, or one within it, is asked: what it does from now on is to score. */
  void begin();

  /**
   * All is scored: what the strategy does from now on is to choose. {@link
   * org.querent.strategies.selection.BatchSelector} says so for those that use it.
   */
  void scored();
}

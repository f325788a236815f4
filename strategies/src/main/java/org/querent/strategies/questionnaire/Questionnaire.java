package org.querent.strategies.questionnaire;

/** What to ask somebody next, by their own answers alone. */
@FunctionalInterface
public interface Questionnaire {
  /**
   * The next question.
   *
   * @param person has a question left to be asked
   * @return a candidate of theirs that may be asked
   */
  int next(Interviewee person);
}

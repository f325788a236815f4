package org.querent.strategies.questionnaire;

/** A questionnaire that predicts ratings as well, by what it asks by. */
public interface PredictingQuestionnaire extends Questionnaire {
  /**
   * Predicts what somebody would rate every item, by their answers so far.
   *
   * @param means gets the predictions, in the unit of the data
   */
  void predict(Interviewee person, double[] means);
}

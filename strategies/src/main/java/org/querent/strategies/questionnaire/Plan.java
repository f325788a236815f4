package org.querent.strategies.questionnaire;

/**
 * What all strategies of a run share; not thread-safe, as a run asks from one thread.
 *
 * @param known what was known before the first question
 * @param questionnaire was made of it
 */
record Plan(InitialRatings known, Questionnaire questionnaire) {}

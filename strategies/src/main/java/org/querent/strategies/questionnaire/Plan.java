package org.querent.strategies.questionnaire;

/**
 * What all strategies of a run share. Immutable.
 *
 * @param known what was known before the first question
 * @param questionnaire was made of it
 */
record Plan(InitialRatings known, Questionnaire questionnaire) {}

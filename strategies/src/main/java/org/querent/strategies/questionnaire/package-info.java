/**
 * Questionnaires for newcomers, made once from the ratings that were known before the first
 * question: a list, the same for all, or a tree whose branches are what a newcomer answers and what
 * they cannot answer.
 *
 * <p>The classics of their field, as baselines: {@link
 * org.querent.strategies.questionnaire.GreedyExtend} and {@link
 * org.querent.strategies.questionnaire.Igcn} are here, those that ask by a tree in {@link
 * org.querent.strategies.tree}. Each knows nothing of the model that learns from the answers. Users
 * are asked in turn, those asked the least often first; each is asked by their own answers alone.
 * Where a questionnaire has come to its end, it goes on with the items that have the most ratings.
 *
 * <p>A questionnaire takes a moment to make: all strategies of a run share it, as many newcomers as
 * there may be. It depends on nothing but those ratings, so that a run which is resumed asks on by
 * the same.
 */
package org.querent.strategies.questionnaire;

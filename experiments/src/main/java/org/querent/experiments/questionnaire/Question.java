package org.querent.experiments.questionnaire;

import org.querent.experiments.ask.ItemLabel;

/**
 * A question of a list.
 *
 * @param item what it is about
 * @param answers which part of the known users has rated the item
 * @param error the mean squared error after it, rehearsed with known users, in parts of that before
 *     the first question
 * @param worth nDCG@10 after it, likewise
 */
public record Question(ItemLabel item, double answers, double error, double worth) {}

/**
 * From scores to a batch of queries: the top of the list, greedy, or stochastic.
 *
 * <p>Scores are kept from round to round, by the numbers of the candidates, under trees of blocks
 * of 64: {@link org.querent.strategies.selection.BatchSelector} makes anew the scores of the rows
 * that have moved, and finds the best, or draws, in O(log candidates). Stochastic selection draws
 * one candidate after another from what is left, with probabilities proportional to weights:
 * successive sampling, the distribution that the Gumbel top-k trick also draws from (Yellott 1977,
 * The relationship between Luce's choice axiom, Thurstone's theory of comparative judgment, and the
 * double exponential distribution; Kool, van Hoof and Welling 2019, Stochastic beams and where to
 * find them; Kirsch et al. 2023, Stochastic batch acquisition, for its use in active learning).
 *
 * <p>What a score means is the affair of the acquisition that makes it. Strategies that do not
 * score every candidate have no use for it; those that ask users in turn count the {@link
 * org.querent.strategies.selection.UserTurns turns}.
 */
package org.querent.strategies.selection;

/**
 * First and second moments of the parameters of a posterior's rows, in plain arrays: what is scored
 * from, and what falls as answers are taken for granted.
 *
 * <p>{@link org.querent.strategies.moments.NormalEquations} solves for a row. What a score is made
 * of them is the affair of {@code variance}, and of the simulator's oracle.
 */
package org.querent.strategies.moments;

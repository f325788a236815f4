/**
 * One model, fitted on one part of a data set and measured on the other, and what is asked of it
 * later.
 *
 * <p>How an epoch is computed is known to {@code core}; here is what surrounds it: the split, the
 * log, snapshots that a killed training goes on from, early stopping, and the prediction of files
 * of pairs. What a query is is not known here.
 */
package org.querent.experiments.training;

/**
 * Variational factorization machines: the posterior, its fit and its predictions.
 *
 * <p>{@link org.querent.core.model.Posterior} is what others read; {@link
 * org.querent.core.model.Vfm} fits one to ratings and goes on from it when ratings are added. What
 * a query is, who answers it and how errors are measured is not known here.
 */
package org.querent.core.model;

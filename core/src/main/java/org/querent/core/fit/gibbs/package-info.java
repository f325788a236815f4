/**
 * Gibbs sampling: features, bias, noise and priors are drawn in turn from their distributions given
 * everything else.
 */
package org.querent.core.fit.gibbs;

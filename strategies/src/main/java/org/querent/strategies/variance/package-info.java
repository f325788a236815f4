/**
 * Strategies that rank candidates by means and variances of their predictions, in closed form.
 *
 * <p>The variances that fall as a batch grows are kept here, apart from the posterior. How a batch
 * is chosen from scores is in {@code selection}.
 *
 * <p>With v(c) the epistemic variance of a candidate c = (u, i) and sigma^2 that of the noise, the
 * answer is, to first order, a linear-Gaussian observation of the parameters of u and i, with
 * sensitivities z_i = (1, mu_i) and z_u. A row's covariance S falls by (S z)(S z)^T / (v +
 * sigma^2), and the summed variance over a set of targets by
 *
 * <pre>
 *   gain(c) = sum over both rows of (S z)^T H (S z) / (v(c) + sigma^2),   H = sum of E[z z^T]
 * </pre>
 *
 * where H sums over the targets that share the row. A diagonal covariance keeps its shape: what an
 * answer would make of the rest of S is dropped, and with it the rest of H, so that the gain is the
 * sum over the parameters j of both rows of
 *
 * <pre>
 *   S_jj^2 z_j^2 H_jj / (v(c) + sigma^2)
 * </pre>
 *
 * It needs no label, so a batch can be chosen greedily, taking each pair as answered.
 */
package org.querent.strategies.variance;

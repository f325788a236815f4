/**
 * How the parameters of a machine are fitted to ratings: the ratings as a graph, sums over the
 * ratings of a row, the regression that they are, and the bound that is climbed.
 *
 * <p>Below it are coordinate ascent, Adam and Gibbs sampling. What computes the sums is not known
 * here, but given.
 *
 * <h2>Coordinate ascent</h2>
 *
 * Under q a prediction is linear in the parameters theta of one feature: yhat_n = g_n + h_n theta,
 * with g and h free of theta. The optimal q(theta) is Gaussian with
 *
 * <pre>
 *   precision = A + beta sum_n E[h_n h_n^T]
 *   mean      = precision^-1 (A m + beta sum_n E[h_n (y_n - g_n)])
 * </pre>
 *
 * for a prior N(m, A^-1), and only the diagonal of the precision matters where the parameters are
 * independent. Noise and prior follow in closed form: beta is N / (loss + 2 b), with loss the
 * summed expected loss and a weak hyperprior exp(-b beta) that keeps it finite where ratings have
 * no noise, m the mean of the group's means, A^-1 their expected spread. Estimated from the first
 * sweeps on, the prior lets all factors collapse to zero, so it is held for a while as the noise
 * moves.
 *
 * <h2>Noise by user</h2>
 *
 * Where each user's ratings have a precision of their own, beta tau_u, every sum over ratings has
 * the weights E[tau_u]: those in the regression above, of bias and items as of the user's own row,
 * and the loss that beta follows from. After a user's row, tau_u is put at its optimum, by the sums
 * that the row was solved with; after beta, the shape a, by Newton's steps; last, all b_u and beta
 * are multiplied by the c that is best for the factors' prior and beta's, and changes no rating's
 * precision:
 *
 * <pre>
 *   a_u = a + n_u / 2        b_u = a + beta L_u / 2        ln a - psi(a) = mean (E[tau_u] - E[ln tau_u]) - 1
 *   c = argmax -U a ln c - a sum_u E[tau_u] / c - b beta c      with U users and b beta's hyperprior
 * </pre>
 *
 * All but the last are also made as ratings are followed and, of a row alone, folded in.
 *
 * <h2>Regressed means</h2>
 *
 * Where something is known of a group's features, m is m_g + B^T phi_r, and B has a Gaussian
 * posterior that is part of the bound ({@link org.querent.core.posterior.PriorRegression}; the
 * formulas are in {@code core/README.md}).
 *
 * <h2>Learned scales (auto-vfm)</h2>
 *
 * A = s_d^-2, and the group means have a Gaussian posterior and the prior N(0, s_g^2); both scales
 * have the hyperprior Gamma(1, 1) and are set to their maximum.
 */
package org.querent.core.fit;

/**
 * Factorization machines: ratings go in, a posterior comes out.
 *
 * <p>{@link org.querent.core.model.FactorizationMachine} fits a {@link
 * org.querent.core.posterior.Posterior} to ratings and goes on from it when ratings are added. How
 * it is fitted is told in {@link org.querent.core.fit}, what computes it in {@link
 * org.querent.core.engine}. What a query is, who answers it and how errors are measured is not
 * known here.
 *
 * <h2>The machine</h2>
 *
 * An example is a sparse vector x of active features; k factors per feature (Rendle 2010,
 * Factorization machines, equation 5):
 *
 * <pre>
 *   yhat(x) = w0 + sum_j w_j x_j + sum_{i&lt;j} &lt;v_i, v_j&gt; x_i x_j
 *           = w0 + sum_j w_j x_j + 1/2 sum_f [ (sum_j v_jf x_j)^2 - sum_j v_jf^2 x_j^2 ]
 * </pre>
 *
 * Each pair of features counts once and none with itself. Since the features of an example are
 * those of its user and those of its item, the sum splits into a part of either row and an inner
 * product of both ({@code Side}), and everything below costs per row what would else cost per
 * rating.
 *
 * <h2>The unit</h2>
 *
 * A model computes with ratings z = (y - centre) / spread, standardised by the middle and a quarter
 * of the range of their scale: from 1 to 5 stars that is z = y - 3 ({@link
 * org.querent.core.posterior.RatingUnit}, which says why). All constants below are of z and have no
 * unit; a model that fits z fits c y + d the same. What is read from a model is in the unit of y:
 * with s for the spread, slopes have s times the means, factors sqrt(s) times, predictions s^2
 * times the variances. The evidence lower bound alone is that of z.
 *
 * <h2>Point estimate (fm)</h2>
 *
 * Minimises the mean of (y - yhat)^2 plus (lambda0 w0^2 + lambda1 |w|^2 + lambda2 |V|^2) / N. It
 * has no variances: what is not known of its parameters is in its noise, which is the mean squared
 * residual times N^2 / (N - p)^2, by generalised cross-validation, with p effective parameters
 * ({@code EffectiveParameters}). No parameter depends on it.
 *
 * <h2>Variational posterior (vfm)</h2>
 *
 * q(w0) = N(m0, s0), and a Gaussian for every feature's (w_j, v_j), of independent parameters
 * (diagonal: w_j has variance s_j, v_jf mean mu_jf and variance t_jf) or with a full covariance.
 * Ratings are y ~ N(yhat, 1 / beta). The prior of a feature is that of its group, with a mean of
 * its own on which features without evidence fall back. What is climbed is the evidence lower bound
 *
 * <pre>
 *   sum_n E[log N(y_n; yhat_n, 1 / beta)] - sum KL(q || prior) + log hyperprior
 * </pre>
 *
 * with weights lambda0, lambda1, lambda2 on the divergences of bias, slopes and factors. With p_j =
 * x_j mu_jf, r_j = x_j^2 t_jf, P = sum p_j and R = sum r_j, the prediction has, per factor,
 *
 * <pre>
 *   mean      1/2 (P^2 - sum p_j^2)
 *   variance  sum_j r_j (P - p_j)^2 + 1/2 (R^2 - sum r_j^2)
 * </pre>
 *
 * since the pair sum decomposes into uncorrelated first- and second-order parts. For two features
 * of value 1 that is t_u t_i + t_u mu_i^2 + t_i mu_u^2. The formula published with the idea in 2016
 * multiplies variances by means instead of their squares, which can be negative. The <em>epistemic
 * variance</em> of a prediction is s0 + sum s_j x_j^2 plus these; the <em>predictive variance</em>
 * of a new rating is 1 / beta larger. The expected loss of a rating is (y - mean)^2 plus the
 * epistemic variance.
 *
 * <h2>Noise by user</h2>
 *
 * With {@code noise: by-user} the ratings of user u are y ~ N(yhat, 1 / (beta tau_u)), with tau_u ~
 * Gamma(a, a), shape and rate: 1 on average, as without. The posterior has q(tau_u) = Gamma(a_u,
 * b_u) beside its Gaussians. A rating y is what was felt, rounded: N(y, 0.0025), a twentieth of a
 * quarter of the range away, so that users who always give the same rating, which is predicted
 * exactly, do not get all precision that there is. With n_u ratings of u and L_u the sum of their
 * expected losses, n_u / 400 included, the bound is
 *
 * <pre>
 *   sum_u [ n_u (ln beta + E[ln tau_u] - ln 2 pi) - beta E[tau_u] L_u ] / 2
 *     - sum KL(q || prior) - sum_u KL(Gamma(a_u, b_u) || Gamma(a, a)) + log hyperprior
 *   E[tau_u] = a_u / b_u        E[ln tau_u] = psi(a_u) - ln b_u
 *   KL = (a_u - a) psi(a_u) - ln G(a_u) + ln G(a) + a ln (b_u / a) + a_u (a - b_u) / b_u
 * </pre>
 *
 * with psi the derivative of ln G, the logarithm of the Gamma function, over the users with
 * ratings. The noise of a rating of u is 1 / (beta E[tau_u]) wherever it is read; of somebody
 * without ratings it is 1 / beta, that of the average precision. The optima are in {@link
 * org.querent.core.fit}.
 *
 * <h2>Ratings that are steps of a scale</h2>
 *
 * With {@code likelihood: ordinal} a rating is level c of a scale, from 0 on, if what was felt, z ~
 * N(yhat, 1), is between the thresholds b_c and b_(c+1), of which the first and the last are
 * infinite: an ordered probit. {@code binary} is the same of two levels. With q(z) beside the
 * Gaussians, at its optimum N(m, 1) between the two thresholds, the bound is
 *
 * <pre>
 *   sum_n ( ln [Phi(b_(c+1) - m_n) - Phi(b_c - m_n)] - v_n / 2 ) - sum KL(q || prior) + log hyperprior
 * </pre>
 *
 * m_n and v_n being mean and epistemic variance of yhat. So every update is that of a Gaussian
 * likelihood with beta = 1 and
 *
 * <pre>
 *   E[z_n] = m_n + [phi(b_c - m_n) - phi(b_(c+1) - m_n)] / [Phi(b_(c+1) - m_n) - Phi(b_c - m_n)]
 * </pre>
 *
 * in the place of the rating, which is made anew from what the parameters are whenever the ratings
 * of a row are summed up; none is kept. The thresholds go up the bound by Newton steps, halved
 * until it does not fall: it is concave in them, its Hessian tridiagonal. The one in the middle
 * stays, and the bias moves. To the log hyperprior they add ln [Phi(b_(c+1) - y_c) - Phi(b_c -
 * y_c)] for each level, y_c being its standardised rating: as if each had been given once, so that
 * one that nobody chose keeps its place. Local updates leave bias and thresholds to the next pass.
 *
 * <p>{@link org.querent.core.posterior.Posterior} is of what is felt, in quarters of the scale's
 * range, and that is what strategies reckon in. A new rating is level c with the probability
 *
 * <pre>
 *   P(c) = Phi((b_(c+1) - m) / sqrt(1 + v)) - Phi((b_c - m) / sqrt(1 + v))
 * </pre>
 *
 * and its mean and variance are of these ({@link org.querent.core.posterior.LevelPredictor}): that
 * is what {@link org.querent.core.model.FactorizationMachine#predictor} predicts and what errors
 * are measured of.
 *
 * <h2>Where the implementation of 2016 differs</h2>
 *
 * It counts each pair twice and, at last, each feature with itself; works for two features only;
 * still draws noise in the bias when it predicts; penalises the bias by b instead of b^2; reads a
 * log variance as that of a standard deviation in one place and not in another; and fixes beta at 2
 * without saying so. Here {@code noise-precision: 2} asks for that where ratings are from 1 to 5. A
 * log variance is the sum of its group's and its own, of which divergences are taken apart, so that
 * all variances fall to nearly nothing for the price of one: it is a point estimate. What its
 * weights are here, row by row of its results on MovieLens 1M, and what comes of them, is in {@code
 * core/README.md}.
 */
package org.querent.core.model;

/**
 * Factorization machines: their parameters, how they are fitted, and what they predict.
 *
 * <p>{@link org.querent.core.model.Posterior} is what others read; {@link
 * org.querent.core.model.FactorizationMachine} fits one to ratings and goes on from it when ratings
 * are added. What a query is, who answers it and how errors are measured is not known here.
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
 * org.querent.core.model.RatingUnit}, which says why). All constants below are of z and have no
 * unit; a model that fits z fits c y + d the same. What is read from a model is in the unit of y:
 * with s for the spread, slopes have s times the means, factors sqrt(s) times, predictions s^2
 * times the variances. The evidence lower bound alone is that of z.
 *
 * <h2>Point estimate (fm)</h2>
 *
 * Minimises the mean of (y - yhat)^2 plus (lambda0 w0^2 + lambda1 |w|^2 + lambda2 |V|^2) / N.
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
 * <h2>Learned scales (auto-vfm)</h2>
 *
 * A = s_d^-2, and the group means have a Gaussian posterior and the prior N(0, s_g^2); both scales
 * have the hyperprior Gamma(1, 1) and are set to their maximum.
 *
 * <h2>Engines</h2>
 *
 * Given one side, the ratings of a row of the other enter a sweep, a sample or a batch of Adam
 * through a few sums only, and that is where engines differ ({@code RowSummation}): the cpu engine
 * loops over the ratings; the engines of ND4J gather the rows at their other ends, those of similar
 * degree side by side, and sum by matrix products. What follows from the sums is shared.
 *
 * <h2>The format of a saved model</h2>
 *
 * An archive ({@link org.querent.core.archive}) of the kind {@code querent-model}, version 2. With
 * n features, w = 1 + k numbers each (the slope, then the factors), and g groups of the prior:
 *
 * <table>
 * <caption>Arrays</caption>
 * <tr><th>array</th><th>shape</th><th>content</th></tr>
 * <tr><td>{@code bias}</td><td>2</td><td>its mean and variance</td></tr>
 * <tr><td>{@code noise-precision}</td><td>1</td><td>beta</td></tr>
 * <tr><td>{@code feature-means}</td><td>n, w</td><td>of every feature; of a sampled model, the last
 *     sample</td></tr>
 * <tr><td>{@code feature-covariances}</td><td>n, w or n, w, w</td><td>variances, or covariances if
 *     they are full; n, 0 of a point estimate</td></tr>
 * <tr><td>{@code prior-means}, {@code prior-mean-variances}, {@code prior-group-precisions}</td>
 *     <td>g, w</td><td>of every group</td></tr>
 * <tr><td>{@code prior-precisions}</td><td>g, w or g, w, w</td><td>of every group</td></tr>
 * <tr><td>{@code user-ids}, {@code item-ids}</td><td>users; items</td><td>the original ids</td></tr>
 * <tr><td>{@code time-edges}</td><td>spans - 1</td><td>in seconds since 1970; only with a field of
 *     times</td></tr>
 * <tr><td>{@code users-row-starts}, {@code users-features}, {@code users-values}, and the same of
 *     {@code items}</td><td>rows + 1; entries; entries</td><td>compressed rows of a design, unless
 *     it is the identity</td></tr>
 * <tr><td>{@code sample-biases}, {@code sample-noise-precisions}</td><td>s</td><td>of every sample
 *     of a sampled model</td></tr>
 * <tr><td>{@code sample-}<i>number</i>{@code -features}, {@code -users}, {@code -items}</td>
 *     <td>n, w; rows, w</td><td>the features of a sample, and the rows of a design that is not the
 *     identity</td></tr>
 * <tr><td>others</td><td></td><td>what an optimiser keeps between passes</td></tr>
 * </table>
 *
 * The settings of the header have {@code model}, {@code training} and {@code seed} as an experiment
 * says them; {@code passes} done and {@code ratings} known; {@code scale-min} and {@code
 * scale-max}; {@code centre} and {@code spread}, by which ratings are standardised: the arrays are
 * of standardised ratings; {@code fields} with name, size, declaration and, where they do not
 * follow from ids, labels; the rows, features and first feature of the designs {@code users} and
 * {@code items}; and {@code notes} of whoever saved the model. The users' row is their index; the
 * items' rows are first one per item and then, with times, one per item and span, the spans of an
 * item together.
 *
 * <p>Version 1 has neither centre nor spread, which are 0 and 1 there: its arrays are in the unit
 * of the ratings. It is read to predict, and not trained further.
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

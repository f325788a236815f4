/**
 * Who can answer what: the probability that a user knows an item, learned from who has rated what
 * and told by every answer and every "I don't know it" of an interview.
 *
 * <p>A logistic factor model. With {@code o} the offsets of user and item and {@code x}, {@code y}
 * their k factors,
 *
 * <pre>  P(u knows i) = sigma(o_u + o_i + x_u . y_i)</pre>
 *
 * {@link org.querent.core.exposure.Exposure#fit} finds Gaussian posteriors of all rows from {@link
 * org.querent.core.data.Incidence}, by the bound of Jaakkola and Jordan (2000), whose updates are
 * closed; {@link org.querent.core.exposure.UserExposure} is the belief about one user, which starts
 * from the posterior, or for a newcomer from the distribution of all users, and goes on from
 * question to question.
 *
 * <p>How users rate what they know is none of this package's business: it sees pairs, no ratings,
 * and no more of them than whoever asks may see.
 */
package org.querent.core.exposure;

/**
 * Models on disk: written, gone on from, read to predict with, and explained part by part.
 *
 * <h2>The format of a saved model</h2>
 *
 * An archive ({@link org.querent.core.archive}) of the kind {@code querent-model}, version 3. With
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
 * <tr><td>{@code thresholds}</td><td>levels - 1</td><td>b between what becomes which rating; only
 *     with a likelihood of steps</td></tr>
 * <tr><td>{@code user-noise-shape}</td><td>1</td><td>a; this and the next only with noise by
 *     user</td></tr>
 * <tr><td>{@code user-noise-shapes}, {@code user-noise-rates}</td><td>users</td><td>of the factor
 *     of every user's noise precision</td></tr>
 * <tr><td>{@code user-ids}, {@code item-ids}</td><td>users; items</td><td>the original ids,
 *     where all of a side are whole numbers of at most 18 digits</td></tr>
 * <tr><td>{@code user-id-texts}, {@code item-id-texts}</td><td>bytes</td><td>else, the original ids
 *     as UTF-8, one after the other</td></tr>
 * <tr><td>{@code user-id-starts}, {@code item-id-starts}</td><td>users + 1; items + 1</td><td>where
 *     each of these starts, and where the last one ends</td></tr>
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
 * <tr><td>{@code known-users}, {@code known-items}, {@code known-ratings}, {@code
 *     known-timestamps}</td><td>ratings</td><td>what it was fitted to, by indices, in order; only in
 *     a model that goes on learning</td></tr>
 * <tr><td>{@code user-column-texts}, {@code item-column-texts}, and their {@code -starts}</td>
 *     <td>bytes; values + 1</td><td>there, what is known of each user and item, column by column, as
 *     ids are</td></tr>
 * <tr><td>{@code log-users}, {@code log-items}</td><td>pairs</td><td>there, who has consumed what
 *     by the log of a field of consumption, by indices, users rising</td></tr>
 * <tr><td>others</td><td></td><td>what an optimiser keeps between passes</td></tr>
 * </table>
 *
 * The settings of the header have {@code model}, {@code training} and {@code seed} as an experiment
 * says them, but for noise that is common and a Gaussian likelihood; {@code passes} done and {@code
 * ratings} known; {@code scale-min} and {@code scale-max}; {@code centre} and {@code spread}, by
 * which ratings are standardised: the arrays are of standardised ratings; {@code fields} with name,
 * size, declaration and, where they do not follow from ids, labels; with {@code known-} arrays
 * {@code known}, the names of the columns, and what the log was; the rows, features and first
 * feature of the designs {@code users} and {@code items}; and {@code notes} of whoever saved the
 * model. The users' row is their index; the items' rows are first one per item and then, with
 * times, one per item and span, the spans of an item together.
 *
 * <p>Version 2 has ids that are numbers only, and is the same otherwise. Version 1 has neither
 * centre nor spread, which are 0 and 1 there: its arrays are in the unit of the ratings. It is read
 * to predict, and not trained further.
 */
package org.querent.core.saved;

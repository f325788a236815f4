/**
 * Adam on mini-batches of ratings: the gradient of a batch's expected loss, in closed form or
 * sampled, and the step that moves all parameters.
 */
package org.querent.core.fit.adam;

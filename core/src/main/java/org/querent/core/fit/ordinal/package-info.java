/**
 * The part of a bound that ratings have which are steps of a scale: the thresholds between steps,
 * and how probable the ratings are.
 */
package org.querent.core.fit.ordinal;

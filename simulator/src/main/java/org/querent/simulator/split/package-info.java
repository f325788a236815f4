/**
 * How the ratings of a data set are parted: what is held out, what is known, what may be asked for.
 *
 * <p>Who is asked for what is in {@code protocol}.
 */
package org.querent.simulator.split;

/**
 * Coordinate ascent: sweeps over all rows, updates of the rows of new ratings and what is next to
 * them, and the fit of one row to its ratings with everything else as it is.
 */
package org.querent.core.fit.ascent;

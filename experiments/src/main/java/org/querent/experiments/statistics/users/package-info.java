/**
 * Compares strategies user by user, beside seed by seed: what was measured of single users at the
 * end of runs. Functions of numbers; no files, no texts.
 */
package org.querent.experiments.statistics.users;

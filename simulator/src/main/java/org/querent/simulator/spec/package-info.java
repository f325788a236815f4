/**
 * What a run is: its protocol, its parts of the data, how its oracle answers, how long it goes on.
 *
 * <p>Values that are checked and nothing that computes; and the exception of the module, for what
 * does not fit.
 */
package org.querent.simulator.spec;

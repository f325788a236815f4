/**
 * How much to ask, apart from what to ask, which is the affair of strategies: the budget of a run,
 * and rules that say when an interview has asked enough.
 *
 * <p>Rules come in by the same door as strategies: a provider with typed parameters, found by its
 * name. They see what is known of the user, and neither answers yet to come nor errors. Who asks a
 * person ends by one; a simulated run goes on, and tells where each would have stopped.
 */
package org.querent.simulator.stopping;

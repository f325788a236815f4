/** How much to ask: apart from what to ask, which is the affair of strategies. */
package org.querent.simulator.stopping;

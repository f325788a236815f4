/**
 * One user as the posterior knows them: what they would like best, how sure that is, what a
 * question would tell, and which of their ratings a recommendation is due to.
 *
 * <p>For whoever shows it to the user or decides when enough was asked. What to ask is the affair
 * of strategies, and these do not look here.
 */
package org.querent.strategies.profile;

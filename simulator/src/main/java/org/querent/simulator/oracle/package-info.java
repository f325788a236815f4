/**
 * Questions and answers: what may be asked, the held-back ratings that answer it, with noise where
 * people are noisy, and the strategy that cheats by knowing them.
 *
 * <p>Who asks, and in which order, is not known here.
 */
package org.querent.simulator.oracle;

/**
 * Other learners judge: what was asked by a strategy and its model is learnt by another, from
 * scratch, and measured on the same holdout. The interface of learners, what finds them by their
 * names, and what measures them from the log of a run; the built-in learners are below. Nothing
 * here asks.
 */
package org.querent.simulator.judge;

/**
 * The factorization machines of core as learners that judge, of plain users and items: what was
 * asked by one is learnt by another kind, or by the same from scratch.
 */
package org.querent.simulator.judge.machine;

/**
 * Learners that know no interaction of users and items: what is liked in general, and by whom; and
 * the biases that other learners begin with.
 */
package org.querent.simulator.judge.basic;

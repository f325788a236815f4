/** Learners that predict by what is near: items that the same users rate alike. */
package org.querent.simulator.judge.knn;

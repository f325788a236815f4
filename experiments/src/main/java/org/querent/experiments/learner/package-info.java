/**
 * Learners that judge as they are written in YAML: read, written back and described. What they are
 * is the affair of the simulator, and when they judge that of {@code run}.
 */
package org.querent.experiments.learner;

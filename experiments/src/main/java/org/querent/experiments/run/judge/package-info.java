/**
 * Lets other learners judge the complete runs of a folder, from what these have logged; nothing is
 * played again. What a learner is and how it is measured is the simulator's affair.
 */
package org.querent.experiments.run.judge;

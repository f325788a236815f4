/**
 * Asking people: a model that was trained for it, the interview with one person, the answers log
 * that survives whatever happens to the process, and the conversation in a terminal.
 *
 * <p>What is asked is the affair of the model's strategy, and how an answer moves the model that of
 * the learner: both are those of a simulated run. Networks are not known here.
 */
package org.querent.experiments.ask;

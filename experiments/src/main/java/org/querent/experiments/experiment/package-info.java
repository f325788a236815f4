/**
 * What an experiment is: validated records, and the way from YAML to them and back.
 *
 * <p>Every default of an experiment is written here once. How YAML is parsed and bound is in {@code
 * yaml}, how an experiment is played in {@code run}.
 */
package org.querent.experiments.experiment;

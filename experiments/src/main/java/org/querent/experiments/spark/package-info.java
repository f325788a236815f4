/**
 * Plays the runs of an experiment on a cluster of Apache Spark. The only package that knows Spark,
 * which is there only if the build was made with it: nothing here is loaded unless asked for.
 */
package org.querent.experiments.spark;

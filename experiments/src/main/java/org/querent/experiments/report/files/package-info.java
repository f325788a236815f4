/**
 * The folder of a report: which files it has, and how they are written. What is in each of them is
 * in {@code report.page}, {@code report.paper} and {@code report.table}.
 */
package org.querent.experiments.report.files;

/**
 * Several experiments side by side: their report, with ranks and critical differences, and what
 * changed between two run folders. The figures and tables of one experiment are in {@code report}.
 */
package org.querent.experiments.across;

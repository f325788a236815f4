/**
 * What can be said about learning curves: intervals, summaries and paired tests over seeds.
 *
 * <p>Everything here is a pure function of the curves, and no value is ever extrapolated or filled
 * in. Files, formatting and figures do not live here, nor does the measuring of the curves.
 */
package org.querent.experiments.statistics;

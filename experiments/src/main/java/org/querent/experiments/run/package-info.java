/**
 * Playing an experiment: what its runs need is planned, and they are played in parallel, gone on
 * with, played again and compared.
 *
 * <p>Each run is written into the run folder, whose files are in {@code folder}; what a run does
 * between two answers is the simulator's. Nothing here knows what the numbers mean or how they are
 * shown: whoever plays an experiment brings what writes its report.
 */
package org.querent.experiments.run;

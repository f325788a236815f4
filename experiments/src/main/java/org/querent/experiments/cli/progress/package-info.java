/**
 * What is told of a computation while it goes on: bars and lines on a terminal, events in a file
 * for programs.
 *
 * <p>Nothing here knows what is computed beyond the numbers that it hears. A page that fills while
 * an experiment is played is in {@code live}.
 */
package org.querent.experiments.cli.progress;

/**
 * The command line.
 *
 * <p>Commands only read their arguments, call what does the work, and print. An error of the user
 * is one message on standard error; {@link org.querent.experiments.cli.end.ExitCode} says what a
 * command ends with.
 */
package org.querent.experiments.cli;

/**
 * The command line.
 *
 * <p>Commands only read their arguments, call what does the work, and print. An error of the user
 * is one message on standard error and exit code 2.
 */
package org.querent.experiments.cli;

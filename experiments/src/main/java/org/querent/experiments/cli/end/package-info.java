/**
 * How the process of a command ends: in good order when it is told to stop, and with the command's
 * code, whatever code of others does; and what codes mean.
 */
package org.querent.experiments.cli.end;

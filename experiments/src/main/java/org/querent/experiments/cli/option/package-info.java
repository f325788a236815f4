/**
 * Options and parameters that a command takes, each group with what follows from it: files, an
 * injector, settings, an engine.
 *
 * <p>They read and check what was given, and say what is wrong with it in the words of the command
 * line. What is done with it is the commands' in {@code cli}, the settings' bounds are those of
 * {@code experiment} and {@code training}.
 */
package org.querent.experiments.cli.option;

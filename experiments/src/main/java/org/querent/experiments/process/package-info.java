/**
 * Strategies in any language: a program that is asked in lines of JSON and answers in lines of
 * JSON. What a line says is here, and who starts, waits for and ends the program. Whether programs
 * may be run at all is decided at the command line.
 */
package org.querent.experiments.process;

/**
 * The jars that bring query strategies of others: opening them and telling what is wrong with one.
 *
 * <p>What a strategy is, and how it is found by name once its jar is open, is in {@code
 * org.querent.strategies}.
 */
package org.querent.experiments.plugin;

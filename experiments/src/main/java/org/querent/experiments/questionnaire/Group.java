package org.querent.experiments.questionnaire;

import java.util.BitSet;

/**
 * Items of which a list has so many.
 *
 * @param name the column and the value that they share, for messages
 * @param items by index; aliased, and not changed
 * @param least how many there are at least
 * @param most how many there are at most
 */
record Group(String name, BitSet items, int least, int most) {}

package org.querent.strategies.tree;

/**
 * How far a tree grows.
 *
 * @param candidates how many of the most rated items may be asked about
 * @param depth the most questions on a way down
 * @param fewest users at a node below which it is an end
 */
record TreeSize(int candidates, int depth, int fewest) {}

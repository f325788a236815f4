/**
 * Questionnaires that are decision trees: each node asks about an item, and parts those who like
 * it, who dislike it and who do not know it.
 *
 * <p>A grower chooses the questions, by how much the error of what a node's model predicts falls:
 * mean ratings in {@link org.querent.strategies.tree.BootstrapTree}, factors in {@link
 * org.querent.strategies.tree.FunctionalFactorization}.
 */
package org.querent.strategies.tree;

package org.querent.strategies.tree;

/**
 * What predicts the ratings of the users at a node of a tree. Not thread-safe: models of one tree
 * may share working memory.
 */
interface NodeModel {
  /**
   * How much less the squared error over all ratings of the users at the node is, what holds a
   * prediction back to the node's counted in, if each of three groups gets a prediction of its own,
   * than if one group of all does: of those who like an item, those who dislike it, and all others.
   *
   * @param raters users at the node: who likes the item from {@code from} to {@code middle}, who
   *     dislikes it from there to {@code to}
   */
  double gain(int[] raters, int from, int middle, int to);

  /** Predicts the ratings of the node's users of an item, in the unit of the data. */
  double predict(int item);

  /** The model of a group. */
  NodeModel child(int[] users);

  /** Is told that the node is an end, where these users are. */
  void end(int[] users);
}

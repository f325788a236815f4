package org.querent.strategies.tree;

/** A tree of questions: at each node either one, or the end. */
sealed interface Node {
  /** The users of known ratings at the node, ascending; aliased. */
  int[] users();

  /**
   * A question, and what comes after each of its answers.
   *
   * @param item what it is about
   */
  record Question(int[] users, int item, Node liked, Node disliked, Node unknown) implements Node {}

  /** Here the tree has nothing more to ask. */
  record End(int[] users) implements Node {}
}

package org.querent.strategies.tree;

import java.util.random.RandomGenerator;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.questionnaire.InitialRatings;

/**
 * Fits the tree and the items' factors of {@link FunctionalFactorization} in turn. Cost: that of a
 * {@link TreeGrower} with {@link NodeFactors} for each tree, and O(ratings * factors^2) each sweep.
 * Not thread-safe.
 */
final class FunctionalTree {
  /** After so many sweeps of the plain factorization its factors hardly turn any more. */
  private static final int SWEEPS = 5;

  private final InitialRatings known;
  private final FunctionalFactorization.Parameters parameters;
  private final int[] users;
  private final ItemFactors items;

  /** By user; null for those who have not rated. */
  private final double[][] profiles;

  FunctionalTree(InitialRatings known, FunctionalFactorization.Parameters parameters) {
    this.known = known;
    this.parameters = parameters;
    users = known.raters();
    profiles = new double[known.byUser().size()][];
    // The same start in every run, whatever its seed: a questionnaire hangs on the ratings alone.
    RandomGenerator random = new RandomStreams(0).stream("functional-mf");
    items = new ItemFactors(known, parameters.factors(), parameters.itemPrior(), random);
  }

  Node grow() {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      NodeFactors all = root();
      for (int user : users) {
        all.child(new int[] {user}).end(new int[] {user});
      }
      items.fit(profiles);
    }
    TreeSize size =
        new TreeSize(parameters.candidates(), parameters.depth(), parameters.fewestUsers());
    Node tree = new TreeGrower(known, size).grow(root(), users);
    for (int n = 1; n < parameters.trees(); n++) {
      items.fit(profiles);
      tree = new TreeGrower(known, size).grow(root(), users);
    }
    return tree;
  }

  /** The model of all users, by the items' factors as they are now. */
  NodeFactors root() {
    return NodeFactors.root(
        known.byUser(), users, items, parameters.nodePrior(), (user, p) -> profiles[user] = p);
  }
}

package org.querent.strategies.tree;

import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.strategies.questionnaire.InitialRatings;
import org.querent.strategies.questionnaire.Questionnaire;
import org.querent.strategies.questionnaire.QuestionnaireProvider;

/**
 * Functional matrix factorization: users' factors are what a tree of questions makes of their
 * answers, like, dislike and unknown; tree and items' factors are fitted in turn, each for the
 * other, and users are asked by the last tree (Zhou, Yang and Zha 2011, Functional matrix
 * factorizations for cold-start recommendation, SIGIR).
 *
 * <p>The factors at a node are shrunk to those of its parent, as in the source. Other than there,
 * ratings are predicted with the items' means and a bias of the node, ratings above the mean of all
 * are likes, on a scale of five stars four and more, and items' factors begin as those of a plain
 * factorization in which each user has factors of their own.
 */
public final class FunctionalFactorization
    extends QuestionnaireProvider<FunctionalFactorization.Parameters> {
  /** How far the tree grows, and what it fits. */
  public record Parameters(
      @Setting(value = "how many of the most rated items may be asked about", min = 1)
          int candidates,
      @Setting(value = "most questions on a way down the tree", min = 1, max = 100) int depth,
      @Setting(value = "users at a node below which it is not split", min = 1) int fewestUsers,
      @Setting(value = "number of factors", min = 0, max = 100) int factors,
      @Setting(value = "trees that are grown, each for the factors of the one before", min = 1)
          int trees,
      @Setting(value = "precision with which a node's factors are those of its parent", min = 1e-9)
          double nodePrior,
      @Setting(value = "precision with which items' factors are 0", min = 1e-9) double itemPrior) {}

  @Override
  public String name() {
    return "functional-mf";
  }

  @Override
  public String description() {
    return "Asks by a decision tree of likes, dislikes and unknown items whose nodes have factors.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        at a node of users U with factors p:
        argmax over items j of  sum over groups G of  g' (A + lambda I)^-1 g,  g = b - A p
        A = sum of z(i) z(i)',  b = sum of (r(u, i) - m(i)) z(i),  over the ratings of the users in G
        with G in turn who of U rates j above the mean of all ratings, who below, and who not at all,
        z(i) = (1, factors of i), m(i) the mean of i, lambda the node-prior; the groups have the factors
        p + (A + lambda I)^-1 g. After the last question: the item with the most ratings""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Zhou, Yang and Zha 2011, Functional matrix factorizations for cold-start recommendation, SIGIR""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(300, 12, 30, 8, 3, 10, 10);
  }

  @Override
  protected Questionnaire questionnaire(InitialRatings known, Parameters parameters) {
    FunctionalTree tree = new FunctionalTree(known, parameters);
    return new TreeQuestionnaire(tree.grow(), known.mean(), known.popularity(), tree::root);
  }
}

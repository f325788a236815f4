package org.querent.strategies.tree;

import java.util.Optional;
import java.util.function.Supplier;
import org.querent.core.settings.Setting;
import org.querent.strategies.questionnaire.InitialRatings;
import org.querent.strategies.questionnaire.Questionnaire;
import org.querent.strategies.questionnaire.QuestionnaireProvider;

/**
 * A decision tree that bootstraps a recommender: at each node it asks about the item whose answers,
 * like, dislike and unknown, part the users so that the mean ratings of the three groups predict
 * all their ratings best (Golbandi, Koren and Lempel 2011, Adaptive bootstrapping of recommender
 * systems using decision trees, WSDM). A group's means are smoothed by those of its parent, since
 * few of a small group have rated an item.
 *
 * <p>Three things are other than in the source: the error that a split is chosen by is that of the
 * smoothed means, where the source takes plain ones; ratings above the mean of all are likes, on
 * its scale of five stars four and more; and a node ends by the number of its users, not of their
 * ratings.
 */
public final class BootstrapTree extends QuestionnaireProvider<BootstrapTree.Parameters> {
  /** How far the tree grows, and how much its means are smoothed. */
  public record Parameters(
      @Setting(value = "how many of the most rated items may be asked about", min = 1)
          int candidates,
      @Setting(value = "most questions on a way down the tree", min = 1, max = 100) int depth,
      @Setting(value = "users at a node below which it is not split", min = 1) int fewestUsers,
      @Setting(value = "ratings for which the prediction of the parent node counts", min = 0)
          double smoothing) {}

  @Override
  public String name() {
    return "bootstrap-tree";
  }

  @Override
  public String description() {
    return "Asks by a decision tree of likes, dislikes and unknown items that predicts by mean ratings.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        at a node of users U with predictions m:
        argmax over items j of  sum over groups G and items i of  s^2 (n + 2 lambda) / (n + lambda)^2
        with G in turn who of U rates j above the mean of all ratings, who below, and who not at all, n the
        number of ratings of i in G, s the sum of r(u, i) - m(i) over them, lambda the smoothing; the groups
        predict m(i) + s / (n + lambda). After the last question: the item with the most ratings""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Golbandi, Koren and Lempel 2011, Adaptive bootstrapping of recommender systems using decision
        trees, WSDM""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(300, 12, 30, 20);
  }

  @Override
  protected Questionnaire questionnaire(InitialRatings known, Parameters parameters) {
    TreeSize size =
        new TreeSize(parameters.candidates(), parameters.depth(), parameters.fewestUsers());
    int[] users = known.raters();
    Supplier<NodeModel> models = () -> NodeMeans.root(known, users, parameters.smoothing());
    Node root = new TreeGrower(known, size).grow(models.get(), users);
    return new TreeQuestionnaire(root, known.mean(), known.popularity(), models);
  }
}

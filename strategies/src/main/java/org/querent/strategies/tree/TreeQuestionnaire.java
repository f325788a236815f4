package org.querent.strategies.tree;

import java.util.Optional;
import java.util.function.Supplier;
import org.querent.strategies.questionnaire.Interviewee;
import org.querent.strategies.questionnaire.PredictingQuestionnaire;

/**
 * Walks somebody down a tree: along what they like and dislike, and where they cannot tell, or may
 * not be asked, along what is unknown. From the end on the most popular items are asked about. It
 * predicts what the node predicts at which somebody is, whose question was not put to them yet.
 *
 * <p>The models of nodes are made anew for each prediction, on the way down: kept, they would take
 * nodes times items numbers. Not thread-safe.
 */
final class TreeQuestionnaire implements PredictingQuestionnaire {
  private final Node root;
  private final double mean;
  private final double[] popularity;
  private final Supplier<NodeModel> models;

  /** The model of the root; empty before the first prediction. */
  private Optional<NodeModel> model = Optional.empty();

  /**
   * A tree to be asked by.
   *
   * @param root where everybody begins
   * @param mean that of all ratings: those above it are likes, all others dislikes
   * @param popularity the number of ratings of each item; of items beyond there are none
   * @param models makes the model of the root
   */
  TreeQuestionnaire(Node root, double mean, double[] popularity, Supplier<NodeModel> models) {
    this.root = root;
    this.mean = mean;
    this.popularity = popularity;
    this.models = models;
  }

  @Override
  public int next(Interviewee person) {
    Node node = root;
    while (node instanceof Node.Question question) {
      Optional<Node> after = after(question, person);
      if (after.isEmpty()) {
        return person.candidate(question.item());
      }
      node = after.get();
    }
    return person.best(popularity, popularity);
  }

  /** Where somebody's answer leads to; empty if they can still be asked. */
  private Optional<Node> after(Node.Question question, Interviewee person) {
    double rating = person.rating(question.item());
    if (!Double.isNaN(rating)) {
      return Optional.of(rating > mean ? question.liked() : question.disliked());
    }
    return person.candidate(question.item()) >= 0
        ? Optional.empty()
        : Optional.of(question.unknown());
  }

  /** Costs O(items + ratings of the users at a node) for each node on the way, or less. */
  @Override
  public void predict(Interviewee person, double[] means) {
    NodeModel here = model.orElseGet(models);
    model = Optional.of(here);
    Optional<Node> node = Optional.of(root);
    while (node.isPresent() && node.get() instanceof Node.Question question) {
      node = after(question, person);
      if (node.isPresent()) {
        here = here.child(node.get().users());
      }
    }
    for (int item = 0; item < means.length; item++) {
      means[item] = item < popularity.length ? here.predict(item) : mean;
    }
  }
}

package org.querent.strategies.selection;

/** An acquisition whose scores are weighed by whether the question is answered. */
final class Weighted implements Acquisition {
  private final Acquisition acquisition;
  private final AnswerWeights weights;

  Weighted(Acquisition acquisition, AnswerWeights weights) {
    this.acquisition = acquisition;
    this.weights = weights;
  }

  @Override
  public boolean isPerCost() {
    return true;
  }

  /** Weights change with what a user is asked, and all of that user's pairs are scored again. */
  @Override
  public boolean keepsBounds() {
    return acquisition.keepsBounds();
  }

  @Override
  public double score(int user, int item) {
    return weighed(acquisition.score(user, item), user, item);
  }

  @Override
  public void scoreUser(int user, int[] items, int count, double[] scores) {
    acquisition.scoreUser(user, items, count, scores);
    if (acquisition.isPerCost()) {
      for (int n = 0; n < count; n++) {
        scores[n] *= weights.costOf(items[n]);
      }
    }
    weights.weigh(user, items, count, scores);
  }

  @Override
  public void scoreItem(int item, int[] users, int count, double[] scores) {
    acquisition.scoreItem(item, users, count, scores);
    for (int n = 0; n < count; n++) {
      scores[n] = weighed(scores[n], users[n], item);
    }
  }

  /** The worth of the answer alone, for what the question is expected to cost. */
  private double weighed(double score, int user, int item) {
    double worth = acquisition.isPerCost() ? score * weights.costOf(item) : score;
    return weights.weighed(worth, user, item);
  }

  @Override
  public void assumeAnswered(int user, int item) {
    acquisition.assumeAnswered(user, item);
  }
}

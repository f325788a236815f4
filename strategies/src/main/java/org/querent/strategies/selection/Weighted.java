package org.querent.strategies.selection;

/** An acquisition whose scores are weighed by whether the question is answered. */
final class Weighted implements Acquisition {
  private final Acquisition acquisition;
  private final AnswerWeights weights;

  Weighted(Acquisition acquisition, AnswerWeights weights) {
    this.acquisition = acquisition;
    this.weights = weights;
  }

  /** Weights change with what a user is asked, and all of that user's pairs are scored again. */
  @Override
  public boolean keepsBounds() {
    return acquisition.keepsBounds();
  }

  @Override
  public double score(int user, int item) {
    return weights.weighed(acquisition.score(user, item), user, item);
  }

  @Override
  public void scoreUser(int user, int[] items, int count, double[] scores) {
    acquisition.scoreUser(user, items, count, scores);
    weights.weigh(user, items, count, scores);
  }

  @Override
  public void scoreItem(int item, int[] users, int count, double[] scores) {
    acquisition.scoreItem(item, users, count, scores);
    for (int n = 0; n < count; n++) {
      scores[n] = weights.weighed(scores[n], users[n], item);
    }
  }

  @Override
  public void assumeAnswered(int user, int item) {
    acquisition.assumeAnswered(user, item);
  }
}

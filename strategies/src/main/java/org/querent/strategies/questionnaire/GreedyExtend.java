package org.querent.strategies.questionnaire;

import java.util.Optional;
import org.querent.core.settings.Setting;

/**
 * A list, the same for everybody, that is extended by one item after another: the one whose answers
 * lower the squared error the most of what the answers to the list predict, over the known ratings
 * of users who are taken for newcomers (GreedyExtend; Golbandi, Koren and Lempel 2010, On
 * bootstrapping recommender systems, CIKM).
 *
 * <p>The source leaves open what predicts. Here it is a regression of each item on the answers,
 * question after question: what is left of an item's rating, on what is left of the answer, with a
 * slope that is shrunk to 0. Nothing but sums of the residuals is needed for it. Items that are on
 * the list are predicted no longer. At the start everybody is predicted the items' means.
 */
public final class GreedyExtend extends QuestionnaireProvider<GreedyExtend.Parameters> {
  /** How long the list gets, and what it is made by. */
  public record Parameters(
      @Setting(value = "how many of the most rated items may be asked about", min = 1)
          int candidates,
      @Setting(value = "number of questions on the list", min = 1) int length,
      @Setting(value = "how many users are taken for newcomers, at most", min = 1) int users,
      @Setting(value = "answers for which a slope of 0 counts", min = 0) double shrinkage) {}

  @Override
  public String name() {
    return "greedy-extend";
  }

  @Override
  public String description() {
    return "Asks by a list of items, each of which lowered the error of known users the most.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        the list is extended by  argmax over items j of  sum over items i of  N^2 (D + 2 c) / (D + c)^2
        N = sum over u of e(u, i) e(u, j),  D = sum over u of e(u, j)^2,  over users who know i and j
        with e what is left of the ratings, r(u, i) - mean(i) at first, then e(u, i) - e(u, j) N / (D + c),
        and c the shrinkage times the mean of e^2 at first. After the list: the item with the most ratings""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Golbandi, Koren and Lempel 2010, On bootstrapping recommender systems, CIKM""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(300, 50, 1000, 20);
  }

  @Override
  protected Questionnaire questionnaire(InitialRatings known, Parameters parameters) {
    double[] ranks = new double[known.byItem().size()];
    int[] list = new GreedyList(known, parameters).items();
    for (int n = 0; n < list.length; n++) {
      ranks[list[n]] = list.length - n;
    }
    double[] popularity = known.popularity();
    return person -> person.best(ranks, popularity);
  }
}

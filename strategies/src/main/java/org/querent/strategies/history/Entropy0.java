package org.querent.strategies.history;

import java.util.Optional;
import java.util.Set;
import org.querent.core.settings.Setting;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.Selection;

/**
 * Entropy with the missing ratings as a value of its own, so that items few users know do not lead:
 *
 * <pre>
 *   -(w p_0 ln p_0 + sum over values of p ln p) / (w + number of values)
 * </pre>
 *
 * where all probabilities are shares of all users, p_0 is the share of those without a known
 * rating, and w their weight, 1/2 in the source (Rashid, Karypis and Riedl 2008, Learning
 * preferences of new users in recommender systems: an information theoretic approach). The divisor
 * is the same for all items and is left out here.
 */
public final class Entropy0 implements StrategyProvider<Entropy0.Parameters> {
  /** How much missing ratings count, and how the batch is chosen. */
  public record Parameters(
      @Setting("how a batch is chosen from the scores: top or stochastic") Selection selection,
      @Setting(value = "exponent of the score in stochastic selection", min = 0, max = 1000)
          double power,
      @Setting(value = "weight of the missing ratings", min = 0, max = 1000) double missingWeight) {

    /**
     * Refuses greedy selection.
     *
     * @throws IllegalArgumentException if selection is greedy
     */
    public Parameters {
      RankingParameters.requireChoice(selection);
    }
  }

  @Override
  public String name() {
    return "entropy0";
  }

  @Override
  public String description() {
    return "Asks about the items of the largest entropy, where missing ratings count as a value.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over items of  -(w p_0 ln p_0 + sum over values r of p(r) ln p(r))
        with p(r) the part of all users who are known to have given the item r, p_0 the part without a
        known rating of it, and w the missing-weight""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Rashid, Karypis and Riedl 2008, Learning preferences of new users in recommender systems: an
        information theoretic approach, SIGKDD Explorations 10(2)""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Selection.TOP, 1, 0.5);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.HAS_NO_SCORES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new ItemRanking(
        (known, users, values) -> score(known, users, parameters.missingWeight()),
        new RankingParameters(parameters.selection(), parameters.power()));
  }

  private static double score(RatingCounts known, int users, double missingWeight) {
    // A pool may leave out users at the end whose ratings are known.
    int all = Math.max(users, known.size());
    double missing = (double) (all - known.size()) / all;
    return missingWeight * RatingCounts.entropyTerm(missing) + known.entropyOf(all);
  }
}

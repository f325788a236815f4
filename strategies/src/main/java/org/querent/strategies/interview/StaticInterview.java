package org.querent.strategies.interview;

import java.util.Optional;
import java.util.Set;
import org.querent.core.settings.Setting;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.TopCandidates;

/**
 * The static counterpart of {@link Interview}: one list for all new users, which is extended by one
 * item after another, the one whose answers are expected to tell the most. The expectation is over
 * the old users, each taken for a newcomer who answers about what they have rated and about nothing
 * else; so an item that tells the same people the same again is worth less, to them alone. Who was
 * asked the whole list is asked about the items with the most ratings.
 *
 * <p>Cost of the list, which is made once in a run: O(length * ratings of the users taken for
 * newcomers * k^2), and O(users * items * k^2) before; of a round: O(open candidates).
 */
public final class StaticInterview implements StrategyProvider<StaticInterview.Parameters> {
  /** How long the list is, and over whom gains are expected. */
  public record Parameters(
      @Setting(value = "number of questions on the list", min = 1) int length,
      @Setting(value = "how many old users are taken for newcomers, at most", min = 1) int users) {}

  @Override
  public String name() {
    return "static-interview";
  }

  @Override
  public String description() {
    return "Asks new users a list, of what would have told the most of the old users all in all.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        the list is extended by  argmax over items j of
          sum over old users u who rated j of  z_j^T S_u H S_u z_j / (v_u(j) + sigma^2 b_j)
        with S_u the covariance of a newcomer's row after answers about what of the list u has rated,
        z_j = (1, mu_j) the item's mean, v_u(j) the epistemic variance, sigma^2 b_j that of an answer's noise,
        H = sum over i of P(i) E[z_i z_i^T], P(i) the probability that a newcomer knows i""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Golbandi, Koren and Lempel 2010, On bootstrapping recommender systems, CIKM (a greedy list
        over the old users)
        Yu, Bi and Tresp 2006, Active learning via transductive experimental design, ICML""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(50, 1000);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return round -> {
      double[] ranks =
          round
              .history()
              .shared(parameters, known -> new PopulationList(round, parameters).ranks());
      return TopCandidates.of(round, (user, item) -> ranks[item]);
    };
  }
}

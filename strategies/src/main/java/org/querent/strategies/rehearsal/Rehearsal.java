package org.querent.strategies.rehearsal;

import java.util.Optional;
import java.util.Set;
import org.querent.core.settings.Setting;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.TopCandidates;

/**
 * One list for all new users, extended by one item after another: the one whose answers help the
 * most when the list is rehearsed with the users who are known ({@link RehearsedList}). Who was
 * asked the whole list is asked about the items with the most ratings.
 *
 * <p>Cost of the list, which is made once in a run: that of {@link RehearsedList#extend} for each
 * question; of a round: O(open candidates).
 */
public final class Rehearsal implements StrategyProvider<Rehearsal.Parameters> {
  /** How long the list is, with whom it is rehearsed, and what counts. */
  public record Parameters(
      @Setting(value = "number of questions on the list", min = 1) int length,
      @Setting(value = "with how many old users it is rehearsed, at most", min = 1) int users,
      @Setting(
              value =
                  "weight of what lists of recommendations gain, beside what the error loses,"
                      + " each in parts of what it was",
              min = 0,
              max = 1)
          double lists) {
    /** The settings that were measured best. */
    public static final Parameters DEFAULTS = new Parameters(20, 4000, 0.05);
  }

  @Override
  public String name() {
    return "rehearsal";
  }

  @Override
  public String description() {
    return "Asks new users a list, of what helped the most when it was rehearsed with old users.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        the list is extended by  argmax over items i of
          (1 - w) fall of E / E_0  +  w rise of D / D_0
        E = sum over old users u of 1 / n_u  sum over the ratings of u that they were not asked for of
          (r - the prediction after u's answers to the list)^2
        D = sum over old users of the nDCG@10 of what is then recommended to them of all that they have not
          answered about, by a quarter of their ratings, which they do not answer about; E_0 and D_0 before
        any question, w the weight of lists; u answers about what u has rated, folded in as a newcomer's answers\
        """);
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Golbandi, Koren and Lempel 2010, On bootstrapping recommender systems, CIKM (GreedyExtend,
        which leaves open what predicts)\
        """);
  }

  @Override
  public Parameters defaults() {
    return Parameters.DEFAULTS;
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return round -> {
      double[] ranks = round.history().shared(parameters, known -> ranks(round, parameters));
      return TopCandidates.of(round, (user, item) -> ranks[item]);
    };
  }

  private static double[] ranks(QueryRound round, Parameters parameters) {
    RehearsedList list =
        new RehearsedList(
            round.posterior(),
            round.history(),
            round.candidates().users(),
            round.candidates().items(),
            parameters);
    int left = parameters.length();
    while (left > 0 && list.extend(item -> true).isPresent()) {
      left--;
    }
    return list.ranks();
  }
}

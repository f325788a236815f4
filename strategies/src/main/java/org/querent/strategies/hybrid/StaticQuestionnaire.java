package org.querent.strategies.hybrid;

import java.util.Optional;
import java.util.Set;
import org.querent.core.posterior.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.core.settings.Setting;
import org.querent.strategies.Candidates;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.History;
import org.querent.strategies.QueryCheck;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.ScoreWatch;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.interview.Interview;
import org.querent.strategies.selection.TopCandidates;

/**
 * A static questionnaire: one list of questions for all newcomers, whatever they answer. It is what
 * another strategy would ask somebody of whom nothing is known, if all answers were as expected:
 * the first batch, as long as the list, that the other asks about all items. A strategy that
 * chooses its batches greedily takes what it has put on the list as answered, and where it weighs
 * scores by the probability of an answer, this is the one that holds for the population of old
 * users. Who has been asked the whole list is asked about the items with the most ratings.
 *
 * <p>Where all questions are about one new item it is a list of users. Cost of the list, which is
 * made once in a run: that of a first batch of the other strategy; of a round: O(open candidates).
 */
public final class StaticQuestionnaire implements StrategyProvider<StaticQuestionnaire.Parameters> {
  /** Which strategy would ask, and how many questions are on the list. */
  public record Parameters(
      @Setting("what chooses the questions on the list") ConfiguredStrategy<?> of,
      @Setting(value = "number of questions on the list", min = 1) int length) {
    /**
     * Refuses a strategy that looks at the answers.
     *
     * @throws IllegalArgumentException if it cheats
     */
    public Parameters {
      if (of.has(Trait.CHEATS)) {
        throw new IllegalArgumentException(
            "a list for everybody cannot be made of one's own answers, which "
                + of.provider().name()
                + " looks at");
      }
    }
  }

  @Override
  public String name() {
    return "questionnaire";
  }

  @Override
  public String description() {
    return "Asks all newcomers the same list, of what another strategy would ask if it heard no answers.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        i_1, i_2, ...:  i_n = argmax over items i of  s(i | i_1 ... i_n-1 answered as expected)
        with s the score of the other strategy for a newcomer who was asked nothing; for interview
        s = E[1(u knows i)]^rho / n_i^gamma  z_i^T S H S z_i / (v + sigma^2 b_i)
        over old users u, the covariance S falling with each item on the list, H over what they know""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Rashid et al. 2002, Getting to know you: learning new user preferences in recommender systems,
        IUI (one list for everybody)
        Anava, Golan, Golbandi, Karnin, Lempel, Rokhlenko and Somekh 2015, Budget-constrained item
        cold-start handling in collaborative filtering recommenders via optimal design, WWW""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(ConfiguredStrategy.of(new Interview()), 50);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Trait.union(parameters.of().traits(), Set.of(Trait.HAS_NO_SCORES));
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return round -> {
      boolean aboutOneItem = isAboutOneItem(round.candidates());
      double[] ranks =
          round
              .history()
              .shared(
                  new Made(parameters, aboutOneItem),
                  known -> ranks(round, known, parameters, aboutOneItem));
      return TopCandidates.of(round, (user, item) -> ranks[aboutOneItem ? user : item]);
    };
  }

  /** Names what is made of the ratings that are known at the start. */
  private record Made(Parameters parameters, boolean aboutOneItem) {}

  private static boolean isAboutOneItem(Candidates candidates) {
    return candidates.capacity() > 1
        && candidates.countOf(candidates.item(0)) == candidates.capacity();
  }

  /**
   * How many are behind each item, or user, on the list, and one; for what is not on it a part of
   * 1, the larger the more ratings there are.
   */
  private static double[] ranks(
      QueryRound round, History known, Parameters parameters, boolean aboutOneItem) {
    int[] byUser = new int[round.candidates().users()];
    int[] byItem = new int[round.candidates().items()];
    for (int n = 0; n < known.initial(); n++) {
      // A pool may be without those of the history that have the highest numbers.
      if (known.user(n) < byUser.length) {
        byUser[known.user(n)]++;
      }
      if (known.item(n) < byItem.length) {
        byItem[known.item(n)]++;
      }
    }
    Candidates all =
        aboutOneItem
            ? new NewcomerPairs(round.candidates(), fewest(byItem), true)
            : new NewcomerPairs(round.candidates(), fewest(byUser), false);
    int[] list = list(round, all, parameters);
    int[] counts = aboutOneItem ? byUser : byItem;
    double[] ranks = new double[counts.length];
    for (int n = 0; n < ranks.length; n++) {
      ranks[n] = 1 - 1 / (1.0 + counts[n]);
    }
    for (int n = 0; n < list.length; n++) {
      ranks[list[n]] = list.length - n;
    }
    return ranks;
  }

  /** The newcomer: the first of those with the fewest ratings, in most runs with none. */
  private static int fewest(int[] counts) {
    int fewest = 0;
    for (int n = 1; n < counts.length; n++) {
      fewest = counts[n] < counts[fewest] ? n : fewest;
    }
    return fewest;
  }

  private static int[] list(QueryRound round, Candidates all, Parameters parameters) {
    return QueryCheck.select(
        parameters.of().create(),
        new QueryRound(
            round.posterior(),
            RowChanges.EVERYTHING,
            all,
            round.history(),
            // Not the round's, which is another for each newcomer and where a run goes on.
            new RandomStreams(1).stream("questionnaire"),
            Math.min(parameters.length(), all.size()),
            ScoreWatch.NONE,
            round.exposure(),
            0));
  }
}

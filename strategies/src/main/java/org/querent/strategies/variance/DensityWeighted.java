package org.querent.strategies.variance;

import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.querent.core.posterior.RowChanges;
import org.querent.core.settings.Setting;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.Acquisition;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;

/**
 * Information density: the variance of a pair times a power of how much of the pool is like it, so
 * that pairs no other has anything to do with do not lead (Settles and Craven 2008, An analysis of
 * active learning strategies for sequence labeling tasks, section 3.4).
 *
 * <pre>
 *   v(u, i) (open(u) / items * open(i) / users)^beta
 * </pre>
 *
 * where open counts the open candidates of a row: an answer tells of the pairs that share its rows,
 * and of no others. As for {@code max-variance}, v is without the variance of the bias.
 */
public final class DensityWeighted implements StrategyProvider<DensityWeighted.Parameters> {
  /** How the batch is chosen, and how much density counts. */
  public record Parameters(
      @Setting("how a batch is chosen from the scores") Selection selection,
      @Setting(value = "exponent of the score in stochastic selection", min = 0, max = 1000)
          double power,
      @Setting(value = "exponent of the density", min = 0, max = 20) double beta) {}

  @Override
  public String name() {
    return "density-weighted";
  }

  @Override
  public String description() {
    return "Asks for the pairs of large variance whose user and item many other candidates share.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c = (u, i) of  v(c) (open(u) / items * open(i) / users)^beta
        with v(c) the epistemic variance without that of the bias, and open the number of open candidates
        of a row""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Settles and Craven 2008, An analysis of active learning strategies for sequence labeling tasks,
        EMNLP""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Selection.GREEDY, 2, 1);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new Ranking(parameters);
  }

  private static final class Ranking implements QueryStrategy {
    private final BatchSelector selector;
    private final RoundVariances variances = new RoundVariances();
    private final double beta;

    /** Null before the first round. */
    private @Nullable Densities densities;

    Ranking(Parameters parameters) {
      selector = new BatchSelector(parameters.selection(), parameters.power());
      beta = parameters.beta();
    }

    @Override
    public int[] select(QueryRound round) {
      if (densities == null || densities.pool != round.candidates()) {
        densities = new Densities(round.candidates(), beta);
      }
      RowChanges changes = densities.follow(round.changes());
      return selector.select(round, changes, new Weighted(variances.of(round), densities));
    }
  }

  /** The densities of a pool, kept for every row as its share of them. */
  private static final class Densities {
    private final Candidates pool;
    private final double beta;
    private final int firstUser;

    /** From the first user on. */
    private final int[] openOfUsers;

    private final int[] openOfItems;
    private final double[] users;
    private final double[] items;
    private int closed;

    Densities(Candidates pool, double beta) {
      this.pool = pool;
      this.beta = beta;
      firstUser = pool.firstUser();
      openOfUsers = new int[pool.endOfUsers() - firstUser];
      openOfItems = new int[pool.items()];
      users = new double[openOfUsers.length];
      items = new double[pool.items()];
      for (int user = 0; user < users.length; user++) {
        openOfUsers[user] = pool.firstOf(firstUser + user + 1) - pool.firstOf(firstUser + user);
        weighUser(user);
      }
      for (int item = 0; item < items.length; item++) {
        openOfItems[item] = pool.countOf(item);
        weighItem(item);
      }
    }

    private void weighUser(int user) {
      users[user] = Math.pow((double) openOfUsers[user] / items.length, beta);
    }

    private void weighItem(int item) {
      items[item] = Math.pow((double) openOfItems[item] / pool.users(), beta);
    }

    double of(int user, int item) {
      return users[user - firstUser] * items[item];
    }

    /** Takes in what was answered; adds its rows to those that have changed. */
    RowChanges follow(RowChanges changes) {
      IntLinkedOpenHashSet changedUsers = new IntLinkedOpenHashSet(changes.users());
      IntLinkedOpenHashSet changedItems = new IntLinkedOpenHashSet(changes.items());
      for (int now = pool.capacity() - pool.size(); closed < now; closed++) {
        int user = pool.user(pool.closed(closed));
        int item = pool.item(pool.closed(closed));
        openOfUsers[user - firstUser]--;
        openOfItems[item]--;
        weighUser(user - firstUser);
        weighItem(item);
        changedUsers.add(user);
        changedItems.add(item);
      }
      return changes.everything()
          ? changes
          : RowChanges.of(changedUsers.toIntArray(), changedItems.toIntArray());
    }
  }

  private record Weighted(RemainingVariances variances, Densities densities)
      implements Acquisition {
    @Override
    public double score(int user, int item) {
      return variances.score(user, item) * densities.of(user, item);
    }

    @Override
    public void assumeAnswered(int user, int item) {
      // Densities hold for the whole batch: what is asked for now leaves the pool after it.
      variances.assumeAnswered(user, item);
    }
  }
}

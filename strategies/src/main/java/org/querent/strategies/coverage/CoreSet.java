package org.querent.strategies.coverage;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.querent.core.posterior.Posterior;
import org.querent.core.settings.Setting;
import org.querent.strategies.Candidates;
import org.querent.strategies.History;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;

/**
 * Core-set selection by the greedy k-centre algorithm: one after another the candidate that is the
 * furthest from its nearest centre, where centres are the known ratings and what was chosen before
 * (Sener and Savarese 2018, Active learning for convolutional neural networks: a core-set
 * approach). A pair is at the positions of its user and its item, side by side: the means of their
 * slopes and factors, each in units of its spread under the posterior.
 *
 * <p>Since all positions move with every answer, distances are made anew in every round. Of the
 * known ratings only the newest count, so that a round stays within O((candidates + (users + items)
 * * k) * (centres + batch)). Memory: 12 bytes a candidate. Without any centre the first candidate
 * is drawn uniformly; among equals the candidate with the lowest number is chosen.
 */
public final class CoreSet implements StrategyProvider<CoreSet.Parameters> {
  /** How much of what is known counts. */
  public record Parameters(
      @Setting(value = "how many of the newest known ratings count as centres", min = 0)
          int centres) {}

  @Override
  public String name() {
    return "core-set";
  }

  @Override
  public String description() {
    return "Asks for the pairs that are the furthest from all known and chosen ones.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c of  min over centres p of  |x(c) - x(p)|
        with x(u, i) the slopes and factors of u and i, each in units of its posterior spread, and as centres
        the newest known ratings and the batch so far""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Sener and Savarese 2018, Active learning for convolutional neural networks: a core-set approach,
        ICLR""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(500);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.HAS_NO_SCORES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new Covering(parameters.centres());
  }

  private static final class Covering implements QueryStrategy {
    private final int centres;

    /** What is kept of the present pool; null before the first round. */
    private @Nullable Cover cover;

    Covering(int centres) {
      this.centres = centres;
    }

    @Override
    public int[] select(QueryRound round) {
      Posterior posterior = round.posterior().standardised();
      if (cover == null || cover.pool != round.candidates()) {
        cover = new Cover(round.candidates(), posterior);
      } else {
        cover.begin(posterior);
      }
      History known = round.history();
      for (int n = Math.max(0, known.size() - centres); n < known.size(); n++) {
        cover.add(known.user(n), known.item(n));
      }
      round.watch().scored();
      int[] chosen = new int[round.batchSize()];
      for (int n = 0; n < chosen.length; n++) {
        chosen[n] =
            cover.isEmpty()
                ? cover.pool.open(round.random().nextInt(cover.pool.size()))
                : cover.furthest();
        cover.choose(chosen[n]);
      }
      return chosen;
    }
  }

  /** The squared distance of every candidate of a pool to its nearest centre. */
  private static final class Cover {
    private static final double TAKEN = -1;

    /**
     * The number of users that standard deviations are taken of, so that a question to one user
     * does not cost the more the more others there are.
     */
    private static final int MEASURED_USERS = 2_000;

    private final Candidates pool;
    private final int[] items;
    private final double[] nearest;
    private Positions ofUsers;
    private Positions ofItems;

    private final int firstUser;
    private final int endOfUsers;

    /** The squared distances of the centre that is being added to those users and all items. */
    private double[] toUsers = {};

    private double[] toItems = {};
    private boolean empty;

    Cover(Candidates pool, Posterior posterior) {
      this.pool = pool;
      firstUser = pool.firstUser();
      endOfUsers = pool.endOfUsers();
      items = new int[pool.capacity()];
      Arrays.setAll(items, pool::item);
      nearest = new double[pool.capacity()];
      begin(posterior);
    }

    /** Begins without centres. */
    final void begin(Posterior posterior) {
      int items = posterior.items().size();
      int factors = posterior.factors();
      ofUsers = new Positions(posterior.users(), factors, firstUser, endOfUsers, MEASURED_USERS);
      ofItems = new Positions(posterior.items(), factors, 0, items, items);
      toUsers = new double[endOfUsers - firstUser];
      toItems = new double[items];
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      for (int n = pool.capacity() - pool.size() - 1; n >= 0; n--) {
        nearest[pool.closed(n)] = TAKEN;
      }
      empty = true;
    }

    boolean isEmpty() {
      return empty;
    }

    void add(int user, int item) {
      ofUsers.distances(user, toUsers);
      ofItems.distances(item, toItems);
      for (int other = firstUser; other < endOfUsers; other++) {
        double ofUser = toUsers[other - firstUser];
        int end = pool.firstOf(other + 1);
        for (int c = pool.firstOf(other); c < end; c++) {
          // What is taken stays below every distance.
          nearest[c] = Math.min(nearest[c], ofUser + toItems[items[c]]);
        }
      }
      empty = false;
    }

    int furthest() {
      int furthest = 0;
      for (int c = 1; c < nearest.length; c++) {
        if (nearest[c] > nearest[furthest]) {
          furthest = c;
        }
      }
      return furthest;
    }

    void choose(int candidate) {
      nearest[candidate] = TAKEN;
      add(pool.user(candidate), pool.item(candidate));
    }
  }
}

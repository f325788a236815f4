package org.querent.simulator.oracle;

import java.util.stream.IntStream;
import org.querent.core.data.Incidence;
import org.querent.core.data.Ratings;
import org.querent.simulator.progress.EvenDraws;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.split.DataSplit;
import org.querent.simulator.stopping.QueryBudget;

/**
 * All that may be asked for in a run. Takes memory in proportion to the ratings, and none for a
 * pair until questions are made of it: there may be more pairs than memory has places. An owner is
 * who is asked apart from all others: an item where items are new, else a user. Immutable.
 */
public abstract sealed class AskablePairs permits RatedPairs, UnknownPairs {
  private final boolean isTogether;
  private final boolean isByUser;

  AskablePairs(Protocol protocol) {
    isTogether = protocol == Protocol.POOL;
    isByUser = protocol != Protocol.NEW_ITEMS;
  }

  /**
   * What may be asked for. Cost: O(ratings + users + items).
   *
   * @throws org.querent.simulator.spec.SimulationException if there are more pairs than a pool can
   *     number, and all are to be one pool
   */
  public static AskablePairs of(DataSplit split, OracleSettings settings, Protocol protocol) {
    return switch (settings.about()) {
      case RATED_ONLY -> new RatedPairs(split.pool(), protocol);
      case ANYTHING -> new UnknownPairs(split, protocol);
    };
  }

  /** Is shown pairs one after the other. */
  interface Visitor {
    void pair(int user, int item);
  }

  /** The number of users, or of items. */
  public abstract int owners();

  /** How many pairs an owner has. */
  public abstract int count(int owner);

  /** How many there are. */
  public final long size() {
    return IntStream.range(0, owners()).mapToLong(this::count).sum();
  }

  /** The questions to an owner. */
  public abstract Questions of(int owner);

  /** The questions to everybody, where all are asked together. */
  public abstract Questions all();

  /**
   * Who has consumed what, if that is whose rating is known or may be asked for.
   *
   * @throws org.querent.simulator.spec.SimulationException if anybody may be asked about anything
   */
  public abstract Incidence consumed(Ratings known);

  /** Shows every pair. */
  abstract void forEach(Visitor visitor);

  /** How even draws would ask, as many as a budget has for all, or for each who is asked alike. */
  public final EvenDraws draws(QueryBudget budget) {
    if (isTogether) {
      double chance = Math.min(1, (double) budget.total() / size());
      return visitor -> forEach((user, item) -> visitor.pair(user, item, chance));
    }
    double[] chances =
        IntStream.range(0, owners())
            .mapToDouble(owner -> Math.min(1, (double) budget.total() / count(owner)))
            .toArray();
    return visitor ->
        forEach((user, item) -> visitor.pair(user, item, chances[isByUser ? user : item]));
  }
}

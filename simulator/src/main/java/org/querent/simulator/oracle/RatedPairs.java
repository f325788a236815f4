package org.querent.simulator.oracle;

import java.util.Arrays;
import org.querent.core.CountingSort;
import org.querent.core.data.Incidence;
import org.querent.core.data.Ratings;
import org.querent.simulator.spec.Protocol;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;

/** The pairs whose ratings are held back: every question has an answer. */
final class RatedPairs extends AskablePairs {
  private final Ratings ratings;
  private final boolean isByUser;

  /** The rows of the first owner, in order, then those of the next. */
  private final int[] rows;

  /** Where the rows of each owner begin. */
  private final int[] starts;

  RatedPairs(Ratings ratings, Protocol protocol) {
    super(protocol);
    this.ratings = ratings;
    isByUser = protocol != Protocol.NEW_ITEMS;
    int owners = isByUser ? ratings.userCount() : ratings.itemCount();
    CountingSort byOwner = CountingSort.of(ratings.size(), owners, this::owner);
    rows = byOwner.order();
    starts = byOwner.starts();
  }

  private int owner(int row) {
    return isByUser ? ratings.user(row) : ratings.item(row);
  }

  @Override
  public int owners() {
    return starts.length - 1;
  }

  @Override
  public int count(int owner) {
    return starts[owner + 1] - starts[owner];
  }

  @Override
  public Questions of(int owner) {
    int[] own = Arrays.copyOfRange(rows, starts[owner], starts[owner + 1]);
    return isByUser ? new OfUser(ratings, owner, own) : new OfRows(ratings, own);
  }

  @Override
  public Questions all() {
    return new OfRows(ratings, rows);
  }

  @Override
  public Incidence consumed(Ratings known) {
    int[] users = new int[known.size() + ratings.size()];
    int[] items = new int[users.length];
    for (int n = 0; n < users.length; n++) {
      Ratings part = n < known.size() ? known : ratings;
      int row = n < known.size() ? n : n - known.size();
      users[n] = part.user(row);
      items[n] = part.item(row);
    }
    return Incidence.of(known.userCount(), known.itemCount(), users, items);
  }

  @Override
  void forEach(Visitor visitor) {
    for (int row = 0; row < ratings.size(); row++) {
      visitor.pair(ratings.user(row), ratings.item(row));
    }
  }

  private record OfUser(Ratings ratings, int user, int[] rows) implements Questions {
    @Override
    public CandidatePool pool(ItemCosts costs) {
      int[] items = Arrays.stream(rows).map(ratings::item).toArray();
      return CandidatePool.ofUser(user, items, ratings.userCount(), ratings.itemCount(), costs)
          .known();
    }

    @Override
    public int row(CandidatePool pool, int candidate) {
      return rows[pool.row(candidate)];
    }
  }

  private record OfRows(Ratings ratings, int[] rows) implements Questions {
    @Override
    public CandidatePool pool(ItemCosts costs) {
      return new CandidatePool(
              rows.length,
              n -> ratings.user(rows[n]),
              n -> ratings.item(rows[n]),
              ratings.userCount(),
              ratings.itemCount(),
              costs)
          .known();
    }

    @Override
    public int row(CandidatePool pool, int candidate) {
      return rows[pool.row(candidate)];
    }
  }
}

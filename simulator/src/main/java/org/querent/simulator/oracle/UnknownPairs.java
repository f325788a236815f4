package org.querent.simulator.oracle;

import java.util.BitSet;
import java.util.Locale;
import org.querent.core.data.Incidence;
import org.querent.core.data.Ratings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.split.DataSplit;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.PairSet;

/**
 * All pairs that are neither known nor held out, of the newcomers only, where there are some: most
 * questions have no answer.
 */
final class UnknownPairs extends AskablePairs {
  /** What may not be asked for, owners in the place of users. */
  private final PairSet closed;

  private final PairSet answers;
  private final boolean isByUser;

  /** The owners who are asked. */
  private final BitSet asked = new BitSet();

  UnknownPairs(DataSplit split, Protocol protocol) {
    super(protocol);
    isByUser = protocol != Protocol.NEW_ITEMS;
    PairSet known = PairSet.of(split.test(), split.initial());
    closed = isByUser ? known : known.transposed();
    answers = PairSet.of(split.pool());
    if (protocol.hasNewcomers()) {
      Ratings pool = split.pool();
      for (int row = 0; row < pool.size(); row++) {
        asked.set(isByUser ? pool.user(row) : pool.item(row));
      }
    } else {
      asked.set(0, owners());
    }
    if (protocol == Protocol.POOL) {
      requireNumbers();
    }
  }

  private void requireNumbers() {
    if (size() > Integer.MAX_VALUE) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "oracle.about: found anything, which is %,d pairs, allowed at most %,d in one pool; use protocol per-user, cold-start or new-items, or rated-only",
              size(),
              Integer.MAX_VALUE));
    }
  }

  @Override
  public Incidence consumed(Ratings known) {
    throw new SimulationException(
        "oracle.about: anything may be asked for, so that candidates do not say who consumed what");
  }

  @Override
  public int owners() {
    return closed.users();
  }

  @Override
  public int count(int owner) {
    return asked.get(owner) ? closed.items() - closed.count(owner) : 0;
  }

  @Override
  public Questions of(int owner) {
    int[] others = asked.get(owner) ? closed.missing(owner) : new int[0];
    return isByUser ? new OfUser(answers, owner, others) : new OfItem(answers, owner, others);
  }

  @Override
  public Questions all() {
    return new OfAll(answers, closed);
  }

  @Override
  void forEach(Visitor visitor) {
    if (isByUser) {
      asked.stream()
          .forEach(
              user -> {
                for (int item : closed.missing(user)) {
                  visitor.pair(user, item);
                }
              });
      return;
    }
    int[] items = asked.stream().toArray();
    for (int user = 0; user < closed.items(); user++) {
      for (int item : items) {
        if (closed.row(item, user).isEmpty()) {
          visitor.pair(user, item);
        }
      }
    }
  }

  /** What is common: a question is answered by the rating of its pair. */
  private interface OfPairs extends Questions {
    PairSet answers();

    @Override
    default int row(CandidatePool pool, int candidate) {
      return answers().row(pool.user(candidate), pool.item(candidate)).orElse(-1);
    }
  }

  private record OfUser(PairSet answers, int user, int[] items) implements OfPairs {
    @Override
    public CandidatePool pool(ItemCosts costs) {
      return CandidatePool.ofUser(user, items, answers.users(), answers.items(), costs);
    }
  }

  private record OfItem(PairSet answers, int item, int[] users) implements OfPairs {
    @Override
    public CandidatePool pool(ItemCosts costs) {
      return new CandidatePool(
          users.length, n -> users[n], n -> item, answers.users(), answers.items(), costs);
    }
  }

  private record OfAll(PairSet answers, PairSet closed) implements OfPairs {
    @Override
    public CandidatePool pool(ItemCosts costs) {
      return CandidatePool.except(closed, costs);
    }
  }
}

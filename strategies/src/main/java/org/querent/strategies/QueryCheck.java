package org.querent.strategies;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.querent.core.Counted;

/** Asks strategies, which may be anybody's code, and refuses what they must not return. */
public final class QueryCheck {
  private QueryCheck() {}

  /**
   * What a strategy chooses.
   *
   * @throws StrategyException if it throws anything, or returns something else than exactly as many
   *     different open candidates as the round wants; the message names the strategy, the one that
   *     failed where some are within others, and says after how many queries
   */
  public static int[] select(QueryStrategy strategy, QueryRound round) {
    round.watch().begin();
    int[] chosen;
    try {
      chosen = strategy.select(round);
    } catch (Throwable e) { // whatever the code of others throws
      if (e instanceof StrategyException inner && inner.namesStrategy()) {
        throw inner; // of a strategy within this one
      }
      String failure = "failed " + when(round);
      if (e instanceof OutOfMemoryError) {
        int count = round.candidates().capacity();
        failure += String.format(Locale.ROOT, ", out of memory over %,d candidates", count);
      }
      throw StrategyException.thrown(strategy.getClass(), failure, e);
    }
    Optional<String> fault = fault(chosen, round);
    if (fault.isPresent()) {
      throw StrategyException.returned(strategy.getClass(), fault.get(), when(round));
    }
    return chosen;
  }

  /**
   * Has a strategy predict, if it can.
   *
   * @return whether it did
   * @throws StrategyException if it throws anything, or predicts what is not a finite number
   */
  public static boolean predict(
      QueryStrategy strategy, History known, Candidates candidates, int user, double[] means) {
    if (!(strategy instanceof SelfPredicting own)) {
      return false;
    }
    try {
      boolean has = own.predict(known, candidates, user, means);
      if (has && !DoubleStream.of(means).allMatch(Double::isFinite)) {
        throw new ArithmeticException("a prediction is not a finite number");
      }
      return has;
    } catch (Throwable e) { // whatever the code of others throws
      throw StrategyException.thrown(strategy.getClass(), "cannot predict", e);
    }
  }

  private static String when(QueryRound round) {
    return "after " + Counted.of(round.history().asked(), "query");
  }

  /** What is wrong with what was chosen in a round, as in {@code null}; empty if nothing is. */
  public static Optional<String> fault(int @Nullable [] chosen, QueryRound round) {
    int batch = round.batchSize();
    Candidates candidates = round.candidates();
    if (chosen == null) {
      return Optional.of("null");
    }
    if (chosen.length != batch) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s where %,d %s asked for",
              Counted.of(chosen.length, "query"),
              batch,
              batch == 1 ? "was" : "were"));
    }
    IntOpenHashSet seen = new IntOpenHashSet(batch);
    for (int candidate : chosen) {
      if (candidate < 0 || candidate >= candidates.capacity()) {
        return fault("candidate %d of a pool of %d", candidate, candidates.capacity());
      }
      if (!candidates.isOpen(candidate)) {
        return fault("candidate %d, which was asked before", candidate);
      }
      if (!seen.add(candidate)) {
        return fault("candidate %d twice", candidate);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fault(String format, Object... numbers) {
    return Optional.of(String.format(Locale.ROOT, format, numbers));
  }
}

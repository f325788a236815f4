package org.querent.strategies.hybrid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.NoParameters;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;

/** A strategy that answers as a test says, and remembers the rounds it saw. */
record Scripted(Function<QueryRound, int[]> answer, List<QueryRound> rounds)
    implements StrategyProvider<NoParameters> {
  static Scripted of(Function<QueryRound, int[]> answer) {
    return new Scripted(answer, new ArrayList<>());
  }

  /** Names the open candidates in ascending order. */
  static Scripted ascending() {
    return of(
        round ->
            IntStream.range(0, round.candidates().capacity())
                .filter(round.candidates()::isOpen)
                .limit(round.batchSize())
                .toArray());
  }

  /** Names the open candidates in descending order. */
  static Scripted descending() {
    return of(
        round -> {
          int last = round.candidates().capacity() - 1;
          return IntStream.rangeClosed(0, last)
              .map(n -> last - n)
              .filter(round.candidates()::isOpen)
              .limit(round.batchSize())
              .toArray();
        });
  }

  ConfiguredStrategy<?> configured() {
    return ConfiguredStrategy.of(this);
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public String description() {
    return "Asks as a test says.";
  }

  @Override
  public NoParameters defaults() {
    return new NoParameters();
  }

  @Override
  public Set<Trait> traits(NoParameters parameters) {
    return Set.of(Trait.REMEMBERS);
  }

  @Override
  public QueryStrategy create(NoParameters parameters) {
    return round -> {
      rounds.add(round);
      return answer.apply(round);
    };
  }
}

package org.querent.experiments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.querent.simulator.oracle.OracleStrategy;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;

class StrategySpecTest {
  /** Nothing to choose. */
  public record Nothing() {}

  /** Makes the oracle under a name of its own. */
  private record Borrower(Set<Trait> own) implements StrategyProvider<Nothing> {
    @Override
    public String name() {
      return "borrower";
    }

    @Override
    public String description() {
      return "Asks as the oracle does.";
    }

    @Override
    public Nothing defaults() {
      return new Nothing();
    }

    @Override
    public Set<Trait> traits(Nothing parameters) {
      return own;
    }

    @Override
    public QueryStrategy create(Nothing parameters) {
      OracleStrategy oracle = new OracleStrategy();
      return oracle.create(oracle.defaults());
    }
  }

  private static StrategySpec<Nothing> borrower(Set<Trait> traits) {
    return StrategySpec.of(ConfiguredStrategy.of(new Borrower(traits)));
  }

  @Test
  void whoever_is_shown_the_answers_has_to_say_that_it_cheats() {
    StrategySpec<Nothing> silent = borrower(Set.of(Trait.NEEDS_VARIANCES));
    assertEquals(
        "the strategy borrower is shown the answers as the oracle is, but has not the trait CHEATS; give it that",
        assertThrows(StrategyException.class, silent::create).getMessage());
    assertNotNull(borrower(Set.of(Trait.CHEATS)).create());
    assertNotNull(StrategySpec.of(ConfiguredStrategy.of(new OracleStrategy())).create());
  }
}

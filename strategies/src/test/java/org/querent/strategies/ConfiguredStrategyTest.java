package org.querent.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.Bald;
import org.querent.strategies.variance.MaxVariance;

class ConfiguredStrategyTest {
  private static ConfiguredStrategy<?> drawn(double power) {
    return new ConfiguredStrategy<>(
        new MaxVariance(), new BatchParameters(Selection.STOCHASTIC, power));
  }

  @Test
  void strategies_are_equal_by_class_and_parameters_whoever_made_the_provider() {
    assertEquals(drawn(2), drawn(2));
    assertEquals(drawn(2).hashCode(), drawn(2).hashCode());
    assertNotEquals(drawn(2), drawn(3));
    assertNotEquals(ConfiguredStrategy.of(new MaxVariance()), ConfiguredStrategy.of(new Bald()));
    assertTrue(ConfiguredStrategy.of(new MaxVariance()).isDefault());
    assertFalse(drawn(2).isDefault());
  }

  @Test
  void every_one_that_is_made_is_another() {
    assertNotEquals(drawn(2).create(), drawn(2).create());
  }

  @Test
  void what_a_provider_throws_names_it() {
    StrategyException thrown =
        assertThrows(
            StrategyException.class, ConfiguredStrategy.of(new Failing("out of luck"))::create);
    String message = thrown.getMessage();
    assertTrue(message.startsWith("the query strategy " + Failing.class.getName() + " "), message);
    assertTrue(
        message.contains(" cannot be made: java.lang.IllegalStateException: out of luck, at "),
        message);
    StrategyException nothing =
        assertThrows(StrategyException.class, ConfiguredStrategy.of(new Failing(""))::create);
    assertTrue(nothing.getMessage().contains("create() returned null"), nothing.getMessage());
  }

  @Test
  void a_provider_that_does_not_say_its_traits_is_named() {
    for (String message : new String[] {"no idea", ""}) {
      StrategyException thrown =
          assertThrows(
              StrategyException.class, ConfiguredStrategy.of(new Failing(message))::traits);
      String text = thrown.getMessage();
      assertTrue(text.startsWith("the query strategy " + Failing.class.getName() + " "), text);
      assertTrue(text.contains(" does not say its traits: "), text);
    }
  }

  @Test
  void a_strategy_has_the_traits_that_its_provider_states() {
    assertTrue(ConfiguredStrategy.of(new MaxVariance()).has(Trait.NEEDS_VARIANCES));
    assertFalse(ConfiguredStrategy.of(new RandomSampling()).has(Trait.NEEDS_VARIANCES));
  }

  private record Failing(String message) implements StrategyProvider<NoParameters> {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public String description() {
      return "Fails.";
    }

    @Override
    public NoParameters defaults() {
      return new NoParameters();
    }

    @Override
    public Set<Trait> traits(NoParameters parameters) {
      if (message.isEmpty()) {
        return null;
      }
      throw new IllegalStateException(message);
    }

    @Override
    public QueryStrategy create(NoParameters parameters) {
      if (message.isEmpty()) {
        return null;
      }
      throw new IllegalStateException(message);
    }
  }
}

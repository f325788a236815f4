package org.querent.strategies;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A strategy with its parameters, ready to be made. It is what an experiment lists; and a strategy
 * that is made of others has components of the type {@code ConfiguredStrategy<?>} in its
 * parameters.
 *
 * <p>Such a strategy makes those within it when it is made itself, and hands them rounds: each with
 * a generator of its own, derived from that of the round, and with {@link
 * org.querent.core.posterior.RowChanges#EVERYTHING} for one that was not asked in the round before,
 * since changes are those since a strategy was asked last.
 *
 * <p>Two are equal if their providers are of the same class and their parameters are equal: a
 * provider keeps nothing. Immutable and thread-safe if the parameters are.
 *
 * @param provider what makes it
 * @param parameters of the type that the provider asks for
 * @param <P> the type of the parameters
 */
public record ConfiguredStrategy<P extends Record>(StrategyProvider<P> provider, P parameters) {
  /** Neither is {@code null}. */
  public ConfiguredStrategy {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(parameters, "parameters");
  }

  /**
   * A strategy as it comes.
   *
   * @param <P> the type of its parameters
   */
  public static <P extends Record> ConfiguredStrategy<P> of(StrategyProvider<P> provider) {
    return new ConfiguredStrategy<>(provider, provider.defaults());
  }

  /** Whether it is the strategy as it comes. */
  public boolean isDefault() {
    return parameters.equals(provider.defaults());
  }

  /**
   * A fresh strategy for one run.
   *
   * @throws StrategyException if the provider makes none, whatever it throws
   */
  public QueryStrategy create() {
    try {
      return Objects.requireNonNull(provider.create(parameters), "create() returned null");
    } catch (StrategyException e) {
      throw e; // names a strategy within this one
    } catch (Throwable e) { // whatever the code of others throws
      throw StrategyException.thrown(provider.getClass(), "cannot be made", e);
    }
  }

  /**
   * What must be known of it before it is played.
   *
   * @throws StrategyException if the provider does not say, whatever it throws
   */
  public Set<Trait> traits() {
    try {
      return Set.copyOf(provider.traits(parameters));
    } catch (StrategyException e) {
      throw e; // names a strategy within this one
    } catch (Throwable e) { // whatever the code of others throws
      throw StrategyException.thrown(provider.getClass(), "does not say its traits", e);
    }
  }

  /** Whether it has a trait. */
  public boolean has(Trait trait) {
    return traits().contains(trait);
  }

  /**
   * The jar, or folder of classes, that the strategy is from; nothing for one of Querent's own.
   * Says nothing of the strategies within it.
   */
  public Optional<URI> plugin() {
    return Origin.plugin(provider.getClass());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfiguredStrategy<?> that
        && provider.getClass() == that.provider.getClass()
        && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return 31 * provider.getClass().hashCode() + parameters.hashCode();
  }

  /**
   * The name and the parameters: {@code max-variance BatchParameters[selection=TOP, power=2.0]}.
   */
  @Override
  public String toString() {
    return provider.name() + " " + parameters;
  }
}

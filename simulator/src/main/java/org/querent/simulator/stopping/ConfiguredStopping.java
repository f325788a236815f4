package org.querent.simulator.stopping;

import java.util.Objects;

/**
 * A stopping rule with its parameters, ready to be made. Two are equal if their providers are of
 * the same class and their parameters are equal. Immutable and thread-safe.
 *
 * @param provider what makes it
 * @param parameters of the type that the provider asks for
 * @param <P> the type of the parameters
 */
public record ConfiguredStopping<P extends Record>(StoppingProvider<P> provider, P parameters) {
  /** Refuses {@code null}. */
  public ConfiguredStopping {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(parameters, "parameters");
  }

  /**
   * A rule as it comes.
   *
   * @param <P> the type of its parameters
   */
  public static <P extends Record> ConfiguredStopping<P> of(StoppingProvider<P> provider) {
    return new ConfiguredStopping<>(provider, provider.defaults());
  }

  /** A fresh rule for one interview. */
  public StoppingRule create() {
    return provider.create(parameters);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfiguredStopping<?> that
        && provider.getClass() == that.provider.getClass()
        && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return 31 * provider.getClass().hashCode() + parameters.hashCode();
  }
}

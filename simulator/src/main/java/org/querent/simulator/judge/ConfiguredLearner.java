package org.querent.simulator.judge;

import java.net.URI;
import java.security.CodeSource;
import java.util.Objects;
import java.util.Optional;

/**
 * A learner with its parameters, ready to be made. Two are equal if their providers are of the same
 * class and their parameters are equal. Immutable and thread-safe.
 *
 * @param provider what makes it
 * @param parameters of the type that the provider asks for
 * @param <P> the type of the parameters
 */
public record ConfiguredLearner<P extends Record>(LearnerProvider<P> provider, P parameters) {
  /** Refuses {@code null}. */
  public ConfiguredLearner {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(parameters, "parameters");
  }

  /**
   * A learner as it comes.
   *
   * @param <P> the type of its parameters
   */
  public static <P extends Record> ConfiguredLearner<P> of(LearnerProvider<P> provider) {
    return new ConfiguredLearner<>(provider, provider.defaults());
  }

  /** The learner. */
  public Learner create() {
    return provider.create(parameters);
  }

  /**
   * The jar, or folder of classes, that the learner is from; nothing for one of Querent's own, and
   * where that is not known.
   */
  public Optional<URI> plugin() {
    CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
    CodeSource own = ConfiguredLearner.class.getProtectionDomain().getCodeSource();
    return source == null || own == null || Objects.equals(source.getLocation(), own.getLocation())
        ? Optional.empty()
        : Optional.of(URI.create(source.getLocation().toString()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfiguredLearner<?> that
        && provider.getClass() == that.provider.getClass()
        && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return 31 * provider.getClass().hashCode() + parameters.hashCode();
  }
}

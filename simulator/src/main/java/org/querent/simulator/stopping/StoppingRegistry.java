package org.querent.simulator.stopping;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyRegistry;

/**
 * The stopping rules that can be used by name: the built-in ones and those of plug-ins, found alike
 * through {@link ServiceLoader}. Immutable and thread-safe.
 */
public final class StoppingRegistry {
  private final Map<String, StoppingProvider<?>> providers = new TreeMap<>();

  /**
   * Finds all rules where the strategies were found.
   *
   * @throws StrategyException if a provider cannot be loaded, or two have the same name
   */
  @Inject
  public StoppingRegistry(StrategyRegistry strategies) {
    try {
      ServiceLoader.load(StoppingProvider.class, strategies.classLoader()).forEach(this::register);
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new StrategyException("a stopping rule cannot be loaded: " + e.getMessage(), e);
    }
  }

  private void register(StoppingProvider<?> provider) {
    StoppingProvider<?> other = providers.put(provider.name(), provider);
    if (other != null) {
      throw new StrategyException(
          String.format(
              Locale.ROOT,
              "two stopping rules are named \"%s\": %s and %s; leave one out or rename it",
              provider.name(),
              other.getClass().getName(),
              provider.getClass().getName()));
    }
  }

  /** The rules, sorted by name. */
  public Collection<StoppingProvider<?>> providers() {
    return Collections.unmodifiableCollection(providers.values());
  }

  /** The names of all rules, sorted. */
  public Collection<String> names() {
    return Collections.unmodifiableSet(providers.keySet());
  }

  /** The rule of a name, if there is one. */
  public Optional<StoppingProvider<?>> find(String name) {
    return Optional.ofNullable(providers.get(name));
  }
}

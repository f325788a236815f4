package org.querent.strategies;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The query strategies that can be used by name: the built-in ones and those of plug-ins, found
 * alike through {@link ServiceLoader}. Immutable and thread-safe.
 */
public final class StrategyRegistry {
  private final Map<String, StrategyProvider<?>> providers = new TreeMap<>();

  /**
   * Finds all strategies that a class loader offers.
   *
   * @throws StrategyException if a provider cannot be loaded or two have the same name
   */
  public StrategyRegistry(ClassLoader classLoader) {
    try {
      for (StrategyProvider<?> provider : ServiceLoader.load(StrategyProvider.class, classLoader)) {
        register(provider);
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      // A class file that is damaged or of a later Java comes as a LinkageError of its own.
      throw new StrategyException("a query strategy cannot be loaded: " + e.getMessage(), e);
    }
  }

  private void register(StrategyProvider<?> provider) {
    StrategyProvider<?> other = providers.putIfAbsent(provider.name(), provider);
    if (other != null) {
      throw new StrategyException(
          "two query strategies are named \"%s\": %s and %s"
              .formatted(
                  provider.name(), other.getClass().getName(), provider.getClass().getName()));
    }
  }

  /** The names of all strategies, sorted. */
  public Collection<String> names() {
    return Collections.unmodifiableSet(providers.keySet());
  }

  /** All strategies, sorted by name. */
  public Collection<StrategyProvider<?>> providers() {
    return Collections.unmodifiableCollection(providers.values());
  }

  /** The strategy of a name, if there is one. */
  public Optional<StrategyProvider<?>> find(String name) {
    return Optional.ofNullable(providers.get(name));
  }
}

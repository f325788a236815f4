package org.querent.simulator.judge;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyRegistry;

/**
 * The learners that can be used by name: the built-in ones and those of plug-ins, found alike
 * through {@link ServiceLoader}. Immutable and thread-safe.
 */
public final class LearnerRegistry {
  /** Names become parts of the names of files. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final int LONGEST_NAME = 60;

  private final Map<String, LearnerProvider<?>> providers = new TreeMap<>();

  /**
   * Finds all learners where the strategies were found.
   *
   * @throws StrategyException if a provider cannot be loaded, has no fit name, or two have the same
   */
  @Inject
  public LearnerRegistry(StrategyRegistry strategies) {
    try {
      ServiceLoader.load(LearnerProvider.class, strategies.classLoader()).forEach(this::register);
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new StrategyException("a learner cannot be loaded: " + e.getMessage(), e);
    }
  }

  private void register(LearnerProvider<?> provider) {
    String name = provider.name();
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new StrategyException(
          String.format(
              Locale.ROOT,
              "the learner %s is named \"%s\"; let its name() return at most %d small letters,"
                  + " digits and single dashes, such as \"item-knn\"",
              provider.getClass().getName(),
              name.replaceAll("\\p{Cntrl}", " "),
              LONGEST_NAME));
    }
    LearnerProvider<?> other = providers.put(name, provider);
    if (other != null) {
      throw new StrategyException(
          String.format(
              Locale.ROOT,
              "two learners are named \"%s\": %s and %s; leave one out or rename it",
              name,
              other.getClass().getName(),
              provider.getClass().getName()));
    }
  }

  /** The learners, sorted by name. */
  public Collection<LearnerProvider<?>> providers() {
    return Collections.unmodifiableCollection(providers.values());
  }

  /** The names of all learners, sorted. */
  public Collection<String> names() {
    return Collections.unmodifiableSet(providers.keySet());
  }

  /** The learner of a name, if there is one. */
  public Optional<LearnerProvider<?>> find(String name) {
    return Optional.ofNullable(providers.get(name));
  }
}

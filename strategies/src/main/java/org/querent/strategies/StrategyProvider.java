package org.querent.strategies;

/**
 * Makes query strategies of one kind; the service that built-in strategies and plug-ins provide.
 *
 * <p>To add a strategy, implement this interface in a public class with a public constructor
 * without parameters, and name the class in {@code
 * META-INF/services/org.querent.strategies.StrategyProvider}. The strategy can then be used in an
 * experiment by its name.
 *
 * @param <P> the strategy's parameters: a record whose components are {@code int}, {@code double},
 *     {@code boolean}, {@code String} or an enum, described by {@link
 *     org.querent.core.settings.Setting}; its constructor may refuse values with an {@link
 *     IllegalArgumentException}
 */
public interface StrategyProvider<P extends Record> {
  /** The name used in YAML, in kebab case: {@code "max-variance"}. */
  String name();

  /** What the strategy asks for, in one sentence. */
  String description();

  /** The parameters of a strategy for which the experiment gives none. */
  P defaults();

  /** Makes the strategy for one run. */
  QueryStrategy create(P parameters);

  /** Whether it ranks by variances: with a model that has none it would choose at random. */
  default boolean needsVariances() {
    return true;
  }
}

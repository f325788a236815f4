package org.querent.strategies;

import java.util.Optional;
import java.util.Set;

/**
 * Makes query strategies of one kind; the service that built-in strategies and plug-ins provide.
 *
 * <p>To add a strategy, implement this interface in a public class with a public constructor
 * without parameters, and name the class in {@code
 * META-INF/services/org.querent.strategies.StrategyProvider}. The strategy can then be used in an
 * experiment by its name; without that file, by the full name of the class. A jar may say in the
 * attribute {@code Querent-API} of its manifest which {@link ApiVersion} it was built for.
 *
 * <p>Methods are called from one thread before runs start, except {@link #create}, which is called
 * from many. Whatever it throws ends the run it was called for.
 *
 * @param <P> the strategy's parameters: a record whose components are {@code int}, {@code double},
 *     {@code boolean}, {@code String} or an enum, described by {@link
 *     org.querent.core.settings.Setting}, or {@code ConfiguredStrategy<?>}, which is any strategy;
 *     its constructor may refuse values with an {@link IllegalArgumentException}
 */
public interface StrategyProvider<P extends Record> {
  /**
   * The name used in YAML, in kebab case: {@code "max-variance"}. At most 60 letters and digits.
   */
  String name();

  /** What the strategy asks for, in one sentence. */
  String description();

  /** The parameters of a strategy for which the experiment gives none. */
  P defaults();

  /**
   * What must be known of a strategy with these parameters before it is played; nothing, for one
   * that looks at means and known ratings only and keeps nothing between rounds.
   */
  Set<Trait> traits(P parameters);

  /** Makes the strategy for one run. */
  QueryStrategy create(P parameters);

  /**
   * What is computed, as plain text of one line or several, with every symbol explained; empty if
   * the sentence of {@link #description} says it all.
   */
  default Optional<String> formula() {
    return Optional.empty();
  }

  /** Where the idea comes from: author, year, title, place; several on lines of their own. */
  default Optional<String> source() {
    return Optional.empty();
  }
}

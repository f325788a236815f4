package org.querent.strategies;

import java.util.Optional;

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

  /**
   * Whether it knows what no strategy can, so that it is a bound to measure others by: reports set
   * it apart and do not call it the best.
   */
  default boolean cheats() {
    return false;
  }

  /**
   * Whether a strategy that is made anew in the middle of a run asks as the one before it would
   * have: it keeps nothing between rounds but what it can make again from a round. Only then can a
   * run that was broken off go on from a checkpoint; otherwise it is played again from its start.
   */
  default boolean restartable(P parameters) {
    return false;
  }

  /** Whether it ranks by variances: with a model that has none it would choose at random. */
  default boolean needsVariances() {
    return true;
  }

  /**
   * The same with given parameters. To be overridden where it depends on them, as it does for a
   * strategy that is made of others.
   */
  default boolean needsVariances(P parameters) {
    return needsVariances();
  }
}

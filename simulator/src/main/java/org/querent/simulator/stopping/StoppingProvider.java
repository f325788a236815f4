package org.querent.simulator.stopping;

/**
 * Makes stopping rules of one kind; the service that built-in rules and those of plug-ins provide.
 *
 * <p>To add a rule, implement this interface in a public class with a public constructor without
 * parameters, and name the class in {@code
 * META-INF/services/org.querent.simulator.stopping.StoppingProvider}. The rule can then be used by
 * its name in an experiment, and to ask people.
 *
 * @param <P> the rule's parameters: a record as a strategy's, whose components are {@code int},
 *     {@code double}, {@code boolean}, {@code String} or an enum, described by {@link
 *     org.querent.core.settings.Setting}, or a list of {@code ConfiguredStopping<?>}, which are any
 *     rules; its constructor may refuse values with an {@link IllegalArgumentException}
 */
public interface StoppingProvider<P extends Record> {
  /** The name used in YAML, in kebab case: {@code "expected-gain"}. */
  String name();

  /** When it stops, in one sentence. */
  String description();

  /** The parameters of a rule for which nobody gives any. */
  P defaults();

  /** Makes the rule for one interview. */
  StoppingRule create(P parameters);
}

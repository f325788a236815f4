package org.querent.simulator.judge;

import java.util.Optional;

/**
 * Makes learners of one kind; the service that built-in learners and those of plug-ins provide.
 *
 * <p>To add a learner, implement this interface in a public class with a public constructor without
 * parameters, and name the class in {@code
 * META-INF/services/org.querent.simulator.judge.LearnerProvider}. The learner can then be named in
 * an experiment's {@code evaluators} and by {@code querent evaluate}.
 *
 * @param <P> the learner's parameters: a record whose components are {@code int}, {@code double},
 *     {@code boolean}, {@code String} or an enum, described by {@link
 *     org.querent.core.settings.Setting}; its constructor may refuse values with an {@link
 *     IllegalArgumentException}
 */
public interface LearnerProvider<P extends Record> {
  /**
   * The name used in YAML, in kebab case: {@code "item-knn"}. At most 60 letters and digits, and
   * dashes between them.
   */
  String name();

  /** How it predicts, in one sentence. */
  String description();

  /** The parameters of a learner for which nobody gives any. */
  P defaults();

  /** Makes the learner. */
  Learner create(P parameters);

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

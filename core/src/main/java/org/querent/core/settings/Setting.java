package org.querent.core.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a record of settings: what it means and, for numbers, its range.
 *
 * <p>The name in YAML is the component's name in kebab case ({@code fullRefitEvery} is {@code
 * full-refit-every}). Bounds are inclusive, so an open bound is written with {@link
 * Double#MIN_VALUE} or {@link Math#nextDown(double)}'s value.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** What the setting means, in one sentence without a full stop. */
  String value();

  /** The smallest value allowed. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The largest value allowed. */
  double max() default Double.POSITIVE_INFINITY;
}

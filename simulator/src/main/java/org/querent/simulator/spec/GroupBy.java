package org.querent.simulator.spec;

import java.util.Locale;
import java.util.Optional;
import org.querent.core.settings.Setting;

/**
 * How users or items are put into groups, each of which is measured by itself: by what a column
 * says of them, by whether anything was known of them at the start, or, without either, into tenths
 * by how many ratings they have in the data set.
 *
 * @param of who is put into groups
 * @param column what is known of them
 * @param newcomers whether those of whom no rating was known at the start are one group, and all
 *     others another
 * @param variances whether likelihood and coverage, which need variances, are measured of each
 *     group as well
 */
public record GroupBy(
    @Setting("who is put into groups: users or items") Of of,
    @Setting("column of users or items by which; tenths by their number of ratings without it")
        Optional<String> column,
    @Setting("by whether no rating of them was known at the start") boolean newcomers,
    @Setting("whether each group also has its nll and coverage-90") boolean variances) {
  /** Who is put into groups. */
  public enum Of {
    /** Users. */
    USER,
    /** Items. */
    ITEM
  }

  /** Tenths of users by their activity. */
  public static final GroupBy BY_ACTIVITY = new GroupBy(Of.USER, Optional.empty(), false);

  /** Groups whose errors and lists alone are measured. */
  public GroupBy(Of of, Optional<String> column, boolean newcomers) {
    this(of, column, newcomers, false);
  }

  /** Refuses two ways at once. */
  public GroupBy {
    if (newcomers && column.isPresent()) {
      throw new IllegalArgumentException("give either column or newcomers, not both");
    }
  }

  /**
   * The name in files, such as {@code user-activity}, {@code item-popularity} or {@code user-age}.
   */
  public String key() {
    String by = newcomers ? "newcomers" : of == Of.USER ? "activity" : "popularity";
    return of.name().toLowerCase(Locale.ROOT) + "-" + column.orElse(by);
  }
}

package org.querent.core.data;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.querent.core.data.side.SideInformationReader;
import org.querent.core.data.side.SideTable;

/**
 * What is known about users and items besides the ratings: columns of texts, of any names. Of the
 * data sets that MovieLens publishes these are {@code age}, {@code sex} and {@code occupation} of
 * users, and {@code title}, {@code genres} (joined by bars) and {@code year} of items, as far as
 * they are published and their files are there.
 *
 * <p>A column may be absent from the whole data set; where it is present, single users or items may
 * still lack a value. {@link SideInformationReader} and {@link SideTable} make it. Immutable and
 * thread-safe.
 *
 * @param users what is known about users
 * @param items what is known about items
 * @param titleColumn the column that says what items are called; it need not be there
 * @param logs who has consumed what by logs, each by where it is from; of a saved model by ""
 */
public record SideInformation(
    SideColumns users, SideColumns items, String titleColumn, Map<String, ConsumptionLog> logs)
    implements Serializable {
  /** The column of titles, unless a table calls it otherwise. */
  public static final String TITLE = "title";

  /** Copies the logs. */
  public SideInformation {
    logs = Map.copyOf(logs);
  }

  /** Side information without logs. */
  public SideInformation(SideColumns users, SideColumns items, String titleColumn) {
    this(users, items, titleColumn, Map.of());
  }

  /** What is known besides, with logs of who has consumed what. */
  public SideInformation with(Map<String, ConsumptionLog> others) {
    return new SideInformation(users, items, titleColumn, others);
  }

  /**
   * Side information without any column.
   *
   * @param ratings whose users and items nothing is known about
   * @param reason why, as a clause for a message
   */
  public static SideInformation none(Ratings ratings, String reason) {
    return new SideInformation(
        new SideColumns("user", ratings.userIds(), reason, List.of()),
        new SideColumns("item", ratings.itemIds(), reason, List.of()),
        TITLE);
  }

  /**
   * What is known here about the users and items of other ratings, by their indices there. Cost:
   * O(users + items + pairs of logs).
   */
  public SideInformation over(Ratings others) {
    int[] ofUsers = users.indicesIn(others.userIds());
    int[] ofItems = items.indicesIn(others.itemIds());
    Map<String, ConsumptionLog> over = new TreeMap<>();
    logs.forEach(
        (from, log) ->
            over.put(from, log.over(others.userCount(), ofUsers, others.itemCount(), ofItems)));
    return new SideInformation(
        users.over(others.userIds()), items.over(others.itemIds()), titleColumn, over);
  }

  /**
   * What an item is called, in MovieLens with the year if it is known: {@code Toy Story (1995)}.
   */
  public Optional<String> title(int item) {
    return items.text(titleColumn, item).map(SideColumns::label);
  }
}

package org.querent.core.data;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.querent.core.data.side.SideInformationReader;

/**
 * What is known about users and items besides the ratings, by the dense indices of {@link Ratings}.
 *
 * <p>An attribute may be absent from the whole data set, because it is not published or its file is
 * not there: then every value is empty, {@link #has} says so, and {@link #require} says why. Where
 * an attribute is present, single users or items may still lack it. {@link SideInformationReader}
 * makes it. Immutable and thread-safe; every method is O(1).
 */
public final class SideInformation implements Serializable {
  private static final long serialVersionUID = 1;

  private final UserColumns users;
  private final ItemColumns items;
  private final Map<Attribute, String> absent;

  /** What may be known. */
  public enum Attribute {
    /** The age of a user, in years. */
    AGE("ages"),
    /** The sex of a user. */
    SEX("sexes"),
    /** The occupation of a user. */
    OCCUPATION("occupations"),
    /** The title of an item. */
    TITLE("titles"),
    /** The genres of an item. */
    GENRES("genres"),
    /** The year of release of an item. */
    YEAR("years");

    private final String plural;

    Attribute(String plural) {
      this.plural = plural;
    }
  }

  /** Takes the columns over; the map says why an attribute is absent. */
  public SideInformation(UserColumns users, ItemColumns items, Map<Attribute, String> absent) {
    this.users = users;
    this.items = items;
    this.absent = absent;
  }

  /**
   * Side information without any attribute.
   *
   * @param ratings whose users and items nothing is known about
   * @param reason why, as a clause for a message
   */
  public static SideInformation none(Ratings ratings, String reason) {
    Map<Attribute, String> absent = new EnumMap<>(Attribute.class);
    for (Attribute attribute : Attribute.values()) {
      absent.put(attribute, reason);
    }
    return new SideInformation(
        new UserColumns(ratings.userIds()), new ItemColumns(ratings.itemIds()), absent);
  }

  /** Whether the data set has an attribute at all. */
  public boolean has(Attribute attribute) {
    return !absent.containsKey(attribute);
  }

  /**
   * Refuses to go on without an attribute.
   *
   * @throws DatasetException if it is absent, with the file that is missing and where to put it
   */
  public void require(Attribute attribute) {
    if (!has(attribute)) {
      throw new DatasetException(
          String.format(
              Locale.ROOT, "the data set has no %s: %s", attribute.plural, absent.get(attribute)));
    }
  }

  /** The age of a user, in years; where only a range is published (ML-1M), its lower bound. */
  public OptionalInt age(int user) {
    return users.age(user);
  }

  /** The sex of a user, as published: M or F. */
  public Optional<String> sex(int user) {
    return users.sex(user);
  }

  /** The occupation of a user, by name. */
  public Optional<String> occupation(int user) {
    return users.occupation(user);
  }

  /** The title of an item, with the year if it is known: {@code Toy Story (1995)}. */
  public Optional<String> title(int item) {
    return items.title(item);
  }

  /**
   * The genres of an item, in the order of its file; empty if none is known, which MovieLens writes
   * as {@code unknown} or {@code (no genres listed)}.
   */
  public List<String> genres(int item) {
    return items.genres(item);
  }

  /** The year of an item's release. */
  public OptionalInt year(int item) {
    return items.year(item);
  }
}

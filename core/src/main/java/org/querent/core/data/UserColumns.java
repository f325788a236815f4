package org.querent.core.data;

import java.io.Serializable;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;

/** Attributes of users in columns. Filled by one reader and unchanged from then on. */
public final class UserColumns implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int UNKNOWN = -1;

  private final Ids ids;
  private final BitSet added = new BitSet();
  private final int[] ages;
  private final String[] sexes;
  private final String[] occupations;

  /** Columns of users of whom nothing is known yet. */
  public UserColumns(Ids ids) {
    this.ids = ids;
    ages = new int[ids.size()];
    sexes = new String[ids.size()];
    occupations = new String[ids.size()];
  }

  /**
   * Adds a user, empty text for what is unknown; ignored without a rating; false if added twice.
   */
  public boolean add(String id, String age, String sex, String occupation) {
    OptionalInt known = ids.indexOf(id);
    if (known.isEmpty()) {
      return true;
    }
    int user = known.getAsInt();
    ages[user] = age.isEmpty() ? UNKNOWN : Integer.parseInt(age);
    sexes[user] = sex;
    occupations[user] = occupation;
    boolean first = !added.get(user);
    added.set(user);
    return first;
  }

  OptionalInt age(int user) {
    return added.get(user) && ages[user] != UNKNOWN
        ? OptionalInt.of(ages[user])
        : OptionalInt.empty();
  }

  Optional<String> sex(int user) {
    return text(sexes[user]);
  }

  Optional<String> occupation(int user) {
    return text(occupations[user]);
  }

  private static Optional<String> text(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }
}

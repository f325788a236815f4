package org.querent.core.features;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.querent.core.settings.Setting;

/**
 * A field of features as an experiment declares it: by its name alone, or with settings, as in
 * {@code {type: year, width: 5, unknown: level}}. Every kind is a record of its settings.
 */
public sealed interface FieldSpec {
  /** What plain ratings have: users and items. */
  List<FieldSpec> PLAIN = List.of(new User(), new Item());

  /** What experiments, spaces of features and messages call it. */
  String name();

  /** Which design it belongs to. */
  Side side();

  /** The two designs. */
  enum Side {
    /** What is known of the user. */
    USER,
    /** What is known of the item and, with a field of times, of the rating. */
    ITEM
  }

  /** What to do about users or items whose value is unknown. */
  enum Unknown {
    /** Refuse the data. */
    ERROR,
    /** Give them one more feature, if there are any. */
    LEVEL
  }

  /** How times are parted. */
  enum Binning {
    /** Bins as long as each other. */
    EQUAL_WIDTH,
    /** Bins of as many known ratings as each other; fewer where many have the same time. */
    EQUAL_COUNT
  }

  /** Every kind of field with its default settings. */
  static List<FieldSpec> all() {
    return List.of(
        new User(),
        new Item(),
        new Genres(Unknown.ERROR),
        new Year(5, Unknown.ERROR),
        new Age(10, Unknown.ERROR),
        new Sex(Unknown.ERROR),
        new Occupation(Unknown.ERROR),
        new RatedItems(),
        new RatedBy(),
        new Time(10, Binning.EQUAL_COUNT));
  }

  /** The field of a name with its default settings, or empty if there is none. */
  static Optional<FieldSpec> named(String name) {
    return all().stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /**
   * Refuses a list that describes nothing or something twice.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  static void requireUsable(List<FieldSpec> fields) {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("give at least one field, such as user or item");
    }
    Set<String> names = new HashSet<>();
    for (FieldSpec field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("the field " + field.name() + " is given twice");
      }
    }
  }

  /** One feature per user. */
  record User() implements FieldSpec {
    @Override
    public String name() {
      return "user";
    }

    @Override
    public Side side() {
      return Side.USER;
    }
  }

  /** One feature per item. */
  record Item() implements FieldSpec {
    @Override
    public String name() {
      return "item";
    }

    @Override
    public Side side() {
      return Side.ITEM;
    }
  }

  /** One feature per genre; an item of n genres has each with value 1 / sqrt(n). */
  record Genres(@Setting("what to do about items without a genre") Unknown unknown)
      implements FieldSpec {
    @Override
    public String name() {
      return "genres";
    }

    @Override
    public Side side() {
      return Side.ITEM;
    }
  }

  /** One feature per span of years in which items were released. */
  record Year(
      @Setting(value = "years per feature", min = 1, max = 1000) int width,
      @Setting("what to do about items without a year") Unknown unknown)
      implements FieldSpec {
    @Override
    public String name() {
      return "year";
    }

    @Override
    public Side side() {
      return Side.ITEM;
    }
  }

  /** One feature per span of ages. */
  record Age(
      @Setting(value = "years per feature", min = 1, max = 1000) int width,
      @Setting("what to do about users without an age") Unknown unknown)
      implements FieldSpec {
    @Override
    public String name() {
      return "age";
    }

    @Override
    public Side side() {
      return Side.USER;
    }
  }

  /** One feature per sex. */
  record Sex(@Setting("what to do about users without a sex") Unknown unknown)
      implements FieldSpec {
    @Override
    public String name() {
      return "sex";
    }

    @Override
    public Side side() {
      return Side.USER;
    }
  }

  /** One feature per occupation. */
  record Occupation(@Setting("what to do about users without an occupation") Unknown unknown)
      implements FieldSpec {
    @Override
    public String name() {
      return "occupation";
    }

    @Override
    public Side side() {
      return Side.USER;
    }
  }

  /**
   * One feature per item, of which a user has those of the n known ratings, each with value 1 /
   * sqrt(n) (SVD++; Koren 2008, Factorization meets the neighborhood, KDD, eq. 15).
   */
  record RatedItems() implements FieldSpec {
    @Override
    public String name() {
      return "rated-items";
    }

    @Override
    public Side side() {
      return Side.USER;
    }
  }

  /** One feature per user, of which an item has those of its n known ratings, each 1 / sqrt(n). */
  record RatedBy() implements FieldSpec {
    @Override
    public String name() {
      return "rated-by";
    }

    @Override
    public Side side() {
      return Side.ITEM;
    }
  }

  /** One feature per span of time in which ratings were given. */
  record Time(
      @Setting(value = "number of spans", min = 2, max = 1000) int bins,
      @Setting("whether spans are as long or have as many known ratings as each other")
          Binning binning)
      implements FieldSpec {
    @Override
    public String name() {
      return "time";
    }

    @Override
    public Side side() {
      return Side.ITEM;
    }
  }
}

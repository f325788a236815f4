package org.querent.core.features;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.settings.Setting;

/**
 * A field of features as an experiment declares it: by its name alone, or with settings, as in
 * {@code {type: year, width: 5, unknown: level}}. Every kind is a record of its settings.
 */
public sealed interface FieldSpec
    permits FieldSpec.User,
        FieldSpec.Item,
        FieldSpec.Genres,
        FieldSpec.Year,
        FieldSpec.Age,
        FieldSpec.Sex,
        FieldSpec.Occupation,
        FieldSpec.Column,
        FieldSpec.RatedItems,
        FieldSpec.RatedBy,
        FieldSpec.Time,
        ConsumptionField,
        PriorField {
  /** What plain ratings have: users and items. */
  List<FieldSpec> PLAIN = List.of(new User(), new Item());

  /** What experiments call its kind. */
  String type();

  /** What spaces of features and messages call it: of fields in use, no two have the same. */
  default String field() {
    return type();
  }

  /** The column that it is made of, if it is made of one of the data set's. */
  default Optional<Column> column() {
    return Optional.empty();
  }

  /** Which design it belongs to. */
  default Side side() {
    return column().orElseThrow().of();
  }

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

  /** What the texts of a column are. */
  enum As {
    /** One of a few texts. */
    CATEGORY,
    /** A number; those within a span are alike. */
    NUMBER,
    /** Several texts. */
    LIST
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
        new Column(Side.ITEM, "", As.CATEGORY, Column.WIDTH, "|", Unknown.ERROR),
        new RatedItems(),
        new RatedBy(),
        ConsumptionField.DEFAULTS,
        PriorField.DEFAULTS,
        new Time(10, Binning.EQUAL_COUNT));
  }

  /** The field of a name with its default settings, or empty if there is none. */
  static Optional<FieldSpec> named(String name) {
    return all().stream().filter(field -> field.type().equals(name)).findFirst();
  }

  /** One feature per user. */
  record User() implements FieldSpec {
    @Override
    public String type() {
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
    public String type() {
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
    public String type() {
      return "genres";
    }

    @Override
    public Optional<Column> column() {
      return Optional.of(new Column(Side.ITEM, "genres", As.LIST, 1, "|", unknown));
    }
  }

  /** One feature per span of years in which items were released. */
  record Year(
      @Setting(value = "years per feature", min = 1, max = 1000) int width,
      @Setting("what to do about items without a year") Unknown unknown)
      implements FieldSpec {
    @Override
    public String type() {
      return "year";
    }

    @Override
    public Optional<Column> column() {
      return Optional.of(new Column(Side.ITEM, "year", As.NUMBER, width, "|", unknown));
    }
  }

  /** One feature per span of ages. */
  record Age(
      @Setting(value = "years per feature", min = 1, max = 1000) int width,
      @Setting("what to do about users without an age") Unknown unknown)
      implements FieldSpec {
    @Override
    public String type() {
      return "age";
    }

    @Override
    public Optional<Column> column() {
      return Optional.of(new Column(Side.USER, "age", As.NUMBER, width, "|", unknown));
    }
  }

  /** One feature per sex. */
  record Sex(@Setting("what to do about users without a sex") Unknown unknown)
      implements FieldSpec {
    @Override
    public String type() {
      return "sex";
    }

    @Override
    public Optional<Column> column() {
      return Optional.of(new Column(Side.USER, "sex", As.CATEGORY, 1, "|", unknown));
    }
  }

  /** One feature per occupation. */
  record Occupation(@Setting("what to do about users without an occupation") Unknown unknown)
      implements FieldSpec {
    @Override
    public String type() {
      return "occupation";
    }

    @Override
    public Optional<Column> column() {
      return Optional.of(new Column(Side.USER, "occupation", As.CATEGORY, 1, "|", unknown));
    }
  }

  /**
   * A column of the data set: one feature per text of a category or a list, or per span of numbers.
   * A list of n texts has each with value 1 / sqrt(n).
   *
   * @param of whom it describes
   * @param name the column
   */
  record Column(
      @Setting("whom it describes") Side of,
      @Setting("name of the column") String name,
      @Setting("what its texts are") As as,
      @Setting(value = "numbers in a span, from a multiple of it on", min = 1e-9, max = 1e9)
          double width,
      @Setting("what stands between the texts of a list") String separator,
      @Setting("what to do where nothing is known") Unknown unknown)
      implements FieldSpec {
    /** Numbers in a span where nothing is said. */
    static final double WIDTH = 10;

    /** Refuses what parts nothing. */
    public Column {
      if (separator.isEmpty()) {
        throw new IllegalArgumentException("separator must not be empty");
      }
    }

    @Override
    public String type() {
      return "column";
    }

    @Override
    public String field() {
      return of.name().toLowerCase(Locale.ROOT) + " " + name;
    }

    @Override
    public Optional<Column> column() {
      return Optional.of(this);
    }
  }

  /**
   * One feature per item, of which a user has those of the n known ratings, each with value 1 /
   * sqrt(n) (SVD++; Koren 2008, Factorization meets the neighborhood, KDD, eq. 15).
   */
  record RatedItems() implements FieldSpec {
    @Override
    public String type() {
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
    public String type() {
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
    public String type() {
      return "time";
    }

    @Override
    public Side side() {
      return Side.ITEM;
    }
  }
}

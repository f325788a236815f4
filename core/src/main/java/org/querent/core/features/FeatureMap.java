package org.querent.core.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Incidence;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;

/**
 * Declared fields as features and designs: which rows of them describe a rating, and what each
 * feature stands for.
 *
 * <p>The fields of users come first in the space, then those of items, each in the order declared.
 * There is a row per user and one per item, all of the whole data set. A field of times is part of
 * the items' design, which then has one more row per item and span of time, so that its entries are
 * those of the items once more for every span.
 *
 * <p>Immutable and thread-safe.
 */
public final class FeatureMap {
  private final List<FieldSpec> declared;
  private final List<FieldRows> fields;
  private final FeatureSpace space;
  private final Design users;
  private final Design items;
  private final ItemRows itemRows;

  private FeatureMap(
      List<FieldSpec> declared,
      List<FieldRows> fields,
      FeatureSpace space,
      int userCount,
      int itemCount) {
    this.declared = declared;
    this.fields = fields;
    int userFields = of(FieldSpec.Side.USER, declared).size();
    this.space = space;
    Optional<TimeSpans> spans =
        fields.stream()
            .filter(TimeRows.class::isInstance)
            .map(field -> ((TimeRows) field).spans())
            .findFirst();
    itemRows = new ItemRows(itemCount, spans);
    int firstOfItems = userFields < space.fields() ? space.start(userFields) : space.features();
    users = DesignWriter.write(fields.subList(0, userFields), 0, userCount, 0);
    items =
        DesignWriter.write(
            fields.subList(userFields, fields.size()),
            firstOfItems,
            itemCount,
            spans.map(TimeSpans::count).orElse(0));
  }

  /** One feature for every user and one for every item of a data set, which need nothing else. */
  public static FeatureMap plain(Ratings ratings) {
    return of(FieldSpec.PLAIN, ratings, () -> SideInformation.none(ratings, "none given"));
  }

  /**
   * Makes features out of known ratings and side information.
   *
   * @param declared at least one field, none twice
   * @param known the ratings that may be learned from, and no others: rated-items, rated-by and the
   *     spans of time come from them, users and items from their whole data set
   * @param side asked once, and only if a field needs it, or for a title in a label
   * @throws IllegalArgumentException if no field is declared, or one twice; with a message for the
   *     user
   * @throws DatasetException if a field needs an attribute that the data set or, unless the field
   *     says what to do, a user or item does not have, or times that do not differ
   */
  public static FeatureMap of(
      List<FieldSpec> declared, Ratings known, Supplier<SideInformation> side) {
    return of(
        declared,
        known,
        side,
        () -> {
          throw new DatasetException(
              "field consumption: from: candidates needs a run of queries about rated pairs, whose"
                  + " candidates are known; write from: known");
        });
  }

  /**
   * Makes features out of known ratings, side information, and who may be asked about what.
   *
   * @param candidates all known pairs, and those that may be asked for; asked only if a field needs
   *     them
   */
  public static FeatureMap of(
      List<FieldSpec> declared,
      Ratings known,
      Supplier<SideInformation> side,
      Supplier<Incidence> candidates) {
    requireUsable(declared);
    List<FieldSpec> inOrder =
        Stream.of(FieldSpec.Side.values()).flatMap(it -> of(it, declared).stream()).toList();
    FieldFactory factory = new FieldFactory(known, side, candidates);
    List<FieldRows> rows = new ArrayList<>();
    List<FeatureSpace.Field> named = new ArrayList<>();
    for (FieldSpec spec : inOrder) {
      FieldRows field = factory.rows(spec);
      rows.add(field);
    }
    for (int n = 0; n < rows.size(); n++) {
      named.add(
          new FeatureSpace.Field(
              inOrder.get(n).field(), rows.get(n).size(), covariates(inOrder.get(n), rows)));
    }
    return new FeatureMap(
        inOrder, rows, new FeatureSpace(named), known.userCount(), known.itemCount());
  }

  /**
   * Refuses a list that describes nothing or something twice.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public static void requireUsable(List<FieldSpec> fields) {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("give at least one field, such as user or item");
    }
    Set<String> names = new HashSet<>();
    for (FieldSpec field : fields) {
      if (!names.add(field.column().map(FieldSpec.Column::field).orElse(field.field()))) {
        throw new IllegalArgumentException("the field " + field.field() + " is given twice");
      }
    }
    if (names.contains("consumption") && !names.contains("user") && !names.contains("item")) {
      throw new IllegalArgumentException(
          "the field consumption describes users and items, neither of which is a field; add them");
    }
    for (FieldSpec field : fields) {
      FieldSpec described =
          field.side() == FieldSpec.Side.USER ? new FieldSpec.User() : new FieldSpec.Item();
      if (field instanceof PriorField && !fields.contains(described)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the field %s says what the means of the field %s depend on, which is not given; add it",
                field.field(),
                described.type()));
      }
    }
  }

  private static Covariates covariates(FieldSpec spec, List<FieldRows> rows) {
    if (!(spec instanceof FieldSpec.User) && !(spec instanceof FieldSpec.Item)) {
      return Covariates.NONE;
    }
    // Those of consumption first, which change as more is known of a newcomer.
    return Covariates.beside(
        rows.stream()
            .sorted(Comparator.comparing(row -> !(row instanceof ConsumptionRows)))
            .map(row -> row.covariates(spec.side()))
            .toList());
  }

  private static List<FieldSpec> of(FieldSpec.Side side, List<FieldSpec> declared) {
    return declared.stream().filter(spec -> spec.side() == side).toList();
  }

  /**
   * These fields when more ratings are known. Every feature keeps its number and its meaning: the
   * spans of time stay those of the first ratings. O(entries); side information is not asked again.
   *
   * @param known of the same data set; all known ratings, also those known before
   */
  public FeatureMap with(Ratings known) {
    List<FieldRows> rows = fields.stream().map(field -> field.with(known)).toList();
    return new FeatureMap(declared, rows, space, users.rows(), itemRows.items());
  }

  /** The declared fields in the order of the space; unmodifiable. */
  public List<FieldSpec> declared() {
    return declared;
  }

  /** Who has consumed what, where that is declared. */
  public Optional<Consumption> consumption() {
    return fields.stream()
        .filter(ConsumptionRows.class::isInstance)
        .map(field -> ((ConsumptionRows) field).consumption())
        .findFirst();
  }

  /**
   * All that is known of a user who may have consumed anything, as the means of their prior are
   * regressed on it: {@linkplain Consumption#expected what they are expected to be like}, and what
   * else is known.
   *
   * @param user the user, in a field of users beside which consumption is declared
   * @param probabilities that they have consumed it, by item
   * @throws java.util.NoSuchElementException if it is not declared
   */
  public double[] expected(int user, double[] probabilities) {
    double[] expected = consumption().orElseThrow().expected(probabilities);
    double[] known = space.covariates(declared.indexOf(new FieldSpec.User())).of(user);
    System.arraycopy(expected, 0, known, 0, expected.length);
    return known;
  }

  /** The features of both sides. */
  public FeatureSpace space() {
    return space;
  }

  /** The design of the users: a row per user. */
  public Design users() {
    return users;
  }

  /** The design of the items: a row per item and, with a field of times, per item and span. */
  public Design items() {
    return items;
  }

  /** The row of a user. */
  public int userRow(int user) {
    return user;
  }

  /**
   * The row of an item as it is rated at a time. Without a field of times it is the item; so is, in
   * any case, the row of an item at no time.
   *
   * @param timestamp in seconds since 1970; before the first or after the last span it belongs to
   *     that
   */
  public int itemRow(int item, long timestamp) {
    return itemRows.rowOf(item, timestamp);
  }

  /** Which row of the items' design is whose. */
  public ItemRows itemRows() {
    return itemRows;
  }

  /**
   * What a feature stands for, to people: {@code user 17}, {@code genre Comedy}, {@code rated Toy
   * Story (1995)}. Ids are the original ones.
   *
   * @throws DatasetException if titles are asked for and their file is damaged
   */
  public String label(int feature) {
    int field = space.fieldOf(feature);
    return fields.get(field).label(feature - space.start(field));
  }
}

package org.querent.core.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;
import org.querent.core.data.SideInformation;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.features.ConsumptionField.From;
import org.querent.core.features.FieldSpec.Age;
import org.querent.core.features.FieldSpec.As;
import org.querent.core.features.FieldSpec.Binning;
import org.querent.core.features.FieldSpec.Column;
import org.querent.core.features.FieldSpec.Genres;
import org.querent.core.features.FieldSpec.Item;
import org.querent.core.features.FieldSpec.Occupation;
import org.querent.core.features.FieldSpec.RatedBy;
import org.querent.core.features.FieldSpec.RatedItems;
import org.querent.core.features.FieldSpec.Sex;
import org.querent.core.features.FieldSpec.Side;
import org.querent.core.features.FieldSpec.Time;
import org.querent.core.features.FieldSpec.Unknown;
import org.querent.core.features.FieldSpec.User;
import org.querent.core.features.FieldSpec.Year;

class FeatureMapTest {
  private static final Supplier<SideInformation> UNTOUCHED =
      () -> {
        throw new AssertionError("side information is not needed");
      };

  @TempDir Path folder;
  private Ratings ratings;
  private Supplier<SideInformation> side;

  /** Users 11, 12, 13 of dense index 0, 1, 2; items 21 to 24 of 0 to 3; item 24 is in no file. */
  @BeforeEach
  void write_a_small_data_set() throws IOException {
    Files.writeString(
        folder.resolve("u.user"), "11|24|M|writer|1\n12||F|artist|1\n13|30|F|writer|1\n");
    Files.writeString(folder.resolve("u.genre"), "unknown|0\nDrama|1\nComedy|2\n");
    Files.writeString(
        folder.resolve("u.item"),
        "21|Toy Story (1995)|01-Jan-1995||u|0|1|1\n"
            + "22|Heat (1994)|01-Jan-1994||u|0|1|0\n"
            + "23|Big (1988)|01-Jan-1988||u|0|0|1\n");
    Path file = folder.resolve("u.data");
    Files.writeString(
        file,
        "11\t21\t3\t100\n11\t22\t3\t200\n12\t21\t3\t300\n13\t23\t3\t400\n11\t23\t3\t500\n"
            + "12\t24\t4\t600\n");
    Dataset dataset = new DatasetCatalog(folder).read(file, RatingScale.WHOLE_STARS);
    ratings = dataset.ratings();
    side = dataset.side();
  }

  private FeatureMap map(FieldSpec... fields) {
    return FeatureMap.of(List.of(fields), ratings, side);
  }

  @Test
  void plain_pairs_are_identities_in_the_space_of_pairs() {
    FeatureMap plain = FeatureMap.of(FieldSpec.PLAIN, ratings, UNTOUCHED);
    assertTrue(plain.users().isIdentity());
    assertTrue(plain.items().isIdentity());
    assertEquals(3, plain.items().firstFeature());
    assertEquals(List.of("user", "item"), names(plain));
    assertEquals(7, plain.space().features());
    for (int item = 0; item < 4; item++) {
      assertEquals(item, plain.itemRow(item, 300));
    }
    assertEquals(2, plain.userRow(2));
  }

  @Test
  void side_information_is_asked_once_however_many_titles_and_fields_there_are() {
    AtomicInteger asked = new AtomicInteger();
    FeatureMap map =
        FeatureMap.of(
            List.of(new User(), new Item(), new RatedItems(), new Sex(Unknown.ERROR)),
            ratings,
            () -> {
              asked.incrementAndGet();
              return side.get();
            });
    List<String> labels = IntStream.range(0, map.space().features()).mapToObj(map::label).toList();
    assertTrue(labels.contains("item Heat (1994)"), labels.toString());
    assertTrue(labels.contains("rated Big (1988)"), labels.toString());
    assertEquals(1, asked.get());
  }

  @Test
  void fields_of_users_come_first_and_each_side_keeps_the_declared_order() {
    FeatureMap map =
        map(new RatedBy(), new Sex(Unknown.ERROR), new Item(), new RatedItems(), new User());
    assertEquals(List.of("sex", "rated-items", "user", "rated-by", "item"), names(map));
    assertEquals(0, map.users().firstFeature());
    assertEquals(2 + 4 + 3, map.users().columns());
    assertEquals(map.users().columns(), map.items().firstFeature());
    assertEquals(3 + 4, map.items().columns());
    assertEquals(map.space().features(), map.users().columns() + map.items().columns());
  }

  private static List<String> names(FeatureMap map) {
    return map.declared().stream().map(FieldSpec::type).toList();
  }

  @Test
  void a_side_may_have_no_field() {
    FeatureMap map = map(new Item());
    assertEquals(3, map.users().rows());
    assertEquals(0, map.users().columns());
    assertEquals(Map.of(), row(map, map.users(), 1));
    assertTrue(map.items().isIdentity());
    assertEquals(0, map(new User()).items().columns());
  }

  @Test
  void no_field_and_a_field_twice_are_refused() {
    assertThrows(IllegalArgumentException.class, this::map);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> map(new Time(3, Binning.EQUAL_COUNT), new Time(4, Binning.EQUAL_WIDTH)))
            .getMessage();
    assertContains(message, "time", "twice");
  }

  @Test
  void every_kind_of_field_is_found_by_its_name() {
    Set<String> names = new HashSet<>();
    for (FieldSpec field : FieldSpec.all()) {
      assertTrue(names.add(field.type()));
      assertEquals(field, FieldSpec.named(field.type()).orElseThrow());
    }
    assertEquals(FieldSpec.class.getPermittedSubclasses().length, names.size());
    assertTrue(FieldSpec.named("genre").isEmpty());
  }

  @Test
  void rows_and_labels_say_what_is_known() {
    FeatureMap map =
        map(
            new User(),
            new Sex(Unknown.ERROR),
            new Age(10, Unknown.LEVEL),
            new Occupation(Unknown.ERROR),
            new RatedItems(),
            new Item(),
            new Genres(Unknown.LEVEL),
            new Year(5, Unknown.LEVEL),
            new RatedBy());
    double half = 1 / Math.sqrt(2);
    assertEquals(
        Map.of(
            "user 12", 1.0,
            "sex F", 1.0,
            "age unknown", 1.0,
            "occupation artist", 1.0,
            "rated Toy Story (1995)", half,
            "rated item 24", half),
        row(map, map.users(), 1));
    assertEquals(
        Map.of(
            "item Toy Story (1995)", 1.0,
            "genre Comedy", half,
            "genre Drama", half,
            "year 1995-1999", 1.0,
            "rated by user 11", half,
            "rated by user 12", half),
        row(map, map.items(), 0));
    assertEquals(
        Map.of("item 24", 1.0, "genre unknown", 1.0, "year unknown", 1.0, "rated by user 12", 1.0),
        row(map, map.items(), 3));
    assertTrue(labels(map).containsAll(List.of("age 20-29", "age 30-39", "year 1985-1989")));
    assertEquals("year 1990-1994", labels(map).get(map.space().start(7) + 1), "in order");
    assertTrue(labels(map(new Year(1, Unknown.LEVEL))).contains("year 1988"));
  }

  @Test
  void every_feature_has_a_label_of_its_own() {
    List<String> labels =
        labels(
            map(
                new User(),
                new Age(3, Unknown.LEVEL),
                new RatedItems(),
                new Item(),
                new Genres(Unknown.LEVEL),
                new RatedBy(),
                new Time(4, Binning.EQUAL_WIDTH)));
    assertEquals(labels.size(), Set.copyOf(labels).size(), labels.toString());
  }

  @Test
  void there_is_no_level_for_the_unknown_where_all_is_known() {
    assertFalse(labels(map(new Sex(Unknown.LEVEL))).contains("sex unknown"));
  }

  @Test
  void an_unknown_value_is_an_error_unless_it_is_declared_a_level() {
    assertRefused(new Age(10, Unknown.ERROR), "field age", "user 12", "1 of 3", "unknown: level");
    assertRefused(new Year(5, Unknown.ERROR), "field year", "item 24", "1 of 4", "type: year");
    assertRefused(new Genres(Unknown.ERROR), "field genres", "item 24", "type: genres");
  }

  @ParameterizedTest
  @EnumSource
  void an_attribute_whose_file_is_missing_is_an_error_whatever_is_declared(Unknown unknown)
      throws IOException {
    Files.delete(folder.resolve("u.user"));
    assertRefused(
        new Occupation(unknown),
        "column occupation",
        folder.resolve("u.user").toString(),
        "unpack");
    assertEquals(3, map(new User(), new Genres(Unknown.LEVEL)).users().rows());
  }

  @Test
  void times_that_do_not_differ_are_refused() {
    Ratings one = ratings.select(new int[] {2});
    String message =
        assertThrows(
                DatasetException.class,
                () -> FeatureMap.of(List.of(new Time(2, Binning.EQUAL_COUNT)), one, UNTOUCHED))
            .getMessage();
    assertContains(message, "field time", "leave the field out");
  }

  /** One mechanism serves the fields of MovieLens and those of one's own tables. */
  @Test
  void a_column_makes_the_features_that_the_field_of_its_name_makes() {
    Unknown level = Unknown.LEVEL;
    List<List<FieldSpec>> alike =
        List.of(
            List.of(new Sex(level), new Column(Side.USER, "sex", As.CATEGORY, 3, "x", level)),
            List.of(new Age(10, level), new Column(Side.USER, "age", As.NUMBER, 10, "x", level)),
            List.of(new Year(5, level), new Column(Side.ITEM, "year", As.NUMBER, 5, "x", level)),
            List.of(new Genres(level), new Column(Side.ITEM, "genres", As.LIST, 1, "|", level)));
    for (List<FieldSpec> two : alike) {
      FeatureMap own = map(two.get(0));
      FeatureMap column = map(two.get(1));
      assertEquals(own.space().features(), column.space().features());
      assertEquals(entries(own.users()), entries(column.users()));
      assertEquals(entries(own.items()), entries(column.items()));
    }
    assertEquals("genres Comedy", map(alike.get(3).get(1)).label(0));
    assertEquals("year 1985-1989", map(alike.get(2).get(1)).label(0));
  }

  private static String entries(Design design) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < design.rows(); row++) {
      for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
        text.append(row + " " + design.feature(entry) + " " + design.value(entry) + "\n");
      }
    }
    return text.toString();
  }

  @Test
  void a_column_is_refused_with_its_file_and_what_to_do() {
    Unknown error = Unknown.ERROR;
    assertRefused(
        new Column(Side.ITEM, "category", As.CATEGORY, 1, "|", error),
        "no column category of its items",
        "u.item has title, genres, year");
    assertRefused(
        new Column(Side.ITEM, "title", As.NUMBER, 1, "|", Unknown.LEVEL),
        "u.item: item 21 has the title \"Toy Story (1995)\", which is no number",
        "as: category");
    assertRefused(
        new Column(Side.ITEM, "year", As.NUMBER, 1, "|", error),
        "field item year: item 24 has no year in ",
        "1 of 4",
        "{type: column, of: item, name: year, as: number, width: 1.0, unknown: level}");
    assertRefused(
        new Column(Side.ITEM, "year", As.LIST, Column.WIDTH, ";", error),
        "{type: column, of: item, name: year, as: list, separator: \";\", unknown: level}");
  }

  @Test
  void numbers_with_fractions_and_below_zero_are_in_spans_too() {
    SideColumns items = new SideColumns("item", ratings.itemIds(), "t", List.of("heat"));
    items.add("21", List.of("-0.5"));
    items.add("22", List.of("+.5"));
    items.add("23", List.of("1e1"));
    FeatureMap map =
        FeatureMap.of(
            List.of(new Column(Side.ITEM, "heat", As.NUMBER, 1, "|", Unknown.LEVEL)),
            ratings,
            () -> new SideInformation(items, items, "title"));
    assertEquals(
        List.of(
            "heat from -1 until 0", "heat from 0 until 1", "heat from 10 until 11", "heat unknown"),
        IntStream.range(0, 4).mapToObj(map::label).toList());
  }

  @Test
  void one_column_is_one_field() {
    FieldSpec column = new Column(Side.ITEM, "year", As.LIST, 1, "|", Unknown.LEVEL);
    assertThrows(IllegalArgumentException.class, () -> map(column, new Year(5, Unknown.LEVEL)));
    FieldSpec ofUsers = new Column(Side.USER, "year", As.LIST, 1, "|", Unknown.LEVEL);
    FeatureMap.requireUsable(List.of(column, ofUsers));
  }

  private static PriorField prior(Side of, String name, As as) {
    return new PriorField(of, name, as, "|", Unknown.LEVEL);
  }

  @Test
  void prior_means_are_regressed_on_centred_levels_and_standardised_numbers() {
    FeatureMap map =
        map(
            new User(),
            new Item(),
            prior(Side.USER, "age", As.NUMBER),
            prior(Side.ITEM, "genres", As.LIST),
            prior(Side.USER, "sex", As.CATEGORY));
    assertEquals(7, map.space().features());
    assertTrue(map.users().isIdentity());
    assertTrue(map.items().isIdentity());
    Covariates users = map.space().covariates(map.declared().indexOf(new User()));
    // The ages are 24, ?, 30, the unknown of which has a number of its own; the sexes M, F, F.
    double third = 1.0 / 3;
    double[] ofUsers = {
      -1, -third, -2 * third, 2 * third, 0, 2 * third, third, -third, 1, -third, third, -third
    };
    assertEquals(4, users.width());
    assertArrayEquals(ofUsers, users.values(), 1e-12);
    Covariates items = map.space().covariates(map.declared().indexOf(new Item()));
    // Comedy, Drama and unknown, of the items 21 to 24.
    double[] ofItems = {0.5, 0.5, -0.25, -0.5, 0.5, -0.25, 0.5, -0.5, -0.25, -0.5, -0.5, 0.75};
    assertEquals(3, items.width());
    assertArrayEquals(ofItems, items.values(), 1e-12);
  }

  @Test
  void a_constant_number_says_nothing() {
    SideColumns items = new SideColumns("item", ratings.itemIds(), "t", List.of("heat"));
    List.of("21", "22", "23", "24").forEach(id -> items.add(id, List.of("0.1")));
    FeatureMap map =
        FeatureMap.of(
            List.of(new Item(), prior(Side.ITEM, "heat", As.NUMBER)),
            ratings,
            () -> new SideInformation(items, items, "title"));
    assertArrayEquals(new double[4], map.space().covariates(0).values());
  }

  @Test
  void what_is_known_besides_stands_behind_what_was_consumed() {
    PriorField sex = prior(Side.USER, "sex", As.CATEGORY);
    FeatureMap both = map(sex, new User(), new Item(), new ConsumptionField(From.KNOWN, 1));
    FeatureMap consumed = map(new User(), new Item(), new ConsumptionField(From.KNOWN, 1));
    FeatureMap alone = map(new User(), new Item(), sex);
    int user = both.declared().indexOf(new User());
    double[] probabilities = {0.5, 0.2, 1, 0};
    double[] expected = both.expected(1, probabilities);
    double[] first = consumed.expected(1, probabilities);
    double[] last = alone.space().covariates(alone.declared().indexOf(new User())).of(1);
    assertEquals(first.length + last.length, both.space().covariates(user).width());
    assertArrayEquals(first, Arrays.copyOf(expected, first.length));
    assertArrayEquals(last, Arrays.copyOfRange(expected, first.length, expected.length));
    assertArrayEquals(
        last,
        Arrays.copyOfRange(both.space().covariates(user).of(1), first.length, expected.length));
  }

  @Test
  void prior_means_of_nothing_or_on_too_much_are_refused() {
    assertRefused(
        List.of(new Item(), new PriorField(Side.ITEM, "year", As.NUMBER, "|", Unknown.ERROR)),
        "item 24 has no year",
        "{type: prior, of: item, name: year, as: number, unknown: level} to give them a number of");
    assertContains(
        assertThrows(
                IllegalArgumentException.class,
                () -> map(new User(), prior(Side.ITEM, "year", As.NUMBER)))
            .getMessage(),
        "the field prior of item year says what the means of the field item depend on");
    assertThrows(
        IllegalArgumentException.class,
        () -> map(new Item(), prior(Side.ITEM, "year", As.NUMBER), new Year(5, Unknown.LEVEL)));
    SideColumns items = new SideColumns("item", ratings.itemIds(), "t", List.of("tags"));
    items.add(
        "21",
        List.of(String.join("|", IntStream.range(0, 129).mapToObj(Integer::toString).toList())));
    items.add("22", List.of("7"));
    items.add("23", List.of("7"));
    items.add("24", List.of("7"));
    assertContains(
        assertThrows(
                DatasetException.class,
                () ->
                    FeatureMap.of(
                        List.of(new Item(), prior(Side.ITEM, "tags", As.LIST)),
                        ratings,
                        () -> new SideInformation(items, items, "title")))
            .getMessage(),
        "field prior of item tags: 129 different texts are more than the 128",
        "write {type: column, ...} in the place of {type: prior, ...} to give them a feature each");
  }

  private void assertRefused(List<FieldSpec> fields, String... parts) {
    assertContains(
        assertThrows(DatasetException.class, () -> FeatureMap.of(fields, ratings, side))
            .getMessage(),
        parts);
  }

  private void assertRefused(FieldSpec field, String... parts) {
    assertRefused(List.of(field), parts);
  }

  private static void assertContains(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "\"" + part + "\" in: " + message);
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_time_has_a_row_of_the_item_and_its_span(Binning binning) {
    FeatureMap map = map(new User(), new Item(), new Genres(Unknown.LEVEL), new Time(3, binning));
    int first = map.space().start(3);
    assertEquals(3, map.space().end(3) - first);
    assertEquals(4 + 4 * 3, map.items().rows());
    long[] times = {-5, 100, 266, 300, 350, 500, 600, 10_000};
    for (int item = 0; item < 4; item++) {
      Map<String, Double> without = row(map, map.items(), item);
      for (long time : times) {
        Map<String, Double> with = new TreeMap<>(row(map, map.items(), map.itemRow(item, time)));
        String span = map.label(first + (time < 267 ? 0 : time < 434 ? 1 : 2));
        assertEquals(1.0, with.remove(span), "item " + item + " at " + time);
        assertEquals(without, with);
      }
    }
    assertTrue(map.label(first).startsWith("time until 1970-01-01T00:0"), map.label(first));
  }

  @Test
  void spans_have_as_many_ratings_as_each_other_where_declared() {
    Ratings embedded = new DatasetCatalog(folder).load("ml-latest-small-2016").ratings();
    FeatureMap map =
        FeatureMap.of(List.of(new Time(7, Binning.EQUAL_COUNT), new Item()), embedded, UNTOUCHED);
    int[] counts = new int[7];
    for (int n = 0; n < embedded.size(); n++) {
      int row = map.itemRow(embedded.item(n), embedded.timestamp(n));
      int entry = map.items().rowStart(row);
      counts[map.items().feature(entry) - map.space().start(0)]++;
      assertEquals(
          map.space().start(1) + embedded.item(n), map.items().feature(entry + 1), "rating " + n);
    }
    for (int count : counts) {
      assertEquals(embedded.size() / 7.0, count, 100, Arrays.toString(counts));
    }
  }

  /** As in a simulation: what is known grows, and features keep their meaning. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5_000, 100_004})
  void neighbours_are_the_known_ratings_and_no_others(int size) {
    Dataset embedded = new DatasetCatalog(folder).load("ml-latest-small-2016");
    Ratings all = embedded.ratings();
    List<FieldSpec> fields = List.of(new User(), new RatedItems(), new Item(), new RatedBy());
    FeatureMap before = FeatureMap.of(fields, all.select(new int[] {3, 9}), UNTOUCHED);
    Ratings known = all.select(IntStream.range(0, size).toArray());
    FeatureMap map = before.with(known);
    assertEquals(before.space().features(), map.space().features());
    assertEquals(before.items().firstFeature(), map.items().firstFeature());
    Set<List<Integer>> pairs = new HashSet<>();
    for (int n = 0; n < size; n++) {
      pairs.add(List.of(known.user(n), known.item(n)));
    }
    assertEquals(pairs, neighbours(map, map.users(), 1, true));
    assertEquals(pairs, neighbours(map, map.items(), 3, false));
  }

  private static Set<List<Integer>> neighbours(
      FeatureMap map, Design design, int field, boolean ofUsers) {
    Set<List<Integer>> pairs = new HashSet<>();
    for (int row = 0; row < design.rows(); row++) {
      double squares = 0;
      for (int e = design.rowStart(row); e < design.rowStart(row + 1); e++) {
        if (map.space().fieldOf(design.feature(e)) == field) {
          int other = design.feature(e) - map.space().start(field);
          assertTrue(pairs.add(ofUsers ? List.of(row, other) : List.of(other, row)));
          squares += design.value(e) * design.value(e);
        }
      }
      boolean alone = design.rowStart(row + 1) - design.rowStart(row) == 1;
      assertEquals(alone ? 0 : 1, squares, 1e-12);
    }
    return pairs;
  }

  @Test
  void squares_of_a_field_add_up_to_one_in_every_row() {
    Dataset embedded = new DatasetCatalog(folder).load("ml-latest-small-2016");
    FeatureMap map =
        FeatureMap.of(
            List.of(new Genres(Unknown.LEVEL), new Year(5, Unknown.LEVEL)),
            embedded.ratings(),
            embedded.side());
    Design items = map.items();
    for (int row = 0; row < items.rows(); row++) {
      double[] squares = new double[2];
      for (int e = items.rowStart(row); e < items.rowStart(row + 1); e++) {
        squares[map.space().fieldOf(items.feature(e))] += items.value(e) * items.value(e);
      }
      assertEquals(1, squares[0], 1e-12);
      assertEquals(1, squares[1], 1e-12);
    }
  }

  private static Map<String, Double> row(FeatureMap map, Design design, int row) {
    Map<String, Double> entries = new TreeMap<>();
    for (int e = design.rowStart(row); e < design.rowStart(row + 1); e++) {
      entries.put(map.label(design.feature(e)), design.value(e));
    }
    return entries;
  }

  private static List<String> labels(FeatureMap map) {
    return IntStream.range(0, map.space().features()).mapToObj(map::label).toList();
  }
}

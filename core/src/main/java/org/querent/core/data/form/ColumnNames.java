package org.querent.core.data.form;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The names that published data sets have for users, items, ratings and times, without capitals and
 * what is between words.
 */
public final class ColumnNames {
  private static final Pattern TYPE = Pattern.compile(":(token|float|token_seq|float_seq)$");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** What a column of a table of ratings may be. */
  public enum Role {
    /** Who rates. */
    USER(
        "user userid uid users username reviewerid reviewer customerid customer "
            + "memberid member profileid profilename reviewprofilename visitorid "
            + "sessionid accountid account person personid nutzer"),
    /** What is rated. */
    ITEM(
        "item itemid iid items movie movieid mid film filmid isbn asin parentasin "
            + "product productid business businessid book bookid anime animeid artist "
            + "artistid track trackid song songid joke jokeid game gameid appid recipe "
            + "recipeid beer beerid beerbeerid gmapid venue venueid poi contentid "
            + "articleid restaurant restaurantid hotelid courseid id"),
    /** How. */
    RATING(
        "rating ratings rate stars star starrating score overall bookrating "
            + "myrating userrating reviewoverall reviewscore value preference bewertung "
            + "weight note"),
    /** When. */
    TIME(
        "timestamp time date datetime ts unixreviewtime reviewtime unixtimestamp "
            + "createdat submitted tstamp sorttimestamp updatedat zeit");

    private final Set<String> names;

    Role(String names) {
      this.names = Set.of(names.split(" "));
    }
  }

  /** Names beyond are those of a matrix. */
  private static final int MOST_NAMES = 200;

  private static final Set<Role> NEEDED = Set.of(Role.USER, Role.ITEM, Role.RATING);

  private ColumnNames() {}

  /** The name that is one of users; empty if none is. */
  public static Optional<String> user(List<String> names) {
    return find(names, simple(names), Role.USER.names);
  }

  /** The name that is one of items; empty if none is. */
  public static Optional<String> item(List<String> names) {
    return find(names, simple(names), Role.ITEM.names);
  }

  /** The name that is one of times; empty if none is. */
  public static Optional<String> time(List<String> names) {
    return find(names, simple(names), Role.TIME.names);
  }

  /**
   * The place, from 0, of a column that is given by its name or its position from 1; empty if there
   * is none.
   *
   * @param first the values of the first line
   * @param header whether they are names
   */
  public static Optional<Integer> place(String column, List<String> first, boolean header) {
    int named = header ? first.indexOf(column) : -1;
    int place = named < 0 ? ColumnMapping.place(column, List.of()) : named;
    return Optional.of(place).filter(it -> it >= 0 && it < first.size());
  }

  /**
   * Whether the first line of a table has names.
   *
   * @param given whether it is said to have; without it, it has unless all columns are positions
   * @param columns those that there must be, as far as they are given
   */
  public static boolean areThere(Optional<Boolean> given, List<Optional<String>> columns) {
    return given.orElseGet(
        () -> columns.stream().anyMatch(it -> it.filter(ColumnMapping::isPosition).isEmpty()));
  }

  private static List<String> simple(List<String> names) {
    return names.stream().limit(MOST_NAMES).map(ColumnNames::simple).toList();
  }

  /** The columns that have such names; empty if users, items or ratings have none. */
  static Optional<ColumnMapping> columns(List<String> names) {
    return columns(roles(names));
  }

  /** The columns of roles; empty if users, items or ratings have none. */
  public static Optional<ColumnMapping> columns(Map<Role, String> roles) {
    return roles.keySet().containsAll(NEEDED)
        ? Optional.of(
            new ColumnMapping(
                Optional.ofNullable(roles.get(Role.USER)),
                Optional.ofNullable(roles.get(Role.ITEM)),
                Optional.ofNullable(roles.get(Role.RATING)),
                Optional.ofNullable(roles.get(Role.TIME)),
                Optional.empty()))
        : Optional.empty();
  }

  /** Which of some names tell what their column is. */
  public static Map<Role, String> roles(List<String> names) {
    List<String> simple = simple(names);
    Map<Role, String> roles = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      find(names, simple, role.names).ifPresent(name -> roles.put(role, name));
    }
    return roles;
  }

  /**
   * The first name that is one of those known, if it can be shown; "id" is an item only where no
   * other name is.
   */
  private static Optional<String> find(List<String> names, List<String> simple, Set<String> known) {
    List<String> found =
        IntStream.range(0, simple.size())
            .filter(n -> known.contains(simple.get(n)))
            .mapToObj(names::get)
            .filter(name -> names.indexOf(name) == names.lastIndexOf(name))
            .filter(name -> name.equals(LineSource.shown(name)))
            .toList();
    return found.stream()
        .filter(name -> !simple(name).equals("id"))
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  /** Without the type that RecBole adds, capitals, and what is between words. */
  public static String simple(String name) {
    String untyped = TYPE.matcher(name).replaceFirst("");
    return NO_LETTER.matcher(untyped.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}

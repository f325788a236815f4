package org.querent.core.data.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The names that published data sets have for users, items, ratings and times, without capitals and
 * what is between words.
 */
public final class ColumnNames {
  private static final Set<String> USERS =
      Set.of(
          ("user userid uid users username reviewerid reviewer customerid customer "
                  + "memberid member profileid profilename reviewprofilename visitorid "
                  + "sessionid accountid account person personid nutzer")
              .split(" "));

  private static final Set<String> ITEMS =
      Set.of(
          ("item itemid iid items movie movieid mid film filmid isbn asin parentasin "
                  + "product productid business businessid book bookid anime animeid artist "
                  + "artistid track trackid song songid joke jokeid game gameid appid recipe "
                  + "recipeid beer beerid beerbeerid gmapid venue venueid poi contentid "
                  + "articleid restaurant restaurantid hotelid courseid id")
              .split(" "));

  private static final Set<String> RATINGS =
      Set.of(
          ("rating ratings rate stars star starrating score overall bookrating "
                  + "myrating userrating reviewoverall reviewscore value preference bewertung "
                  + "weight note")
              .split(" "));

  private static final Set<String> TIMES =
      Set.of(
          ("timestamp time date datetime ts unixreviewtime reviewtime unixtimestamp "
                  + "createdat submitted tstamp sorttimestamp updatedat zeit")
              .split(" "));

  private static final Pattern TYPE = Pattern.compile(":(token|float|token_seq|float_seq)$");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Names beyond are those of a matrix. */
  private static final int MOST_NAMES = 200;

  private ColumnNames() {}

  /** The name that is one of users; empty if none is. */
  public static Optional<String> user(List<String> names) {
    return find(names, simple(names), USERS);
  }

  /** The name that is one of items; empty if none is. */
  public static Optional<String> item(List<String> names) {
    return find(names, simple(names), ITEMS);
  }

  /** The name that is one of times; empty if none is. */
  public static Optional<String> time(List<String> names) {
    return find(names, simple(names), TIMES);
  }

  private static List<String> simple(List<String> names) {
    return names.stream().limit(MOST_NAMES).map(ColumnNames::simple).toList();
  }

  /** The columns that have such names; empty if users, items or ratings have none. */
  static Optional<ColumnMapping> columns(List<String> names) {
    Optional<String> user = user(names);
    Optional<String> item = item(names);
    Optional<String> rating = find(names, simple(names), RATINGS);
    Optional<String> time = time(names);
    return user.isPresent() && item.isPresent() && rating.isPresent()
        ? Optional.of(new ColumnMapping(user, item, rating, time, Optional.empty()))
        : Optional.empty();
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
  static String simple(String name) {
    String untyped = TYPE.matcher(name).replaceFirst("");
    return NO_LETTER.matcher(untyped.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}

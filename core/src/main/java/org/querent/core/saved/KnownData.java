package org.querent.core.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.ConsumptionLog;
import org.querent.core.data.Ids;
import org.querent.core.data.Incidence;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.data.SideColumns;
import org.querent.core.data.SideInformation;

/**
 * What a model was fitted to, in the archive of the model: 24 bytes a rating, and the columns of
 * users and items; and who has consumed what by a log, 8 bytes a pair.
 *
 * @param ratings row by row, in the order in which the model got them
 * @param side what is known about users and items besides
 */
record KnownData(Ratings ratings, SideInformation side) {
  /** The key of the header. */
  static final String KEY = "known";

  private static final String USERS = "known-users";
  private static final String ITEMS = "known-items";
  private static final String RATINGS = "known-ratings";
  private static final String TIMESTAMPS = "known-timestamps";
  private static final String TITLE = "title-column";
  private static final String LOG = "log";
  private static final String LOG_USERS = "log-users";
  private static final String LOG_ITEMS = "log-items";

  /** Adds the arrays, and gives what the header says of them. */
  ObjectNode put(Map<String, NumericArray> arrays) {
    int size = ratings.size();
    int[] rows = IntStream.range(0, size).toArray();
    arrays.put(USERS, NumericArray.of(IntStream.of(rows).map(ratings::user).toArray(), size));
    arrays.put(ITEMS, NumericArray.of(IntStream.of(rows).map(ratings::item).toArray(), size));
    arrays.put(
        RATINGS, NumericArray.of(IntStream.of(rows).mapToDouble(ratings::rating).toArray(), size));
    arrays.put(
        TIMESTAMPS,
        NumericArray.of(IntStream.of(rows).mapToLong(ratings::timestamp).toArray(), size));
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.put(TITLE, side.titleColumn());
    put("user", side.users(), ratings.userCount(), header, arrays);
    put("item", side.items(), ratings.itemCount(), header, arrays);
    // A model has one field of consumption.
    side.logs().values().stream().findFirst().ifPresent(log -> put(log, header, arrays));
    return header;
  }

  private static void put(ConsumptionLog log, ObjectNode header, Map<String, NumericArray> arrays) {
    Incidence pairs = log.pairs();
    int[] users = new int[pairs.size()];
    int[] items = new int[pairs.size()];
    int at = 0;
    for (int user = 0; user < pairs.userCount(); user++) {
      for (int n = 0; n < pairs.count(user); n++) {
        users[at] = user;
        items[at++] = pairs.item(user, n);
      }
    }
    arrays.put(LOG_USERS, NumericArray.of(users, at));
    arrays.put(LOG_ITEMS, NumericArray.of(items, at));
    header
        .putObject(LOG)
        .put("name", log.name())
        .put("rows", log.rows())
        .put("left-out", log.leftOut())
        .put("sha256", log.sha256());
  }

  private static Map<String, ConsumptionLog> logs(
      JsonNode log, int users, int items, ArrayArchive archive) {
    if (log.isMissingNode()) {
      return Map.of();
    }
    int size = archive.shape(LOG_USERS)[0];
    Incidence pairs =
        Incidence.of(users, items, archive.ints(LOG_USERS, size), archive.ints(LOG_ITEMS, size));
    return Map.of(
        "",
        new ConsumptionLog(
            log.path("name").asText(),
            pairs,
            log.path("rows").asLong(),
            log.path("left-out").asLong(),
            log.path("sha256").asText()));
  }

  private static SavedTexts texts(String kind) {
    return new SavedTexts(kind + "-column-texts", kind + "-column-starts");
  }

  private static void put(
      String kind,
      SideColumns columns,
      int count,
      ObjectNode header,
      Map<String, NumericArray> arrays) {
    List<String> names = columns.names();
    names.forEach(header.putArray(kind + "-columns")::add);
    List<String> all = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      for (String name : names) {
        all.add(columns.text(name, index).orElse(""));
      }
    }
    texts(kind).put(all, arrays);
  }

  /**
   * Reads what was put.
   *
   * @throws IllegalArgumentException if it is not of these users and items
   */
  static KnownData read(ArrayArchive archive, Ids userIds, Ids itemIds, RatingScale scale) {
    JsonNode header = archive.header().settings().path(KEY);
    int size = archive.shape(USERS)[0];
    int[] users = archive.ints(USERS, size);
    int[] items = archive.ints(ITEMS, size);
    double[] ratings = archive.doubles(RATINGS, size);
    long[] timestamps = archive.longs(TIMESTAMPS, size);
    RatingsBuilder builder = new RatingsBuilder(userIds, itemIds);
    for (int row = 0; row < size; row++) {
      if (users[row] < 0
          || users[row] >= userIds.size()
          || items[row] < 0
          || items[row] >= itemIds.size()
          || !scale.contains(ratings[row])) {
        throw new IllegalArgumentException("no valid rating " + row);
      }
      builder.addIndexed(users[row], items[row], ratings[row], timestamps[row]);
    }
    return new KnownData(
        builder.build(scale),
        new SideInformation(
            columns("user", userIds, header, archive),
            columns("item", itemIds, header, archive),
            header.path(TITLE).asText(),
            logs(header.path(LOG), userIds.size(), itemIds.size(), archive)));
  }

  private static SideColumns columns(String kind, Ids ids, JsonNode header, ArrayArchive archive) {
    List<String> names = new ArrayList<>();
    header.path(kind + "-columns").forEach(name -> names.add(name.asText()));
    List<String> all = texts(kind).read(archive);
    if (all.size() != names.size() * ids.size()) {
      throw new IllegalArgumentException("no valid columns of " + kind + "s");
    }
    SideColumns columns = new SideColumns(kind, ids, "the model", names);
    for (int index = 0; index < ids.size(); index++) {
      columns.add(ids.idOf(index), all.subList(index * names.size(), (index + 1) * names.size()));
    }
    return columns;
  }
}

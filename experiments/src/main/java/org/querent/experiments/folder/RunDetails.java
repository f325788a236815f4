package org.querent.experiments.folder;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.querent.core.data.Ids;
import org.querent.core.data.Ratings;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.users.UserResults;
import org.querent.experiments.tune.Trial;
import org.querent.simulator.metric.Calibration;
import org.querent.simulator.metric.Calibration.Bin;
import org.querent.simulator.metric.RatingTenths;
import org.querent.simulator.metric.UserValues;
import org.querent.simulator.progress.EvenDraws;
import org.querent.simulator.progress.StoppedAt;

/**
 * What is known of a run when it is over, beside its curve: in the file {@code details.json}.
 *
 * @param asked whom and what it asked about
 * @param chance the same of a strategy that draws evenly from what may be asked for, on average;
 *     {@code null} of a run of an earlier version
 * @param calibration how well its model knew its errors at the end, a line per bin: number, count,
 *     sum of variances, sum of squared errors
 * @param items how often it asked about each item, those that it asked about in the order of the
 *     data; {@code null} of a run of an earlier version
 * @param users what each user's lists of recommendations were worth at the end; {@code null} where
 *     none were made
 * @param stopped where each stopping rule would have ended its interviews, and last where they were
 *     over; {@code null} of a run that looks at none, which writes nothing of it
 * @param tuning what its seed tried before it, to choose its settings by; {@code null} where
 *     nothing is chosen by seed, of which nothing is written
 */
public record RunDetails(
    long[][] asked,
    double[][] chance,
    List<Bin> calibration,
    List<Item> items,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UserResults users,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<StoppedAt> stopped,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Trial> tuning) {
  /** The file of the details. */
  public static final String NAME = "details.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How often a run asked about an item, written as a list of three.
   *
   * @param id the original one
   * @param unanswered how many of the questions had no answer
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record Item(String id, int asked, int unanswered) {}

  /** What is heard of a run beside its answers and its curve. Not thread-safe. */
  static final class Heard {
    double[][] chance = new double[AskedPairs.TENTHS][AskedPairs.TENTHS];
    Calibration calibration = new Calibration(List.of());
    Optional<UserValues> users = Optional.empty();
    List<StoppedAt> stopped = List.of();
    List<Trial> tuning = List.of();
  }

  /** The details of a run all of whose queries are logged. Cost: O(queries + ratings). */
  static RunDetails of(Path queries, Ratings ratings, Heard heard) throws IOException {
    int[] users = RatingTenths.of(ratings.userCount(), ratings.size(), ratings::user);
    int[] items = RatingTenths.of(ratings.itemCount(), ratings.size(), ratings::item);
    long[][] asked = new long[AskedPairs.TENTHS][AskedPairs.TENTHS];
    int[] askedAbout = new int[ratings.itemCount()];
    int[] unanswered = new int[ratings.itemCount()];
    try (InputStream file = Files.newInputStream(queries);
        MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(file)) {
      while (lines.hasNext()) {
        JsonNode line = lines.next();
        int user = ratings.userIds().indexOf(line.required("user").asText()).orElseThrow();
        int item = ratings.itemIds().indexOf(line.required("item").asText()).orElseThrow();
        asked[users[user]][items[item]]++;
        askedAbout[item]++;
        if (line.required("rating").isNull()) {
          unanswered[item]++;
        }
      }
    }
    return new RunDetails(
        asked,
        heard.chance,
        heard.calibration.bins(),
        items(ratings.itemIds(), askedAbout, unanswered),
        heard.users.map(values -> results(values, ratings.userIds())).orElse(null),
        heard.stopped,
        heard.tuning);
  }

  private static UserResults results(UserValues values, Ids ids) {
    Map<String, double[]> byId = new TreeMap<>();
    for (int n = 0; n < values.users().length; n++) {
      byId.put(ids.idOf(values.users()[n]), values.values()[n]);
    }
    return new UserResults(values.columns(), byId);
  }

  private static List<Item> items(Ids ids, int[] asked, int[] unanswered) {
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < asked.length; item++) {
      if (asked[item] > 0) {
        items.add(new Item(ids.idOf(item), asked[item], unanswered[item]));
      }
    }
    return items;
  }

  /**
   * How often even draws ask about each pair of groups, on average. Cost: O(ratings + pairs that
   * may be asked for).
   */
  static double[][] chance(EvenDraws draws, Ratings ratings) {
    int[] users = RatingTenths.of(ratings.userCount(), ratings.size(), ratings::user);
    int[] items = RatingTenths.of(ratings.itemCount(), ratings.size(), ratings::item);
    double[][] chance = new double[AskedPairs.TENTHS][AskedPairs.TENTHS];
    draws.forEach((user, item, share) -> chance[users[user]][items[item]] += share);
    return chance;
  }

  /** Whom and what it asked about; empty for a run that does not say what chance gives. */
  Optional<AskedPairs> pairs() {
    return Optional.ofNullable(chance).map(even -> new AskedPairs(asked, even));
  }

  /**
   * How many queries there were to ask, which even draws ask as well; empty for a run that does not
   * say what chance gives.
   */
  OptionalLong planned() {
    return chance == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(Arrays.stream(chance).flatMapToDouble(Arrays::stream).sum()));
  }

  byte[] json() throws IOException {
    return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static RunDetails of(byte[] json) throws IOException {
    return JSON.readValue(json, RunDetails.class);
  }
}

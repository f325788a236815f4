package org.querent.simulator.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.spec.RankingMetric;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.RankingSettings.Candidates;
import org.querent.simulator.spec.RankingSettings.Column;

/** What the published formulas say of the same lists; ranking.py, beside the files, makes them. */
class RankingMetricsTest {
  private static final int USERS = 40;

  private static List<String[]> table(String name) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                RankingMetricsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
      return in.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  /** Ratings of which every item has as many as the table says, by the first users. */
  private static Catalogue catalogue(List<String[]> items) {
    StringBuilder text = new StringBuilder();
    for (int user = 0; user < USERS; user++) {
      for (String[] item : items) {
        if (user < Integer.parseInt(item[1])) {
          text.append(user).append('\t').append(item[0]).append("\t3\t0\n");
        }
      }
    }
    Ratings ratings = SampleRatings.parse(text.toString(), RatingScale.HALF_STARS);
    SideColumns columns = new SideColumns("item", ratings.itemIds(), "test", List.of("genres"));
    items.forEach(item -> columns.add(item[0], List.of(item[2])));
    return Catalogue.of(ratings).with(columns, "genres");
  }

  private static int[] numbers(String text) {
    return Stream.of(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  @Test
  void metrics_are_those_of_the_published_formulas() throws IOException {
    List<String[]> items = table("items.csv");
    Catalogue catalogue = catalogue(items);
    Map<String, Double> expected = new LinkedHashMap<>();
    List<RankingMetric> metrics = new ArrayList<>();
    for (String[] line : table("expected.csv")) {
      RankingMetric metric = RankingMetric.parse(line[0]).orElseThrow();
      metrics.add(metric);
      expected.put(new Column(Candidates.UNKNOWN, metric).key(), Double.parseDouble(line[1]));
    }
    assertFalse(expected.isEmpty());
    RankingSettings settings =
        new RankingSettings(
            metrics, List.of(Candidates.UNKNOWN), Optional.empty(), 0, Optional.of("genres"));
    RankingSums sums = new RankingSums(settings, catalogue);
    for (String[] line : table("lists.csv")) {
      sums.add(ranked(line, metrics, catalogue));
    }
    Map<String, Double> measured = sums.values();
    assertEquals(expected.keySet(), measured.keySet());
    expected.forEach((key, value) -> assertEquals(value, measured.get(key), 1e-9, key));
  }

  private static RankedUsers ranked(
      String[] line, List<RankingMetric> metrics, Catalogue catalogue) {
    // Every user of the ratings begins with item 0, so that indices are the ids.
    int[] list = numbers(line[1]);
    BitSet relevant = new BitSet();
    for (int item : numbers(line[2])) {
      relevant.set(item);
    }
    BitSet hits = new BitSet();
    for (int rank = 0; rank < list.length; rank++) {
      hits.set(rank, relevant.get(list[rank]));
    }
    RankedList ranked = new RankedList(list, hits, relevant.cardinality());
    double[] values =
        metrics.stream().mapToDouble(metric -> ranked.value(metric, catalogue)).toArray();
    return new RankedUsers(
        new int[] {Integer.parseInt(line[0])},
        new double[][] {values},
        new RankedList[][] {{ranked}});
  }
}

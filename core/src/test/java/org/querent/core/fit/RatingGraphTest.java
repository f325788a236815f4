package org.querent.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.fit.RatingGraph.Rows;

class RatingGraphTest {
  private record Edge(int other, float rating) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void every_rating_stands_at_both_its_ends_in_the_order_added(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int users = random.nextInt(1, 20);
    int items = random.nextInt(1, 20);
    RatingGraph graph = new RatingGraph(users, items);
    List<List<Edge>> byUser = lists(users);
    List<List<Edge>> byItem = lists(items);
    double sum = 0;
    int size = random.nextInt(1, 500);
    for (int n = 0; n < size; n++) {
      int user = random.nextInt(users);
      int item = random.nextInt(items);
      float rating = random.nextInt(1, 11) / 2f;
      graph.add(user, item, rating);
      byUser.get(user).add(new Edge(item, rating));
      byItem.get(item).add(new Edge(user, rating));
      sum += rating;
    }
    assertEquals(size, graph.size());
    assertEquals(sum / size, graph.mean(), 1e-12);
    assertRows(byUser, graph.users());
    assertRows(byItem, graph.items());
  }

  private static List<List<Edge>> lists(int size) {
    List<List<Edge>> lists = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static void assertRows(List<List<Edge>> expected, Rows rows) {
    assertEquals(expected.size(), rows.size());
    int largest = 0;
    for (int row = 0; row < rows.size(); row++) {
      List<Edge> edges = new ArrayList<>();
      for (int n = 0; n < rows.degrees[row]; n++) {
        edges.add(new Edge(rows.others[row][n], rows.ratings[row][n]));
      }
      assertEquals(expected.get(row), edges);
      largest = Math.max(largest, edges.size());
    }
    assertEquals(largest, rows.largestDegree());
  }

  @Test
  void a_graph_without_ratings_has_no_mean() {
    assertTrue(Double.isNaN(new RatingGraph(2, 2).mean()));
  }

  @Test
  void a_refused_rating_leaves_no_trace() {
    RatingGraph graph = new RatingGraph(2, 3);
    graph.add(1, 2, 4);
    for (float rating : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> graph.add(0, 0, rating));
    }
    for (int[] pair : new int[][] {{2, 0}, {-1, 0}, {0, 3}, {0, -1}}) {
      assertThrows(IndexOutOfBoundsException.class, () -> graph.add(pair[0], pair[1], 3));
    }
    assertEquals(1, graph.size());
    assertEquals(4, graph.mean());
    assertRows(List.of(List.of(), List.of(new Edge(2, 4))), graph.users());
    assertRows(List.of(List.of(), List.of(), List.of(new Edge(1, 4))), graph.items());
  }
}

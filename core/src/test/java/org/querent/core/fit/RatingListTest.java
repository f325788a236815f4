package org.querent.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.random.RandomStreams;

class RatingListTest {
  @ParameterizedTest(name = "batches of {0}")
  @ValueSource(ints = {1, 7, 50, 100, 1000})
  void dealing_keeps_every_rating_and_fills_batches_by_chance(int batch) {
    RatingGraph graph = new RatingGraph(10, 10);
    for (int user = 0; user < 10; user++) {
      for (int item = 0; item < 10; item++) {
        graph.add(user, item, user + 0.1f * item);
      }
    }
    RatingList sorted = new RatingList();
    sorted.load(graph);
    RatingList dealt = new RatingList();
    int[] places = RandomStreams.permutation(100, new SplittableRandom(3));
    dealt.deal(sorted, places, batch);
    assertEquals(100, dealt.size);
    List<Integer> pairs = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      int pair = 10 * dealt.users[n] + dealt.items[n];
      pairs.add(pair);
      assertEquals(dealt.users[n] + 0.1f * dealt.items[n], dealt.ratings[n]);
      assertEquals(places[pair] / batch, n / batch, "batch of the pair " + pair);
      boolean first = n % batch == 0;
      assertTrue(first || pair > pairs.get(n - 1), "in order within a batch");
    }
    assertEquals(100, pairs.stream().distinct().count());
  }
}

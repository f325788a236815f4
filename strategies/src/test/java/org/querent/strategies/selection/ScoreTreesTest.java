package org.querent.strategies.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTreesTest {
  private static double[] scores(int size, int different, RandomGenerator random) {
    double[] scores = new double[size];
    Arrays.setAll(scores, n -> score(different, random));
    return scores;
  }

  private static double score(int different, RandomGenerator random) {
    int score = random.nextInt(different + 1) - 1;
    return score < 0 ? Double.NEGATIVE_INFINITY : score == 0 ? -0.0 : score / 3.0 - 1 / 3.0;
  }

  @ParameterizedTest(name = "{0} of {1} different scores")
  @CsvSource({"1,5", "2,2", "63,4", "64,1000", "65,1000", "4096,3", "4097,100000", "270000,100000"})
  void the_best_is_the_first_of_the_largest(int size, int different) {
    RandomGenerator random = new SplittableRandom(size);
    double[] scores = scores(size, different, random);
    MaximumTree tree = new MaximumTree(scores);
    tree.repair(0, size);
    for (int trial = 0; trial < 300; trial++) {
      int best = 0;
      for (int n = 1; n < size; n++) {
        best = scores[n] > scores[best] ? n : best;
      }
      assertEquals(best, tree.best(), "trial " + trial);
      assertEquals(scores[best] + 0.0, tree.highest() + 0.0);
      switch (random.nextInt(3)) {
        case 0 -> tree.set(best, Double.NEGATIVE_INFINITY);
        case 1 -> tree.set(random.nextInt(size), score(different, random));
        default -> {
          int from = random.nextInt(size);
          int to = Math.min(size, from + random.nextInt(1, 300));
          System.arraycopy(scores(to - from, different, random), 0, scores, from, to - from);
          tree.repair(from, to);
        }
      }
    }
  }

  /** So that what is drawn does not depend on how the scores came to be what they are. */
  @ParameterizedTest(name = "power {0}")
  @ValueSource(doubles = {0, 0.3, 1, 2, 900})
  void a_repaired_tree_draws_as_a_new_one_does(double power) {
    RandomGenerator random = new SplittableRandom(7);
    int size = 5000;
    double[] scores = scores(size, 100_000, random);
    WeightTree tree = new WeightTree(scores, power);
    tree.measureBy(Arrays.stream(scores).max().orElseThrow());
    for (int trial = 0; trial < 200; trial++) {
      int[] some = random.ints(50, 0, size).sorted().toArray();
      for (int position : some) {
        scores[position] = score(1 + random.nextInt(100_000), random);
      }
      tree.repair(some, some.length);
      int one = random.nextInt(size);
      scores[one] = score(100_000, random);
      tree.repair(one);
      int from = random.nextInt(size - 200);
      System.arraycopy(scores(200, 1000, random), 0, scores, from, 200);
      tree.repair(from, from + 200);
      double highest = Arrays.stream(scores).max().orElseThrow();
      tree.measureBy(highest);
      WeightTree other = new WeightTree(scores, power);
      other.measureBy(highest);
      long seed = random.nextLong();
      int drawn = tree.draw(new SplittableRandom(seed));
      assertEquals(other.draw(new SplittableRandom(seed)), drawn, "trial " + trial);
      assertTrue(scores[drawn] >= 0, "" + scores[drawn]);
    }
  }

  @ParameterizedTest(name = "power {0}")
  @ValueSource(doubles = {0, 0.5, 1, 2, 3})
  void draws_over_several_levels_are_as_frequent_as_their_weights(double power) {
    RandomGenerator random = new SplittableRandom(8);
    int size = 20_000;
    double[] scores = scores(size, 50, random);
    WeightTree tree = new WeightTree(scores, power);
    tree.measureBy(Arrays.stream(scores).max().orElseThrow());
    double[] parts = new double[10];
    double total = 0;
    for (int n = 0; n < size; n++) {
      double weight = scores[n] < 0 ? 0 : Math.pow(scores[n], power);
      parts[n * 10 / size] += weight;
      total += weight;
    }
    int draws = 50_000;
    int[] counts = new int[10];
    for (int n = 0; n < draws; n++) {
      counts[(int) (tree.draw(random) * 10L / size)]++;
    }
    for (int part = 0; part < 10; part++) {
      double probability = parts[part] / total;
      double error = Math.sqrt(draws * probability * (1 - probability));
      assertEquals(draws * probability, counts[part], 4.5 * error);
    }
  }
}

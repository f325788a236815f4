package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.features.FeatureSpace.Field;
import org.querent.core.model.ModelFixtures.Shapes;

class FoldInTest {
  private final RandomGenerator random = new SplittableRandom(1);

  private RowCoordinateAscent fitted(Machine machine, RatingGraph graph) {
    RowCoordinateAscent ascent = new RowCoordinateAscent(machine, graph, new Workers(1));
    for (int pass = 0; pass < 15; pass++) {
      ascent.run(pass, pass >= 5);
    }
    return ascent;
  }

  private void rate(Machine machine, RatingGraph graph, int user) {
    int item = random.nextInt(machine.right.size());
    graph.add(user, item, (float) (machine.mean(user, item) + 2 * random.nextGaussian()));
  }

  /** Any other place in the row's parameters has a lower bound. */
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"VFM,DIAGONAL", "VFM,FULL", "FM,DIAGONAL", "AUTO_VFM,FULL"})
  void a_row_is_put_at_its_optimum(ModelType type, Covariance covariance) {
    Shapes shapes = ModelFixtures.pairs(12, 15);
    ModelSettings settings = ModelSettings.defaults(type).withFactors(3).withCovariance(covariance);
    Machine machine = ModelFixtures.started(shapes, settings, random);
    RatingGraph graph = ModelFixtures.rate(shapes, 80, random).graph();
    RowCoordinateAscent ascent = fitted(machine, graph);
    for (int n = 0; n < 6; n++) {
      rate(machine, graph, 4);
    }
    double before = ascent.bound().total();
    FoldIn.ofUsers(machine, graph).fit(4);
    double best = ascent.bound().total();
    assertTrue(best > before, before + " to " + best);
    int at = 4 * machine.width;
    for (int a = 0; a < machine.width; a++) {
      for (double step : new double[] {-0.01, 0.01}) {
        machine.features.means[at + a] += step;
        assertTrue(ascent.bound().total() <= best + 1e-9, "parameter " + a);
        machine.features.means[at + a] -= step;
      }
    }
  }

  @ParameterizedTest(name = "side information: {0}")
  @CsvSource({"false", "true"})
  void everything_else_stays(boolean described) {
    Shapes shapes = described ? kinds() : ModelFixtures.pairs(12, 15);
    Machine machine = ModelFixtures.started(shapes, ModelSettings.DEFAULTS.withFactors(2), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 80, random).graph();
    fitted(machine, graph);
    int item = 3;
    for (int user = 0; user < 6; user++) {
      graph.add(user, item, 5);
    }
    double[][] before = means(machine);
    double noise = machine.noisePrecision;
    FoldIn.ofItems(machine, graph).fit(item);
    double[][] after = means(machine);
    for (int user = 0; user < before.length; user++) {
      for (int other = 0; other < before[user].length; other++) {
        if (other == item) {
          assertNotEquals(before[user][other], after[user][other]);
        } else {
          assertEquals(before[user][other], after[user][other]);
        }
      }
    }
    assertEquals(noise, machine.noisePrecision);
  }

  /** Items that have an id of their own each, and a kind in common with others. */
  private static Shapes kinds() {
    FeatureSpace space =
        new FeatureSpace(
            List.of(new Field("user", 12), new Field("item", 15), new Field("kind", 3)));
    int[] starts = new int[16];
    int[] features = new int[30];
    double[] values = new double[30];
    Arrays.fill(values, 1);
    for (int item = 0; item < 15; item++) {
      starts[item + 1] = 2 * item + 2;
      features[2 * item] = 12 + item;
      features[2 * item + 1] = 27 + item % 3;
    }
    return new Shapes(space, Design.identity(0, 12), new Design(12, 18, starts, features, values));
  }

  private static double[][] means(Machine machine) {
    double[][] means = new double[machine.left.size()][machine.right.size()];
    for (int user = 0; user < means.length; user++) {
      for (int item = 0; item < means[user].length; item++) {
        means[user][item] = machine.mean(user, item);
      }
    }
    return means;
  }
}

package org.querent.core.fit.ascent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.features.Design;
import org.querent.core.fit.RatingGraph;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;

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
    Shapes shapes = described ? ModelFixtures.kinds(12, 15, 3) : ModelFixtures.pairs(12, 15);
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

  /**
   * From the side information of others, or none, and as one more answer among a few. Far from the
   * prediction, as what is not known of the other end pulls at it, too.
   */
  @ParameterizedTest
  @MethodSource("kindsOfModel")
  void after_an_answer_its_prediction_is_nearer_to_it(
      ModelType type, Covariance covariance, Shapes shapes) {
    ModelSettings settings = ModelSettings.defaults(type).withFactors(3).withCovariance(covariance);
    for (double surprise : new double[] {-2, 2}) {
      Machine machine = ModelFixtures.started(shapes, settings, random);
      RatingGraph graph = ModelFixtures.rate(shapes, 150, random).graph();
      fitted(machine, graph);
      for (int item = 0; item < 2; item++) {
        int row = shapes.right().rows() - 1 - item;
        FoldIn foldIn = FoldIn.ofItems(machine, graph);
        for (int user = 0; user < 6; user++) {
          foldIn.fit(row);
          double before = machine.mean(user, row);
          graph.add(user, row, (float) (before + surprise));
          foldIn.fit(row);
          double moved = (machine.mean(user, row) - before) / surprise;
          assertTrue(moved > 0 && moved < 2, "answer %d moved it by %s".formatted(user, moved));
        }
      }
    }
  }

  static Stream<Arguments> kindsOfModel() {
    return Stream.of(ModelFixtures.pairs(12, 15), ModelFixtures.kinds(12, 15, 3))
        .flatMap(
            shapes ->
                Stream.of(
                    Arguments.of(ModelType.VFM, Covariance.DIAGONAL, shapes),
                    Arguments.of(ModelType.VFM, Covariance.FULL, shapes),
                    Arguments.of(ModelType.AUTO_VFM, Covariance.DIAGONAL, shapes),
                    Arguments.of(ModelType.AUTO_VFM, Covariance.FULL, shapes),
                    Arguments.of(ModelType.FM, Covariance.DIAGONAL, shapes)));
  }

  @Test
  void a_row_that_shares_all_it_has_is_refused() {
    Shapes shapes = ModelFixtures.fields(4, 5, true, random);
    Machine machine = ModelFixtures.started(shapes, ModelSettings.DEFAULTS.withFactors(2), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 80, random).graph();
    fitted(machine, graph);
    int shared =
        IntStream.range(0, shapes.left().rows())
            .filter(row -> sharesAll(shapes.left(), row))
            .findFirst()
            .orElseThrow();
    double[] before = machine.features.means.clone();
    FoldIn foldIn = FoldIn.ofUsers(machine, graph);
    assertThrows(IllegalStateException.class, () -> foldIn.fit(shared));
    assertArrayEquals(before, machine.features.means);
  }

  private static boolean sharesAll(Design design, int row) {
    return IntStream.range(design.rowStart(row), design.rowStart(row + 1))
        .map(design::feature)
        .allMatch(feature -> design.columnEnd(feature) - design.columnStart(feature) > 1);
  }

  @Test
  void samples_are_not_folded_in() {
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            2,
            2,
            ModelSettings.defaults(ModelType.BAYESIAN_FM),
            TrainingSettings.defaults(Optimizer.GIBBS),
            new RandomStreams(1));
    model.add(0, 0, 1);
    model.fit();
    assertThrows(IllegalStateException.class, () -> model.foldInUser(0));
    assertThrows(IllegalStateException.class, () -> model.foldInItem(0));
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

package org.querent.core.model;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.querent.core.features.Covariates;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.features.FeatureSpace.Field;
import org.querent.core.fit.RatingGraph;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.posterior.Samples;
import org.querent.core.spec.ModelSettings;

/** Random designs and ratings of them, as rows and as examples. */
public final class ModelFixtures {
  private ModelFixtures() {}

  /** The features of both sides, and what their rows activate. */
  public record Shapes(FeatureSpace space, Design left, Design right) {}

  /** Ratings, as a graph over rows and as examples of all active features. */
  public record Rated(RatingGraph graph, Examples examples) {}

  public static Shapes pairs(int users, int items) {
    return new Shapes(
        FeatureSpace.ofPairs(users, items),
        Design.identity(0, users),
        Design.identity(users, items));
  }

  /** Sides of several fields: so many active features in all, one of each field. */
  public static Shapes fields(int active, int size, boolean unit, RandomGenerator random) {
    List<Field> fields =
        java.util.stream.IntStream.range(0, active)
            .mapToObj(field -> new Field("field" + field, size))
            .toList();
    FeatureSpace space = new FeatureSpace(fields);
    int leftFields = (active + 1) / 2;
    return new Shapes(
        space,
        design(space, 0, leftFields, unit, random),
        design(space, leftFields, active, unit, random));
  }

  /** Items that have an id of their own each, and one of some kinds in common with others. */
  public static Shapes kinds(int users, int items, int kinds) {
    FeatureSpace space =
        new FeatureSpace(
            List.of(new Field("user", users), new Field("item", items), new Field("kind", kinds)));
    int[] starts = new int[items + 1];
    int[] features = new int[2 * items];
    double[] values = new double[2 * items];
    Arrays.fill(values, 1);
    for (int item = 0; item < items; item++) {
      starts[item + 1] = 2 * item + 2;
      features[2 * item] = users + item;
      features[2 * item + 1] = users + items + item % kinds;
    }
    return new Shapes(
        space,
        Design.identity(0, users),
        new Design(users, items + kinds, starts, features, values));
  }

  /** The same shapes, where so many numbers are known of every feature. */
  public static Shapes known(Shapes shapes, int numbers, RandomGenerator random) {
    FeatureSpace space = shapes.space();
    List<Field> fields =
        java.util.stream.IntStream.range(0, space.fields())
            .mapToObj(
                field -> {
                  int size = space.end(field) - space.start(field);
                  double[] values = new double[size * numbers];
                  Arrays.setAll(values, at -> random.nextGaussian());
                  return new Field("field" + field, size, new Covariates(numbers, values));
                })
            .toList();
    return new Shapes(new FeatureSpace(fields), shapes.left(), shapes.right());
  }

  private static Design design(
      FeatureSpace space, int firstField, int endField, boolean unit, RandomGenerator random) {
    int rows = 2 * (space.end(firstField) - space.start(firstField));
    int active = endField - firstField;
    int[] starts = new int[rows + 1];
    int[] features = new int[rows * active];
    double[] values = new double[features.length];
    for (int row = 0; row < rows; row++) {
      starts[row + 1] = (row + 1) * active;
      for (int field = firstField; field < endField; field++) {
        int entry = row * active + field - firstField;
        features[entry] =
            space.start(field) + random.nextInt(space.end(field) - space.start(field));
        values[entry] = unit ? 1 : random.nextDouble(-1.5, 2);
      }
    }
    int first = space.start(firstField);
    return new Design(first, space.end(endField - 1) - first, starts, features, values);
  }

  /** Ratings that the features explain in part; the last rows of either side have none. */
  public static Rated rate(Shapes shapes, int count, RandomGenerator random) {
    RatingGraph graph = new RatingGraph(shapes.left().rows(), shapes.right().rows());
    int[] starts = new int[count + 1];
    it.unimi.dsi.fastutil.ints.IntArrayList features =
        new it.unimi.dsi.fastutil.ints.IntArrayList();
    it.unimi.dsi.fastutil.doubles.DoubleArrayList values =
        new it.unimi.dsi.fastutil.doubles.DoubleArrayList();
    double[] targets = new double[count];
    double[] effects = random.doubles(shapes.space().features(), -1, 1).toArray();
    for (int n = 0; n < count; n++) {
      int user = random.nextInt(shapes.left().rows() - 1);
      int item = random.nextInt(shapes.right().rows() - 2);
      double left = activate(shapes.left(), user, effects, features, values);
      double right = activate(shapes.right(), item, effects, features, values);
      float rating = (float) (3 + left + right + left * right + 0.3 * random.nextGaussian());
      graph.add(user, item, rating);
      targets[n] = rating;
      starts[n + 1] = features.size();
    }
    return new Rated(
        graph,
        new Examples(
            shapes.space(), starts, features.toIntArray(), values.toDoubleArray(), targets));
  }

  private static double activate(
      Design design,
      int row,
      double[] effects,
      it.unimi.dsi.fastutil.ints.IntArrayList features,
      it.unimi.dsi.fastutil.doubles.DoubleArrayList values) {
    double sum = 0;
    for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
      features.add(design.feature(entry));
      values.add(design.value(entry));
      sum += design.value(entry) * effects[design.feature(entry)];
    }
    return sum;
  }

  public static Machine machine(Shapes shapes, ModelSettings settings) {
    return new Machine(shapes.space(), shapes.left(), shapes.right(), settings);
  }

  /** Room for samples of a machine. */
  public static Samples samples(Machine machine) {
    return new Samples(machine, RatingUnit.STANDARDISED, new Workers(1));
  }

  public static Machine started(Shapes shapes, ModelSettings settings, RandomGenerator random) {
    Machine machine = machine(shapes, settings);
    machine.initialise(3.5, settings.priorPrecision(), 0.3, random);
    return machine;
  }
}

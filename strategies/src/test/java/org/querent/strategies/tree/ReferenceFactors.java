package org.querent.strategies.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.questionnaire.Reference;
import org.querent.strategies.questionnaire.Reference.Rating;

/** One profile of some users, shrunk to that of the parent. */
record ReferenceFactors(
    List<Rating> known,
    Map<Integer, Double> means,
    List<double[]> factors,
    double prior,
    double[] parent,
    double[] profile,
    List<Rating> own)
    implements ReferenceTree.Model {
  /** The tree that is grown for the factors that fit the tree before. */
  static Reference tree(
      List<Rating> known, TreeSize size, int width, int trees, double nodePrior, double itemPrior) {
    RandomGenerator random = new RandomStreams(0).stream("functional-mf");
    int items = known.stream().mapToInt(Rating::item).max().orElseThrow() + 1;
    List<double[]> factors = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      factors.add(
          IntStream.range(0, width).mapToDouble(f -> 0.1 * random.nextGaussian()).toArray());
    }
    for (int sweep = 0; sweep < 5; sweep++) {
      ReferenceTree.Model all = root(known, factors, nodePrior).refit(Reference.users(known));
      factors = fit(known, width, itemPrior, user -> all.refit(List.of(user)));
    }
    ReferenceTree tree = new ReferenceTree(known, size, root(known, factors, nodePrior));
    for (int n = 1; n < trees; n++) {
      factors = fit(known, width, itemPrior, tree::end);
      tree = new ReferenceTree(known, size, root(known, factors, nodePrior));
    }
    return tree;
  }

  private static ReferenceFactors root(List<Rating> known, List<double[]> factors, double prior) {
    double[] nothing = new double[factors.get(0).length + 1];
    return new ReferenceFactors(known, means(known), factors, prior, nothing, nothing, List.of());
  }

  private static List<double[]> fit(
      List<Rating> known, int width, double prior, Function<Integer, ReferenceTree.Model> models) {
    Map<Integer, double[]> profiles = new TreeMap<>();
    for (int user : Reference.users(known)) {
      profiles.put(user, ((ReferenceFactors) models.apply(user)).profile());
    }
    Map<Integer, Double> means = means(known);
    int items = known.stream().mapToInt(Rating::item).max().orElseThrow() + 1;
    return IntStream.range(0, items)
        .mapToObj(
            item -> {
              List<double[]> slopes = new ArrayList<>();
              List<Double> rests = new ArrayList<>();
              for (Rating rating : Reference.of(known, item)) {
                double[] profile = profiles.get(rating.user());
                slopes.add(Arrays.copyOfRange(profile, 1, width + 1));
                rests.add(rating.stars() - means.get(item) - profile[0]);
              }
              return ridge(slopes, rests, prior, new double[width]);
            })
        .toList();
  }

  private static Map<Integer, Double> means(List<Rating> known) {
    Map<Integer, Double> means = new TreeMap<>();
    for (int item : Reference.candidates(known, Integer.MAX_VALUE)) {
      List<Rating> ratings = Reference.of(known, item);
      double sum = ratings.stream().mapToDouble(Rating::stars).sum();
      means.put(item, (sum + 5 * Reference.mean(known)) / (ratings.size() + 5));
    }
    return means;
  }

  /** Slopes and rests of one observation each; by elimination. */
  private static double[] ridge(
      List<double[]> slopes, List<Double> rests, double prior, double[] towards) {
    int n = towards.length;
    double[][] system = new double[n][n + 1];
    for (int r = 0; r < n; r++) {
      system[r][r] = prior;
      system[r][n] = prior * towards[r];
      for (int row = 0; row < slopes.size(); row++) {
        for (int c = 0; c < n; c++) {
          system[r][c] += slopes.get(row)[r] * slopes.get(row)[c];
        }
        system[r][n] += slopes.get(row)[r] * rests.get(row);
      }
    }
    for (int pivot = 0; pivot < n; pivot++) {
      for (int r = 0; r < n; r++) {
        double times = system[r][pivot] / system[pivot][pivot];
        for (int c = 0; r != pivot && c <= n; c++) {
          system[r][c] -= times * system[pivot][c];
        }
      }
    }
    return IntStream.range(0, n).mapToDouble(r -> system[r][n] / system[r][r]).toArray();
  }

  @Override
  public double predict(int item) {
    double[] slopes = slopes(item);
    double predicted = means.get(item);
    for (int f = 0; f < slopes.length; f++) {
      predicted += slopes[f] * profile[f];
    }
    return predicted;
  }

  private double[] slopes(int item) {
    double[] slopes = new double[profile.length];
    slopes[0] = 1;
    System.arraycopy(factors.get(item), 0, slopes, 1, profile.length - 1);
    return slopes;
  }

  @Override
  public ReferenceTree.Model refit(Collection<Integer> users) {
    List<Rating> theirs = known.stream().filter(r -> users.contains(r.user())).toList();
    List<Double> rests = theirs.stream().map(r -> r.stars() - means.get(r.item())).toList();
    double[] refitted =
        ridge(theirs.stream().map(r -> slopes(r.item())).toList(), rests, prior, profile);
    return new ReferenceFactors(known, means, factors, prior, profile, refitted, theirs);
  }

  @Override
  public double error() {
    double error = 0;
    for (Rating rating : own) {
      error += Math.pow(rating.stars() - predict(rating.item()), 2);
    }
    for (int f = 0; f < profile.length; f++) {
      error += prior * Math.pow(profile[f] - parent[f], 2);
    }
    return error;
  }
}

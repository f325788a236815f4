package org.querent.strategies.questionnaire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The list of {@link GreedyExtend}, by fitting and adding up all errors for every item. */
final class ReferenceList implements Reference {
  private final List<Rating> known;
  private final List<Integer> list = new ArrayList<>();

  /** By user and item, what is not predicted yet. */
  private Map<Integer, Map<Integer, Double>> residuals = new TreeMap<>();

  private final double shrinkage;

  ReferenceList(List<Rating> known, int candidates, int length, double shrinkage) {
    this.known = known;
    double squares = 0;
    for (Rating rating : known) {
      double rest = rating.stars() - Reference.mean(Reference.of(known, rating.item()));
      residuals.computeIfAbsent(rating.user(), u -> new TreeMap<>()).put(rating.item(), rest);
      squares += rest * rest;
    }
    this.shrinkage = shrinkage * squares / known.size();
    while (list.size() < length) {
      int best =
          Reference.candidates(known, candidates).stream()
              .filter(item -> !list.contains(item))
              .min(Comparator.comparing(this::errorAfter))
              .orElseThrow();
      residuals = after(best);
      list.add(best);
    }
  }

  /** The error of all items but those of the list, the new one among them. */
  private float errorAfter(int asked) {
    double error = error(after(asked), asked);
    // What is not counted any more was no gain.
    return (float) (error - error(residuals, asked));
  }

  private double error(Map<Integer, Map<Integer, Double>> rests, int asked) {
    double error = 0;
    for (Map<Integer, Double> of : rests.values()) {
      for (int item : of.keySet()) {
        error += item == asked || list.contains(item) ? 0 : Math.pow(of.get(item), 2);
      }
    }
    return error;
  }

  private Map<Integer, Map<Integer, Double>> after(int asked) {
    Map<Integer, Map<Integer, Double>> after = new TreeMap<>();
    residuals.forEach((user, of) -> after.put(user, new TreeMap<>(of)));
    for (int item : Reference.candidates(known, Integer.MAX_VALUE)) {
      double product = 0;
      double power = 0;
      for (Map<Integer, Double> of : residuals.values()) {
        if (of.containsKey(item) && of.containsKey(asked)) {
          product += of.get(item) * of.get(asked);
          power += of.get(asked) * of.get(asked);
        }
      }
      double slope = product / (power + shrinkage);
      after.forEach(
          (user, of) -> {
            Map<Integer, Double> before = residuals.get(user);
            if (of.containsKey(item) && before.containsKey(asked) && item != asked) {
              of.merge(item, -slope * before.get(asked), Double::sum);
            }
          });
    }
    return after;
  }

  @Override
  public int next(Map<Integer, Double> answers, Set<Integer> open) {
    return list.stream()
        .filter(open::contains)
        .findFirst()
        .orElseGet(() -> open.stream().min(Reference.popularity(known)).orElseThrow());
  }
}

package org.querent.strategies.tree;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.querent.strategies.questionnaire.Reference;
import org.querent.strategies.questionnaire.Reference.Rating;

/** Means of items, smoothed by those of the parent. */
record ReferenceMeans(
    List<Rating> known, double smoothing, Map<Integer, Double> fitted, List<Rating> own)
    implements ReferenceTree.Model {
  static ReferenceMeans root(List<Rating> known, double smoothing) {
    return new ReferenceMeans(known, smoothing, Map.of(), List.of());
  }

  @Override
  public double predict(int item) {
    return fitted.getOrDefault(item, Reference.mean(known));
  }

  @Override
  public ReferenceTree.Model refit(Collection<Integer> users) {
    List<Rating> theirs = known.stream().filter(r -> users.contains(r.user())).toList();
    Map<Integer, Double> refitted = new HashMap<>(fitted);
    for (int item : theirs.stream().map(Rating::item).distinct().toList()) {
      List<Rating> ratings = Reference.of(theirs, item);
      double sum = ratings.stream().mapToDouble(Rating::stars).sum() + smoothing * predict(item);
      refitted.put(item, sum / (ratings.size() + smoothing));
    }
    return new ReferenceMeans(known, smoothing, refitted, theirs);
  }

  @Override
  public double error() {
    return own.stream().mapToDouble(r -> Math.pow(r.stars() - predict(r.item()), 2)).sum();
  }
}

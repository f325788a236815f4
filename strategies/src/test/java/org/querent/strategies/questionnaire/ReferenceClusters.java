package org.querent.strategies.questionnaire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Information gain through clustered neighbours, by counting. */
final class ReferenceClusters implements Reference {
  private final List<Rating> known;
  private final int profile;
  private final int neighbours;
  private final double missing;
  private final Map<Integer, Map<Integer, Double>> tastes = new TreeMap<>();
  private final List<List<Integer>> clusters = new ArrayList<>();

  ReferenceClusters(List<Rating> known, int count, int profile, int neighbours, double missing) {
    this.known = known;
    this.profile = profile;
    this.neighbours = neighbours;
    this.missing = missing;
    for (Rating r : known) {
      tastes.computeIfAbsent(r.user(), u -> new TreeMap<>()).put(r.item(), r.stars() - mean(r));
    }
    clusters.add(Reference.users(known));
    while (clusters.size() < count) {
      clusters.sort(
          Comparator.comparing((List<Integer> c) -> -c.size()).thenComparing(c -> "" + c));
      clusters.addAll(bisect(clusters.remove(0)));
    }
  }

  private double mean(Rating rating) {
    return Reference.mean(Reference.of(known, rating.item()));
  }

  private static double product(Map<Integer, Double> one, Map<Integer, Double> other) {
    return one.keySet().stream()
        .filter(other::containsKey)
        .mapToDouble(item -> one.get(item) * other.get(item))
        .sum();
  }

  private static double cosine(Map<Integer, Double> one, Map<Integer, Double> other) {
    return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
  }

  private Map<Integer, Double> centre(List<Integer> users) {
    Map<Integer, Double> centre = new TreeMap<>();
    for (int user : users) {
      Map<Integer, Double> taste = tastes.get(user);
      double length = Math.sqrt(product(taste, taste));
      taste.forEach((item, distance) -> centre.merge(item, distance / length, Double::sum));
    }
    return centre;
  }

  private List<List<Integer>> bisect(List<Integer> users) {
    int first =
        users.stream()
            .max(Comparator.comparing((Integer u) -> tastes.get(u).size()).thenComparing(u -> -u))
            .orElseThrow();
    int least =
        users.stream()
            .filter(u -> u != first)
            .min(Comparator.comparing(u -> cosine(tastes.get(u), tastes.get(first))))
            .orElseThrow();
    List<List<Integer>> parts = List.of(List.of(first), List.of(least));
    for (int step = 0; step < 10; step++) {
      Map<Integer, Double> one = centre(parts.get(0));
      Map<Integer, Double> other = centre(parts.get(1));
      Map<Boolean, List<Integer>> nearer =
          users.stream()
              .collect(
                  Collectors.partitioningBy(
                      u -> cosine(tastes.get(u), one) >= cosine(tastes.get(u), other)));
      parts = List.of(nearer.get(true), nearer.get(false));
    }
    return parts;
  }

  private double entropy(Collection<Integer> users) {
    Function<Integer, List<Integer>> cluster =
        user -> clusters.stream().filter(c -> c.contains(user)).findFirst().orElseThrow();
    return users.stream()
        .collect(Collectors.groupingBy(cluster, Collectors.counting()))
        .values()
        .stream()
        .mapToDouble(n -> -(double) n / users.size() * Math.log((double) n / users.size()))
        .sum();
  }

  private double gain(Collection<Integer> users, int item) {
    Map<Double, List<Integer>> byAnswer = new TreeMap<>();
    byAnswer.put(0.0, new ArrayList<>(users));
    for (Rating r : Reference.of(known, item)) {
      if (users.contains(r.user())) {
        byAnswer.get(0.0).remove((Integer) r.user());
        byAnswer.computeIfAbsent(r.stars(), stars -> new ArrayList<>()).add(r.user());
      }
    }
    double weights = 0;
    double sum = 0;
    for (Map.Entry<Double, List<Integer>> answer : byAnswer.entrySet()) {
      double weight = (answer.getKey() == 0 ? missing : 1) * answer.getValue().size();
      weights += weight;
      sum += weight * entropy(answer.getValue());
    }
    return weights == 0 ? 0 : Math.max(0, entropy(users) - sum / weights);
  }

  private Collection<Integer> nearest(Map<Integer, Double> answers) {
    Map<Integer, Double> own = new TreeMap<>();
    answers.forEach(
        (item, stars) -> own.put(item, stars - Reference.mean(Reference.of(known, item))));
    Map<Integer, Double> likeness = new TreeMap<>();
    tastes.forEach(
        (user, theirs) -> {
          Map<Integer, Double> common = new TreeMap<>(theirs);
          common.keySet().retainAll(own.keySet());
          likeness.put(user, cosine(own, common));
        });
    return likeness.keySet().stream()
        .filter(user -> likeness.get(user) > 0)
        .sorted(Comparator.comparing((Integer user) -> -likeness.get(user)))
        .limit(neighbours)
        .toList();
  }

  @Override
  public int next(Map<Integer, Double> answers, Set<Integer> open) {
    Collection<Integer> users =
        answers.size() < profile ? Reference.users(known) : nearest(answers);
    // To single precision, as gains that are equal may be told apart by rounding.
    return open.stream()
        .min(
            Comparator.comparing((Integer item) -> -(float) gain(users, item))
                .thenComparing(Reference.popularity(known)))
        .orElseThrow();
  }
}

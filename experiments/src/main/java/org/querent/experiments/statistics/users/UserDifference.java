package org.querent.experiments.statistics.users;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.querent.experiments.statistics.Holm;
import org.querent.experiments.statistics.Interval;

/**
 * By how much a strategy is above the baseline in what was measured of single users at the end,
 * paired by user and seed. Each seed has a mean difference over its users, and the difference is
 * their mean; each user has one over the seeds. Both users and seeds are chance, so the variance of
 * the difference is estimated by that of the seeds' means over the number of seeds plus that of the
 * users' means over the number of users (Owen 2007, The pigeonhole bootstrap, Annals of Applied
 * Statistics 1, section 3: not smaller than it is, on average), with Satterthwaite's degrees of
 * freedom. Of one seed the difference is told from chance over users only.
 *
 * @param users who have a value in any seed with both strategies
 * @param seeds that both strategies have
 * @param interval without bounds where there is one user
 * @param pValue of the two-sided test that there is no difference; empty where nothing differs
 * @param corrected the same by Holm's method, for all strategies that are compared
 */
public record UserDifference(
    int users, int seeds, Interval interval, OptionalDouble pValue, OptionalDouble corrected) {

  /**
   * Compares strategies with a baseline.
   *
   * @param results by strategy and seed
   * @return by strategy; without those that have no user and seed in common with it
   */
  public static Map<String, UserDifference> of(
      Map<String, Map<Long, UserResults>> results, String baseline, String column) {
    Map<Long, UserResults> reference = results.getOrDefault(baseline, Map.of());
    List<String> strategies = new ArrayList<>();
    List<UserDifference> differences = new ArrayList<>();
    results.forEach(
        (strategy, runs) -> {
          if (!strategy.equals(baseline)) {
            of(runs, reference, column)
                .ifPresent(
                    difference -> {
                      strategies.add(strategy);
                      differences.add(difference);
                    });
          }
        });
    List<OptionalDouble> corrected =
        Holm.adjusted(differences.stream().map(UserDifference::pValue).toList());
    Map<String, UserDifference> all = new TreeMap<>();
    for (int n = 0; n < differences.size(); n++) {
      UserDifference one = differences.get(n);
      all.put(
          strategies.get(n),
          new UserDifference(one.users, one.seeds, one.interval, one.pValue, corrected.get(n)));
    }
    return all;
  }

  private static Optional<UserDifference> of(
      Map<Long, UserResults> runs, Map<Long, UserResults> reference, String column) {
    List<Double> ofSeeds = new ArrayList<>();
    Map<String, List<Double>> ofUsers = new TreeMap<>();
    for (long seed : runs.keySet().stream().filter(reference::containsKey).sorted().toList()) {
      Map<String, Double> first = runs.get(seed).of(column);
      Map<String, Double> second = reference.get(seed).of(column);
      List<Double> differences = new ArrayList<>();
      first.forEach(
          (user, value) -> {
            if (second.containsKey(user)) {
              double difference = value - second.get(user);
              differences.add(difference);
              ofUsers.computeIfAbsent(user, absent -> new ArrayList<>()).add(difference);
            }
          });
      if (!differences.isEmpty()) {
        ofSeeds.add(mean(differences));
      }
    }
    return ofSeeds.isEmpty()
        ? Optional.empty()
        : Optional.of(
            of(
                array(ofSeeds),
                array(ofUsers.values().stream().map(UserDifference::mean).toList())));
  }

  private static UserDifference of(double[] seeds, double[] users) {
    double mean = StatUtils.mean(seeds);
    double ofSeeds = seeds.length < 2 ? 0 : StatUtils.variance(seeds) / seeds.length;
    double ofUsers = users.length < 2 ? 0 : StatUtils.variance(users) / users.length;
    double variance = ofSeeds + ofUsers;
    if (variance == 0) {
      return new UserDifference(
          users.length,
          seeds.length,
          new Interval(mean, mean, mean, users.length),
          OptionalDouble.empty(),
          OptionalDouble.empty());
    }
    double freedom =
        variance * variance / (part(ofSeeds, seeds.length) + part(ofUsers, users.length));
    TDistribution t = new TDistribution(freedom);
    double error = Math.sqrt(variance);
    double margin = error * t.inverseCumulativeProbability((1 + Interval.CONFIDENCE) / 2);
    return new UserDifference(
        users.length,
        seeds.length,
        new Interval(mean, mean - margin, mean + margin, Math.max(2, users.length)),
        OptionalDouble.of(2 * t.cumulativeProbability(-Math.abs(mean) / error)),
        OptionalDouble.empty());
  }

  private static double part(double variance, int count) {
    return variance == 0 ? 0 : variance * variance / (count - 1);
  }

  private static double mean(Collection<Double> values) {
    return StatUtils.mean(array(values));
  }

  private static double[] array(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

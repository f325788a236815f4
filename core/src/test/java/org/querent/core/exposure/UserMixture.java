package org.querent.core.exposure;

import java.util.Arrays;

/**
 * What lost: old users, weighed by how well their lists agree with the answers so far, tempered by
 * 1/2 and mixed with a tenth of popularity. An update costs O(users log), probabilities all
 * ratings.
 */
final class UserMixture implements Interviews.Belief {
  private final Incidence known;
  private final double[] popular;
  private final double[] logs;

  UserMixture(Incidence known, double[] popular) {
    this.known = known;
    this.popular = popular;
    logs = new double[known.userCount()];
    boolean[] active = known.active();
    Arrays.setAll(logs, user -> active[user] ? 0 : Double.NEGATIVE_INFINITY);
  }

  @Override
  public void tell(int item, boolean knows) {
    for (int user = 0; user < logs.length; user++) {
      double p = known.contains(user, item) ? 0.5 + popular[item] / 2 : 0.8 * popular[item];
      logs[user] += Math.log(knows ? p : 1 - p);
    }
  }

  @Override
  public void probabilities(double[] out) {
    double most = Arrays.stream(logs).max().orElseThrow();
    double sum = Arrays.stream(logs).map(log -> Math.exp((log - most) / 2)).sum();
    Arrays.setAll(out, item -> 0.1 * popular[item]);
    for (int user = 0; user < logs.length; user++) {
      double weight = 0.9 * Math.exp((logs[user] - most) / 2) / sum;
      if (weight > 1e-12) {
        for (int n = 0; n < known.count(user); n++) {
          out[known.item(user, n)] += weight;
        }
      }
    }
  }
}

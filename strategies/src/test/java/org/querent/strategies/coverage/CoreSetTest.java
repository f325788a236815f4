package org.querent.strategies.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Candidates;
import org.querent.strategies.History;
import org.querent.strategies.PlayedRounds;
import org.querent.strategies.PlayedRounds.Reference;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.Rounds;

class CoreSetTest {
  private static QueryStrategy coreSet(int centres) {
    return new CoreSet().create(new CoreSet.Parameters(centres));
  }

  @ParameterizedTest(name = "{0} centres, {1} factors, {2}, seed {3}")
  @CsvSource({
    "1,2,DIAGONAL,1",
    "5,0,DIAGONAL,2",
    "5,3,FULL,3",
    "1000,2,DIAGONAL,4",
    "1000,4,FULL,5",
    "1000,1,DIAGONAL,6"
  })
  void each_choice_is_the_furthest_from_all_centres(
      int centres, int factors, Covariance covariance, long seed) {
    QueryRound round = Rounds.random(seed, factors, covariance);
    History known = round.history();
    Far far = new Far(round.posterior());
    int from = Math.max(0, known.size() - centres);
    for (int n = from; n < known.size(); n++) {
      far.assumeAnswered(known.user(n), known.item(n));
    }
    PlayedRounds.assertBest(coreSet(centres).select(round), round.candidates(), far);
  }

  /** Distances from a list of centres, one pair of points at a time. */
  private static final class Far implements Reference {
    private final Posterior posterior;
    private final List<double[]> centres = new ArrayList<>();

    Far(Posterior posterior) {
      this.posterior = posterior;
    }

    @Override
    public double score(int user, int item) {
      double[] point = point(user, item);
      return centres.stream().mapToDouble(centre -> distance(centre, point)).min().orElseThrow();
    }

    private static double distance(double[] a, double[] b) {
      return IntStream.range(0, a.length).mapToDouble(n -> Math.pow(a[n] - b[n], 2)).sum();
    }

    @Override
    public void assumeAnswered(int user, int item) {
      centres.add(point(user, item));
    }

    private double[] point(int user, int item) {
      return DoubleStream.concat(scaled(posterior.users(), user), scaled(posterior.items(), item))
          .toArray();
    }

    private DoubleStream scaled(GaussianRows rows, int row) {
      return IntStream.rangeClosed(0, posterior.factors())
          .mapToDouble(a -> mean(rows, row, a) / Math.sqrt(spread(rows, a)));
    }

    private static double mean(GaussianRows rows, int row, int a) {
      return a == 0 ? rows.slopeMean(row) : rows.factorMean(row, a - 1);
    }

    /** E[x^2] - E[x]^2 over all rows. */
    private static double spread(GaussianRows rows, int a) {
      double mean = all(rows).mapToDouble(row -> mean(rows, row, a)).average().orElseThrow();
      double square =
          all(rows)
              .mapToDouble(row -> Math.pow(mean(rows, row, a), 2) + rows.covariance(row, a, a))
              .average()
              .orElseThrow();
      return square - mean * mean;
    }

    private static IntStream all(GaussianRows rows) {
      return IntStream.range(0, rows.size());
    }
  }

  @Test
  void with_no_centre_the_first_is_drawn_uniformly() {
    QueryRound any = Rounds.random(3);
    Candidates pool = any.candidates();
    QueryStrategy strategy = coreSet(500);
    Map<Integer, Integer> counts = new HashMap<>();
    int draws = 20_000;
    for (int seed = 0; seed < draws; seed++) {
      counts.merge(
          strategy.select(Rounds.round(any.posterior(), pool, seed, 1))[0], 1, Integer::sum);
    }
    double share = 1.0 / pool.size();
    for (int position = 0; position < pool.size(); position++) {
      assertEquals(
          draws * share,
          counts.getOrDefault(pool.open(position), 0),
          4.5 * Math.sqrt(draws * share * (1 - share)));
    }
  }
}

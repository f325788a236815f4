package org.querent.strategies.sampling;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.PosteriorDraw;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Candidates;
import org.querent.strategies.PlayedRounds;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.Rounds;

class QueryByCommitteeTest {
  private static QueryStrategy committee(int members) {
    return new QueryByCommittee().create(new QueryByCommittee.Parameters(members));
  }

  @ParameterizedTest(name = "{0} members, {1}, seed {2}")
  @CsvSource({"2,DIAGONAL,1", "3,FULL,2", "5,DIAGONAL,3", "40,DIAGONAL,4"})
  void it_asks_where_the_members_ratings_vary_the_most(
      int members, Covariance covariance, long seed) {
    QueryRound any = Rounds.random(seed, 3, covariance);
    Posterior posterior = any.posterior();
    RandomGenerator random = new SplittableRandom(seed);
    List<PosteriorDraw> drawn =
        Stream.generate(() -> Rounds.draw(posterior, any.candidates())).limit(members).toList();
    drawn.forEach(draw -> draw.redraw(random));
    QueryRound round = Rounds.round(posterior, any.candidates(), seed, any.batchSize());
    PlayedRounds.assertBest(
        committee(members).select(round),
        any.candidates(),
        (user, item) ->
            variance(drawn.stream().mapToDouble(draw -> draw.rating(user, item)).toArray()));
  }

  private static double variance(double[] ratings) {
    double mean = Arrays.stream(ratings).average().orElseThrow();
    return Arrays.stream(ratings).map(r -> (r - mean) * (r - mean)).average().orElseThrow();
  }

  /** The variance among 1000 members is off by 1 / sqrt(500) of itself, if they are Gaussian. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void a_large_committee_asks_for_the_largest_variance(long seed) {
    QueryRound any = Rounds.random(seed, 0);
    Candidates pool = any.candidates();
    Posterior posterior = any.posterior();
    int chosen = committee(1000).select(Rounds.round(posterior, pool, seed, 1))[0];
    double largest =
        IntStream.range(0, pool.size())
            .map(pool::open)
            .mapToDouble(c -> posterior.epistemicVariance(pool.user(c), pool.item(c)))
            .max()
            .orElseThrow();
    double asked = posterior.epistemicVariance(pool.user(chosen), pool.item(chosen));
    assertTrue(asked > largest * (1 - 6 / Math.sqrt(500)), asked + " of " + largest);
  }
}

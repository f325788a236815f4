package org.querent.strategies;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.PosteriorDraw;
import org.querent.core.posterior.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;

/** Makes random query rounds. */
public final class Rounds {
  private Rounds() {}

  /** A round of a random size over a random posterior of up to four factors. */
  public static QueryRound random(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    return random(seed, random.nextInt(5));
  }

  /** A round over a random posterior of so many factors, all independent. */
  public static QueryRound random(long seed, int factors) {
    return random(seed, factors, Covariance.DIAGONAL);
  }

  /** A round over a random posterior of so many factors. */
  public static QueryRound random(long seed, int factors, Covariance covariance) {
    RandomGenerator random = new SplittableRandom(seed);
    int users = random.nextInt(2, 15);
    int items = random.nextInt(2, 20);
    Candidates candidates = candidates(users, items, random);
    Posterior posterior = posterior(users, items, factors, covariance, random);
    int batch = random.nextInt(1, candidates.size() + 1);
    long stream = random.nextLong();
    Known history = Known.random(users, items, random.nextInt(2 * users * items), random);
    return new QueryRound(
        posterior, RowChanges.EVERYTHING, candidates, history, new SplittableRandom(stream), batch);
  }

  /** A round of given parts, in which nothing is known. */
  public static QueryRound round(Posterior posterior, Candidates candidates, long seed, int batch) {
    return round(posterior, RowChanges.EVERYTHING, candidates, seed, batch);
  }

  /** A model to draw as a strategy does that looks at these candidates. */
  public static PosteriorDraw draw(Posterior posterior, Candidates candidates) {
    return posterior.newDraw(candidates.firstUser(), candidates.endOfUsers());
  }

  /** A later round of given parts, in which nothing is known. */
  public static QueryRound round(
      Posterior posterior, RowChanges changes, Candidates candidates, long seed, int batch) {
    return new QueryRound(
        posterior, changes, candidates, new Known(), new SplittableRandom(seed), batch);
  }

  /** A part of all pairs, some of them closed. */
  public static Pairs candidates(int users, int items, RandomGenerator random) {
    int[] order = RandomStreams.permutation(users * items, random);
    int size = random.nextInt(1, order.length + 1);
    int[] candidateUsers = new int[size];
    int[] candidateItems = new int[size];
    for (int n = 0; n < size; n++) {
      candidateUsers[n] = order[n] / items;
      candidateItems[n] = order[n] % items;
    }
    Pairs pairs = new Pairs(candidateUsers, candidateItems);
    for (int n = random.nextInt(size); n > 0; n--) {
      pairs.close(pairs.open(random.nextInt(pairs.size())));
    }
    return pairs;
  }

  /** The priors are held, so that factors do not collapse where there is little to learn from. */
  public static Posterior posterior(
      int users, int items, int factors, Covariance covariance, RandomGenerator random) {
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            users,
            items,
            ModelSettings.DEFAULTS.withFactors(factors).withCovariance(covariance),
            TrainingSettings.DEFAULTS.withSweeps(8, 8),
            new RandomStreams(random.nextLong()));
    for (int n = random.nextInt(1, 2 * users * items); n > 0; n--) {
      model.add(random.nextInt(users), random.nextInt(items), random.nextInt(1, 11) / 2f);
    }
    model.fit();
    return model.posterior();
  }
}

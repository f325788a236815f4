package org.querent.strategies.hybrid;

import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.querent.core.random.RandomStreams;
import org.querent.core.settings.Setting;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.history.Popularity;
import org.querent.strategies.selection.TopCandidates;
import org.querent.strategies.variance.MaxVariance;

/**
 * Two strategies that share every batch: by the sum of the points that their rankings give, or by
 * drawing whose candidate is next. Ranks are compared rather than scores, which are of different
 * units. Cost of a round: that of both strategies, and O(n log(batch)) with n the candidates that
 * they list: twice the batch, times the depth for ranks.
 */
public final class Mixture implements StrategyProvider<Mixture.Parameters> {
  /** How the two are brought together. */
  public enum Combine {
    /** By Borda's count of the points of both rankings. */
    RANKS,
    /** Each query is of one of the two, drawn anew. */
    DRAWS
  }

  /** Which strategies, and how they share. */
  public record Parameters(
      @Setting("one strategy") ConfiguredStrategy<?> first,
      @Setting("another strategy") ConfiguredStrategy<?> second,
      @Setting(value = "share of the first; the second has the rest", min = 0, max = 1)
          double weight,
      @Setting("whether ranks are added up, or the strategy of each query is drawn")
          Combine combine,
      @Setting(
              value = "how many batches each strategy lists, of which ranks choose one",
              min = 1,
              max = 1000)
          int depth) {}

  @Override
  public String name() {
    return "mixture";
  }

  @Override
  public String description() {
    return "Asks for what two strategies rank highly together, or for what one of them, drawn"
        + " for each query, asks for.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        ranks:  argmax over candidates c of  weight * p1(c) + (1 - weight) * p2(c)
                with p(c) = L for the first of the L candidates that a strategy lists, L - 1 for the
                second, ..., 0 for c not listed, and L = depth * batch, or the whole pool if smaller;
                ties by the lower number of the candidate
        draws:  each query with probability weight the next of the first strategy's batch, otherwise
                of the second's, that is not yet asked for""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Borda 1781, Memoire sur les elections au scrutin, Histoire de l'Academie royale des sciences
        Reichart, Tomanek, Hahn and Rappoport 2008, Multi-task active learning for linguistic
        annotations, ACL (rank combination)
        Baram, El-Yaniv and Luz 2004, Online choice of active learning algorithms, JMLR 5 (who learn
        the weights of the draws)""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(
        ConfiguredStrategy.of(new MaxVariance()),
        ConfiguredStrategy.of(new Popularity()),
        0.5,
        Combine.RANKS,
        4);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    Set<Trait> traits = Trait.union(parameters.first().traits(), parameters.second().traits());
    if (!parameters.first().has(Trait.HAS_NO_SCORES)
        || !parameters.second().has(Trait.HAS_NO_SCORES)) {
      traits.remove(Trait.HAS_NO_SCORES); // Those of the other suffice.
    }
    return traits;
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    Inner first = new Inner(parameters.first());
    Inner second = new Inner(parameters.second());
    double weight = parameters.weight();
    return switch (parameters.combine()) {
      case RANKS -> new Ranked(first, second, weight, parameters.depth());
      case DRAWS -> new Drawn(first, second, weight);
    };
  }

  private record Drawn(Inner first, Inner second, double weight) implements QueryStrategy {
    @Override
    public int[] select(QueryRound round) {
      RandomStreams streams = new RandomStreams(round.random().nextLong());
      int size = round.batchSize();
      Proposals ofFirst = new Proposals(first.select(round, streams.stream("first"), size));
      Proposals ofSecond = new Proposals(second.select(round, streams.stream("second"), size));
      RandomGenerator draws = streams.stream("draws");
      Batch batch = new Batch(size);
      while (!batch.isFull()) {
        (draws.nextDouble() < weight ? ofFirst : ofSecond).addNext(batch);
      }
      return batch.chosen();
    }
  }

  private record Ranked(Inner first, Inner second, double weight, int depth)
      implements QueryStrategy {
    @Override
    public int[] select(QueryRound round) {
      RandomStreams streams = new RandomStreams(round.random().nextLong());
      int length = (int) Math.min((long) depth * round.batchSize(), round.candidates().size());
      Int2DoubleOpenHashMap points = new Int2DoubleOpenHashMap(2 * length);
      count(first.select(round, streams.stream("first"), length), weight, points);
      count(second.select(round, streams.stream("second"), length), 1 - weight, points);
      return best(points, round.batchSize());
    }

    private static void count(int[] listed, double share, Int2DoubleOpenHashMap points) {
      for (int n = 0; n < listed.length; n++) {
        points.addTo(listed[n], share * (listed.length - n));
      }
    }

    private static int[] best(Int2DoubleOpenHashMap points, int count) {
      int[] listed = points.keySet().toIntArray();
      Arrays.sort(listed); // so that of equals the lower number comes first
      double[] scores = Arrays.stream(listed).mapToDouble(points::get).toArray();
      int[] best = TopCandidates.of(scores, count);
      return Arrays.stream(best).map(position -> listed[position]).toArray();
    }
  }
}

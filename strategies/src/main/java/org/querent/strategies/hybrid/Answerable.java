package org.querent.strategies.hybrid;

import java.util.Optional;
import java.util.Set;
import org.querent.core.random.RandomStreams;
import org.querent.core.settings.Setting;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.ExposureView;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.variance.ExpectedVarianceReduction;

/**
 * Another strategy whose scores count per expected answer: each is multiplied by a power of the
 * probability that the user can answer, learned from who has rated what and from the answers and
 * refusals so far. The strategy within may be made of others; one that has no scores is refused.
 *
 * <p>Cost of a round: that of the other strategy, and O(k^2) for each candidate of a user who was
 * asked since the last, k the factors of the exposure.
 */
public final class Answerable implements StrategyProvider<Answerable.Parameters> {
  /** Which strategy, and how much an answer counts. */
  public record Parameters(
      @Setting("what scores the questions") ConfiguredStrategy<?> strategy,
      @Setting(value = "exponent of the probability of an answer", min = 0.001, max = 100)
          double power) {
    /** Refuses a strategy that has no scores. */
    public Parameters {
      if (strategy.has(Trait.HAS_NO_SCORES)) {
        throw new IllegalArgumentException(noScores(strategy));
      }
    }

    private static String noScores(ConfiguredStrategy<?> strategy) {
      return "the strategy within, "
          + strategy.provider().name()
          + ", has no scores that the probability of an answer could be multiplied with";
    }
  }

  @Override
  public String name() {
    return "answerable";
  }

  @Override
  public String description() {
    return "Asks as another strategy does, but for what the user can probably answer.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c = (u, i) of  P(u knows i)^power score(c)
        with score that of the other strategy and P by a factor model of who has rated what:
        logit P = o_u + o_i + x_u . y_i, averaged over what is not known of o_u and x_u""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Rashid et al. 2002, Getting to know you: learning new user preferences in recommender systems,
        IUI (that the effort of answering counts)
        Liang, Charlin, McInerney and Blei 2016, Modeling user exposure in recommendation, WWW""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(ConfiguredStrategy.of(new ExpectedVarianceReduction()), 1);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return parameters.strategy().traits();
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new Weighing(parameters);
  }

  private static final class Weighing implements QueryStrategy {
    private final ConfiguredStrategy<?> configured;
    private final Inner inner;
    private final double power;

    /** A mixture has a part with scores, which need not be the one that was drawn. */
    private final boolean scoresAlways;

    Weighing(Parameters parameters) {
      configured = parameters.strategy();
      inner = new Inner(configured);
      power = parameters.power();
      scoresAlways = !(configured.provider() instanceof Mixture);
    }

    @Override
    public int[] select(QueryRound round) {
      Read read = new Read(round.exposure());
      RandomStreams streams = new RandomStreams(round.random().nextLong());
      int[] chosen =
          inner.select(
              round.answerable(read, power), streams.stream("strategy"), round.batchSize());
      if (scoresAlways && !read.wasRead && !round.candidates().areKnown()) {
        throw new IllegalArgumentException(Parameters.noScores(configured));
      }
      return chosen;
    }
  }

  /** An exposure that knows whether it was looked at. */
  private static final class Read implements ExposureView {
    private final ExposureView exposure;
    private boolean wasRead;

    Read(ExposureView exposure) {
      this.exposure = exposure;
    }

    @Override
    public double probability(int user, int item) {
      wasRead = true;
      return exposure.probability(user, item);
    }

    @Override
    public void probabilities(int user, double[] out) {
      wasRead = true;
      exposure.probabilities(user, out);
    }

    @Override
    public int raters(int item) {
      return exposure.raters(item);
    }
  }
}

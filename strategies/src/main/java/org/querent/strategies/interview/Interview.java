package org.querent.strategies.interview;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.settings.Setting;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.Acquisition;
import org.querent.strategies.selection.AnswerWeights;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.AnswerNoise;
import org.querent.strategies.variance.Noise;

/**
 * What to ask a new user, who may not know what they are asked about: the question whose answer
 * tells most of what the user will be asked to judge later, times a power of the probability that
 * there is an answer, both by what is known of this user so far. {@link InterviewGain} is the gain.
 *
 * <p>A model takes little-rated items for more telling than they are, and most of what it asks
 * about the most popular is known of everybody: so the score is divided by a power of the number of
 * ratings. Neither is done where everybody is known to know what they may be asked about.
 */
public final class Interview implements StrategyProvider<Interview.Parameters> {
  /** How the batch is chosen, and what counts. */
  public record Parameters(
      @Setting("how a batch is chosen from the scores") Selection selection,
      @Setting(value = "exponent of the score in stochastic selection", min = 0, max = 1000)
          double power,
      @Setting(value = "exponent of the probability of an answer", min = 0, max = 100)
          double answerPower,
      @Setting(value = "exponent of an item's number of ratings, that divides", min = -10, max = 10)
          double popularityPower,
      @Setting("how noisy an answer is taken to be: equal or by-item") Noise noise) {
    /**
     * Refuses noise by user.
     *
     * @throws IllegalArgumentException if noise is by user, of which a new one has shown none
     */
    public Parameters {
      if (noise == Noise.BY_USER) {
        throw new IllegalArgumentException(
            "noise by-user is not known of a new user; use equal or by-item");
      }
    }
  }

  @Override
  public String name() {
    return "interview";
  }

  @Override
  public String description() {
    return "Asks new users what tells most of them, of what they can probably answer.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c = (u, i) of
          P(i)^rho / n_i^gamma  z_i^T S H S z_i / (v(c) + sigma^2 b_i),   H = sum over j of P(j) E[z_j z_j^T]
        with P(i) the probability that u knows i (in H 0 where u was asked), S the covariance of the user's
        row, z_i = (1, mu_i) the item's mean, v(c) the epistemic variance, sigma^2 b_i that of an answer's noise,
        n_i the number of users who had rated i before anybody was asked, and one, rho the answer-power and
        gamma the popularity-power, both 0 where only what users know may be asked; for what it costs""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Yu, Bi and Tresp 2006, Active learning via transductive experimental design, ICML
        Liang, Charlin, McInerney and Blei 2016, Modeling user exposure in recommendation, WWW""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Selection.GREEDY, 1, 2, 0.5, Noise.BY_ITEM);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new Interviewing(parameters);
  }

  private static final class Interviewing implements QueryStrategy {
    private final Parameters parameters;
    private final BatchSelector selector;
    private final AnswerWeights weights = new AnswerWeights();

    /** What is kept of the present pool; null before the first round. */
    private @Nullable Pool kept;

    Interviewing(Parameters parameters) {
      this.parameters = parameters;
      selector = new BatchSelector(parameters.selection(), parameters.power());
    }

    @Override
    public int[] select(QueryRound round) {
      Posterior posterior = round.posterior().standardised();
      QueryRound weighed =
          round.answerable(round.exposure(), round.answerPower() + parameters.answerPower());
      RowChanges stale = weights.follow(weighed, round.changes());
      if (kept == null || kept.candidates != round.candidates()) {
        kept = new Pool(round, posterior, parameters);
        stale = RowChanges.EVERYTHING;
      }
      if (kept.follow(round) || stale.items().length > 0) {
        stale = RowChanges.EVERYTHING; // every H sums over all items
      }
      kept.gain.follow(round, posterior, kept.noise, stale);
      return selector.select(weighed, stale, new Divided(kept.gain, kept.divisors));
    }
  }

  /** What is kept of a pool from round to round. */
  private static final class Pool {
    private final Candidates candidates;
    private final InterviewGain gain;
    private final Noise kind;

    /** By item. */
    private final double[] divisors;

    /** How noisy answers are by item; all alike unless that is learned. */
    private double[] noise;

    Pool(QueryRound round, Posterior posterior, Parameters parameters) {
      candidates = round.candidates();
      gain = new InterviewGain(posterior, candidates);
      kind = parameters.noise();
      noise = new double[posterior.items().size()];
      Arrays.fill(noise, 1);
      divisors = new double[candidates.items()];
      double power = candidates.areKnown() ? 0 : parameters.popularityPower();
      Arrays.setAll(divisors, item -> Math.pow(1.0 + round.exposure().raters(item), power));
    }

    /**
     * Takes the noise that holds now. By item it is made once in a run: what newcomers answer says
     * little of an item.
     *
     * @return whether it is another than before
     */
    boolean follow(QueryRound round) {
      double[] before = noise;
      if (kind != Noise.EQUAL) {
        noise =
            round
                .history()
                .shared(Interview.class, known -> AnswerNoise.ofItems(round.posterior(), known));
      }
      return noise != before;
    }
  }

  /** A gain, divided by a number of the item. */
  private record Divided(InterviewGain gain, double[] divisors) implements Acquisition {
    @Override
    public double score(int user, int item) {
      return gain.score(user, item) / divisors[item];
    }

    @Override
    public boolean isPerCost() {
      return true;
    }

    @Override
    public void assumeAnswered(int user, int item) {
      gain.assumeAnswered(user, item);
    }
  }
}

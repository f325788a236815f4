package com.example;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.querent.core.settings.Setting;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.TopCandidates;

/** Asks for what users probably like, and a little for what is not known yet. */
public final class Popular implements StrategyProvider<Popular.Parameters> {
  /** The components are the keys in YAML. */
  public record Parameters(@Setting(value = "weight of the mean", min = 0) double weight) {}

  @Override
  public String name() {
    return "popular";
  }

  @Override
  public String description() {
    return "Asks for what users probably like.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        "argmax over candidates c of  weight * E[r(c)] + v(c), v(c) the epistemic variance");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(1);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return round -> TopCandidates.of(scores(round, parameters.weight()), round.batchSize());
  }

  /** By candidate; minus infinity for those that were asked already. */
  private static double[] scores(QueryRound round, double weight) {
    Candidates candidates = round.candidates();
    double[] scores = new double[candidates.capacity()];
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    for (int n = 0; n < candidates.size(); n++) {
      int candidate = candidates.open(n);
      int user = candidates.user(candidate);
      int item = candidates.item(candidate);
      scores[candidate] =
          weight * round.posterior().mean(user, item)
              + round.posterior().epistemicVariance(user, item);
    }
    return scores;
  }
}

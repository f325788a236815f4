package com.example;

import java.util.Optional;
import java.util.Set;
import org.querent.core.settings.Setting;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.TopCandidates;
import org.querent.strategies.selection.TopCandidates.PairScore;

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
    return round -> TopCandidates.of(round, score(round, parameters.weight()));
  }

  private static PairScore score(QueryRound round, double weight) {
    return (user, item) ->
        weight * round.posterior().mean(user, item)
            + round.posterior().epistemicVariance(user, item);
  }
}

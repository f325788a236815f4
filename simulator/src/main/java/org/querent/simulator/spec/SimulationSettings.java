package org.querent.simulator.spec;

import java.util.List;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.stopping.ConfiguredStopping;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

/**
 * How a run is played, apart from data, strategy and seed.
 *
 * @param split how the ratings are parted
 * @param protocol who is asked, and what counts as having learnt
 * @param oracle how queries are answered
 * @param features what users and items are described by
 * @param model what the model is
 * @param training how it is fitted from scratch
 * @param engine what computes it
 * @param retraining how the model follows the answers
 * @param budget how many queries may be asked, and how many at once: in all under the protocol of
 *     the pool, of each user or item under the others
 * @param costs what a query costs, which strategies may heed
 * @param evaluateEvery queries between two points of the learning curve; the curve has a point
 *     after the first batch that reaches each multiple, at the start, and at the end
 * @param measureDrift whether each point also compares the model with one fitted from scratch
 * @param measureOwn whether strategies that predict by themselves are measured by that as well;
 *     where new users are asked
 * @param measurePromise whether each point also tells by how much the model expected the answers so
 *     far to lower the mean squared error; where the whole pool is asked from
 * @param groups of whom each point also measures errors and lists by themselves
 * @param ranking which lists of recommendations each point also measures
 * @param stopping rules of which a run under the protocol of new users tells where they would have
 *     ended its interviews, without ending them; others pass them over
 */
public record SimulationSettings(
    SplitSettings split,
    Protocol protocol,
    OracleSettings oracle,
    List<FieldSpec> features,
    ModelSettings model,
    TrainingSettings training,
    EngineKind engine,
    RetrainingSchedule retraining,
    QueryBudget budget,
    ItemCosts costs,
    int evaluateEvery,
    boolean measureDrift,
    boolean measureOwn,
    boolean measurePromise,
    RankingSettings ranking,
    List<GroupBy> groups,
    List<ConfiguredStopping<?>> stopping) {
  /** Copies the lists. */
  public SimulationSettings {
    features = List.copyOf(features);
    groups = List.copyOf(groups);
    stopping = List.copyOf(stopping);
  }

  /**
   * A run in which the model alone predicts, its errors alone are measured, of all together, and no
   * rule looks on.
   */
  public SimulationSettings(
      SplitSettings split,
      Protocol protocol,
      OracleSettings oracle,
      List<FieldSpec> features,
      ModelSettings model,
      TrainingSettings training,
      EngineKind engine,
      RetrainingSchedule retraining,
      QueryBudget budget,
      ItemCosts costs,
      int evaluateEvery,
      boolean measureDrift) {
    this(
        split,
        protocol,
        oracle,
        features,
        model,
        training,
        engine,
        retraining,
        budget,
        costs,
        evaluateEvery,
        measureDrift,
        false,
        false,
        RankingSettings.NONE,
        List.of(),
        List.of());
  }

  /** This run with other lists of recommendations, and groups. */
  public SimulationSettings with(RankingSettings other, GroupBy... others) {
    return with(model, training, other, List.of(others));
  }

  /** This run with another model, and another way to fit it from scratch. */
  public SimulationSettings with(ModelSettings other, TrainingSettings otherTraining) {
    return with(other, otherTraining, ranking, groups);
  }

  private SimulationSettings with(
      ModelSettings otherModel,
      TrainingSettings otherTraining,
      RankingSettings otherRanking,
      List<GroupBy> otherGroups) {
    return new SimulationSettings(
        split,
        protocol,
        oracle,
        features,
        otherModel,
        otherTraining,
        engine,
        retraining,
        budget,
        costs,
        evaluateEvery,
        measureDrift,
        measureOwn,
        measurePromise,
        otherRanking,
        otherGroups,
        stopping);
  }
}

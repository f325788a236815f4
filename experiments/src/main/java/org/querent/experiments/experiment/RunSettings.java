package org.querent.experiments.experiment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.querent.core.settings.Setting;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.experiments.experiment.evaluate.EvaluateSpec;
import org.querent.experiments.experiment.models.ModelDefaults;
import org.querent.experiments.experiment.models.TrainingSpec;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SplitSettings;

/**
 * The settings of an experiment that are the same for all of its runs.
 *
 * @param protocol who is asked, and what counts as having learnt
 * @param split how the ratings are parted
 * @param oracle how queries are answered
 * @param model what is fitted
 * @param training how it is fitted and follows the answers
 * @param engine what computes it; engines sum in different orders
 * @param queries how much is asked
 * @param evaluate when and what is measured
 * @param seeds the repetitions of each strategy
 * @param checkpoints into how many parts is cut what a run has asked: each time that at most one of
 *     them has been added, it can go on from there, and makes anew what it keeps for speed
 * @param report how the results are shown
 */
public record RunSettings(
    @Setting("who is asked: from the whole pool, every user alike, new users, or new items")
        Protocol protocol,
    @Setting("how the ratings are parted") SplitSettings split,
    @Setting("how queries are answered") OracleSettings oracle,
    @Setting("what is fitted") ModelSettings model,
    @Setting("how it is fitted and follows the answers") TrainingSpec training,
    @Setting("what computes it: loops, or array operations on the cores or on a graphics card")
        EngineKind engine,
    @Setting("how much is asked") QuerySpec queries,
    @Setting("when and what is measured") EvaluateSpec evaluate,
    @Setting("repetitions per strategy: how many, the first and the last seed, or a list of seeds")
        SeedRange seeds,
    @Setting(
            value =
                "each time that such a part of its queries was added (a third, by 3), a run can go on from there when it was broken off, or is to be longer; 0 for never",
            min = 0,
            max = 1_000)
        int checkpoints,
    @Setting("how the results are shown") Report report) {
  /** How results are shown. */
  public record Report(
      @Setting("label of the strategy that the others are compared with; random without it")
          Optional<String> baseline,
      @Setting(
              "whether the error with all ratings but the holdout known is worked out as well, by a fit for each seed")
          boolean yardstick) {
    static final Report USUAL = new Report(Optional.empty(), false);
  }

  /** What holds where an experiment says nothing. */
  public static final RunSettings DEFAULTS =
      defaults(new ModelDefaults(ModelSettings.DEFAULTS, TrainingSettings.DEFAULTS), Protocol.POOL);

  /** What holds where an experiment says no more than its model, optimiser and protocol. */
  static RunSettings defaults(ModelDefaults kinds, Protocol protocol) {
    boolean pool = protocol == Protocol.POOL;
    return new RunSettings(
        protocol,
        SplitSettings.DEFAULTS,
        OracleSettings.DEFAULTS,
        kinds.model(),
        TrainingSpec.defaults(kinds.training()),
        EngineKind.CPU,
        new QuerySpec(
            pool ? 5000 : 20, pool ? 50 : 1, Optional.empty(), QuerySpec.CostColumns.NAMED, 1),
        EvaluateSpec.every(pool ? 250 : 1),
        SeedRange.first(5),
        3,
        Report.USUAL);
  }

  /** These settings with the path of the file of costs, if there is one, put in another way. */
  RunSettings withCosts(UnaryOperator<Path> other) {
    return with(queries.withCosts(queries.costs().map(other)));
  }

  /** These settings with another budget. */
  RunSettings withBudget(int budget) {
    return with(queries.withBudget(budget));
  }

  private RunSettings with(QuerySpec other) {
    return new RunSettings(
        protocol,
        split,
        oracle,
        model,
        training,
        engine,
        other,
        evaluate,
        seeds,
        checkpoints,
        report);
  }

  /** These settings with another split and other seeds. */
  RunSettings with(SplitSettings other, SeedRange others) {
    return new RunSettings(
        protocol,
        other,
        oracle,
        model,
        training,
        engine,
        queries,
        evaluate,
        others,
        checkpoints,
        report);
  }
}

package org.querent.experiments.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.querent.experiments.folder.CurveReader;
import org.querent.experiments.folder.RunCurve;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.StrategyCurve;
import org.querent.experiments.statistics.StrategySummary;

/**
 * A report's content and the statistics of it that all formats share, so that they agree.
 *
 * @param main the curves that all tables are about: against queries, or against their cost
 * @param byAnswers the curves against answers; empty where every query was answered
 * @param pairs all pairs of strategies that have a seed in common
 * @param promises what answers delivered of what the model promised, where that was measured
 * @param gains what models and strategies gain, where there are several models
 * @param ceiling what part strategies gain of what is to be gained where the factors are known
 */
public record Analysis(
    ReportContent content,
    AxisCurves main,
    Optional<AxisCurves> byAnswers,
    List<StrategySummary> summaries,
    List<PairwiseComparison> pairs,
    Promises promises,
    ModelGains gains,
    Ceiling ceiling,
    Finding finding) {

  /** Computes all that the formats show of a content. */
  public static Analysis of(ReportContent content) {
    List<LearningCurve> runs = content.curves();
    IntervalMethod method = content.intervals();
    List<PairwiseComparison> pairs = PairwiseComparison.of(runs, content.baseline(), method);
    List<StrategySummary> summaries = StrategySummary.of(runs, content.baseline(), pairs, method);
    ModelGains gains =
        ModelGains.of(content.about().played(), content.baseline(), content.bounds(), runs, pairs);
    Ceiling ceiling =
        Ceiling.of(content.about(), content.baseline(), content.bounds(), runs, pairs);
    return new Analysis(
        content,
        AxisCurves.of(content.axis(), runs, content.baseline(), method),
        CurveReader.byAnswers(content.runs())
            .map(
                answers ->
                    AxisCurves.of(content.axis().ofAnswers(), answers, content.baseline(), method)),
        summaries,
        pairs,
        Promises.of(content.runs(), method),
        gains,
        ceiling,
        Finding.of(
                fair(summaries, content),
                content.baseline(),
                pairs,
                gains,
                content.axis(),
                method,
                content.oneSplit())
            .and(
                ceiling.sentence(
                    VerdictText.best(fair(summaries, content)),
                    content.baseline().orElse(""),
                    content.axis())));
  }

  /** The mean curves that all tables are about, in the order of the strategies. */
  public List<StrategyCurve> curves() {
    return main.means();
  }

  /** The mean curves of paired differences to the baseline; empty without a baseline. */
  public List<StrategyCurve> relative() {
    return main.relative();
  }

  /**
   * How many queries of a strategy were answered by the end, of each who is asked apart, on average
   * over its seeds; empty where every query was answered.
   */
  public OptionalDouble answers(String strategy) {
    return byAnswers.isEmpty() ? OptionalDouble.empty() : meanAtEnd(strategy, RunCurve::answered);
  }

  /** The part of all queries of a strategy that was answered by the end; as {@link #answers}. */
  public OptionalDouble answerRate(String strategy) {
    return byAnswers.isEmpty()
        ? OptionalDouble.empty()
        : meanAtEnd(strategy, run -> run.answered() / Math.max(1, run.asked()));
  }

  /**
   * How many ratings users gave by themselves by the end under a strategy, counted as the answers
   * are; empty where nobody did.
   */
  public OptionalDouble natural(String strategy) {
    return content.runs().stream().allMatch(run -> run.natural() == 0)
        ? OptionalDouble.empty()
        : meanAtEnd(strategy, RunCurve::natural);
  }

  private OptionalDouble meanAtEnd(String strategy, ToDoubleFunction<RunCurve> number) {
    return content.runs().stream()
        .filter(run -> run.id().strategy().equals(strategy))
        .mapToDouble(number)
        .average();
  }

  /** Which strategy to use, and how sure that is, in one sentence for everybody. */
  public String verdict() {
    return VerdictText.nothing(fair(), content.axis())
        .orElseGet(() -> PlainVerdict.of(fair(), baseline(), pairs, content.oneSplit()));
  }

  /** The RMSE with all ratings but the holdout known, over the seeds that there are. */
  public OptionalDouble yardstick() {
    return content.curves().stream()
        .flatMap(
            run -> Optional.ofNullable(content.yardstick().get(Long.toString(run.seed()))).stream())
        .mapToDouble(Double::parseDouble)
        .average();
  }

  /** The summaries of strategies that do not cheat, if there is any. */
  public List<StrategySummary> fair() {
    return fair(summaries, content);
  }

  private static List<StrategySummary> fair(List<StrategySummary> all, ReportContent content) {
    List<StrategySummary> fair =
        all.stream().filter(s -> !content.bounds().contains(s.strategy())).toList();
    return fair.isEmpty() ? all : fair;
  }

  /** What a figure calls a strategy: its label, and whether it cheats. */
  public String title(String strategy) {
    return content.bounds().contains(strategy) ? strategy + " (cheats)" : strategy;
  }

  /** The label of the strategy that all are compared with. */
  public Optional<String> baseline() {
    return content.baseline();
  }
}

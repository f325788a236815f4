package org.querent.experiments.report.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.Texts;
import org.querent.experiments.statistics.BaselineDifference;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;
import org.querent.experiments.statistics.ShareOfCeiling;
import org.querent.experiments.statistics.StrategySummary;
import org.querent.experiments.statistics.TargetReached;

/**
 * The summary as texts, for the page.
 *
 * @param rows one per strategy
 * @param compared whether there is a baseline and something to compare with it
 * @param answersLack whether there is a query that was not answered
 * @param natural whether there is a rating that a user gave without being asked
 * @param ceiling whether parts of a ceiling can be told
 * @param ceilingLabel what that is called; empty where there is none
 * @param several whether there is more than one strategy, so that one can be the best
 */
public record SummaryTable(
    List<Row> rows,
    boolean compared,
    boolean answersLack,
    boolean natural,
    boolean ceiling,
    String ceilingLabel,
    boolean several) {
  private static final String NONE = "–";

  /**
   * One strategy; {@code style} is its index among the styles of the figures.
   *
   * @param part of the ceiling's saving
   * @param lower the part of what the ceiling lowers the final error by
   */
  record Row(
      int style,
      String strategy,
      boolean baseline,
      boolean cheats,
      Cell rmse,
      Cell aulc,
      Against against,
      Bounded part,
      Bounded lower,
      Bounded answers,
      String natural,
      int seeds) {}

  /**
   * One strategy against the baseline.
   *
   * @param verdict by the area under the learning curve, and its p value where it was tested
   * @param queries to the baseline's final RMSE
   * @param saving of queries, where it is certain
   */
  record Against(Bounded verdict, boolean better, boolean worse, Bounded queries, String saving) {}

  /** A text, and whether it is the best of its column. */
  record Cell(String text, boolean best) {}

  /** All strategies in the order of their summaries, bounds included. */
  public static SummaryTable of(Analysis analysis) {
    List<StrategySummary> all = analysis.summaries();
    List<Row> rows = IntStream.range(0, all.size()).mapToObj(i -> row(i, analysis)).toList();
    return new SummaryTable(
        rows,
        analysis.relative().size() > 1,
        analysis.byAnswers().isPresent(),
        rows.stream().anyMatch(row -> !row.natural().equals(NONE)),
        analysis.ceiling().measured(),
        analysis.ceiling().label().map(analysis::title).orElse(""),
        all.size() > 1);
  }

  /** How many seeds the numbers are over, in words. */
  public static String seeds(List<StrategySummary> summaries) {
    return Numbers.seeds(summaries.stream().map(StrategySummary::seeds));
  }

  private static Row row(int index, Analysis analysis) {
    StrategySummary summary = analysis.summaries().get(index);
    List<StrategySummary> all = analysis.fair();
    String strategy = summary.strategy();
    return new Row(
        index,
        strategy,
        analysis.baseline().filter(strategy::equals).isPresent(),
        analysis.content().bounds().contains(strategy),
        new Cell(
            Numbers.interval(summary.finalRmse()), best(summary, all, s -> s.finalRmse().mean())),
        new Cell(Numbers.interval(summary.aulc()), best(summary, all, s -> s.aulc().mean())),
        against(summary),
        part(strategy, analysis, ShareOfCeiling::saving),
        part(strategy, analysis, ShareOfCeiling::finalRmse),
        answers(strategy, analysis),
        natural(strategy, analysis),
        summary.seeds());
  }

  /** What part of the ceiling's gain a strategy gains, by one of the measures. */
  static Bounded part(
      String strategy, Analysis analysis, Function<ShareOfCeiling, Optional<Interval>> measure) {
    return Optional.ofNullable(analysis.ceiling().shares().get(strategy))
        .flatMap(measure)
        .map(part -> Numbers.bounded(part, Numbers::percent))
        .orElse(new Bounded(NONE, ""));
  }

  /** How many answers there were in the end, and which part of the queries that is. */
  private static Bounded answers(String strategy, Analysis analysis) {
    OptionalDouble answers = analysis.answers(strategy);
    return answers.isEmpty()
        ? new Bounded(NONE, "")
        : new Bounded(
            Numbers.tenths(answers.getAsDouble()),
            Numbers.percent(100 * analysis.answerRate(strategy).orElseThrow()));
  }

  private static String natural(String strategy, Analysis analysis) {
    OptionalDouble natural = analysis.natural(strategy);
    return natural.isEmpty() ? NONE : Numbers.tenths(natural.getAsDouble());
  }

  private static Against against(StrategySummary summary) {
    Optional<BaselineDifference> relative = summary.relative();
    Verdict verdict = relative.map(BaselineDifference::verdict).orElse(Verdict.UNDECIDED);
    return new Against(
        new Bounded(
            relative.map(difference -> Texts.name(difference.verdict())).orElse(NONE),
            relative
                .flatMap(difference -> difference.aulc().tTest())
                .map(p -> Numbers.p(p.corrected()))
                .orElse("")),
        verdict == Verdict.BETTER,
        verdict == Verdict.WORSE,
        summary.end().map(SummaryTable::queries).orElse(new Bounded(NONE, "")),
        saving(summary));
  }

  /** The queries to a target with their interval. */
  static Bounded queries(TargetReached target) {
    String estimate = count(target.queries(), "not reached");
    boolean unbounded = !target.hasBounds() || target.low().equals(target.high());
    return unbounded
        ? new Bounded(estimate, "")
        : new Bounded(
            estimate, Numbers.bounds(count(target.low(), NONE), count(target.high(), NONE)));
  }

  /** How much is saved on the way to the baseline's end, where that is certain. */
  public static String saving(StrategySummary summary) {
    return summary
        .end()
        .filter(TargetReached::isSavingCertain)
        .map(end -> Numbers.percent(end.savingPercent().orElseThrow()))
        .orElse(NONE);
  }

  private static String count(OptionalDouble queries, String none) {
    return queries.isPresent() ? Numbers.count(queries.getAsDouble()) : none;
  }

  private static boolean best(
      StrategySummary summary, List<StrategySummary> all, ToDoubleFunction<StrategySummary> key) {
    double value = key.applyAsDouble(summary);
    boolean fair = all.stream().mapToInt(StrategySummary::queries).distinct().count() == 1;
    return fair
        && all.contains(summary)
        && all.size() > 1
        && Double.isFinite(value)
        && all.stream().mapToDouble(key).min().orElseThrow() == value;
  }
}

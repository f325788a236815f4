package org.querent.experiments.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.Texts;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;
import org.querent.experiments.statistics.StrategySummary;

/**
 * Strategies against learners: what each asked for, learnt by each, compared with what the baseline
 * asked for, learnt by the same. The first column is of the model that asked. By areas under the
 * curve against queries, as every verdict is; p is corrected for the strategies of a column.
 *
 * @param learners the columns
 * @param rows one per strategy
 */
public record EvaluatorsTable(List<Learner> learners, List<Row> rows) {
  private static final String ASKED = "the model that asked";

  /** What the file calls the model that asked. */
  private static final String MODEL = "model";

  private static final Bounded NONE = new Bounded("–", "");

  /**
   * A column.
   *
   * @param name of the learner
   * @param summaries by strategy
   * @param pairs all pairs of strategies
   * @param curves the runs of the learner
   */
  record Learner(
      String name,
      Map<String, StrategySummary> summaries,
      List<PairwiseComparison> pairs,
      List<LearningCurve> curves) {
    static Learner of(String name, List<LearningCurve> curves, Analysis analysis) {
      List<PairwiseComparison> pairs =
          PairwiseComparison.of(curves, analysis.baseline(), analysis.content().intervals());
      Map<String, StrategySummary> summaries = new LinkedHashMap<>();
      StrategySummary.of(curves, analysis.baseline(), pairs, analysis.content().intervals())
          .forEach(summary -> summaries.put(summary.strategy(), summary));
      return new Learner(name, summaries, pairs, curves);
    }

    Optional<PairwiseComparison> against(String strategy, Analysis analysis) {
      return analysis
          .baseline()
          .flatMap(baseline -> PairwiseComparison.find(pairs, strategy, baseline));
    }
  }

  /** One strategy; {@code style} is its index among the styles of the figures. */
  record Row(int style, String strategy, List<Cell> cells) {}

  /**
   * A strategy and a learner.
   *
   * @param rmse at the end, and its interval
   * @param difference of the area from the baseline's
   * @param verdict and p
   */
  record Cell(Bounded rmse, Bounded difference, Bounded verdict, boolean better, boolean worse) {}

  /** All that learners made of the runs; nothing where none judged. */
  public static EvaluatorsTable of(Analysis analysis) {
    Map<String, List<LearningCurve>> judged = analysis.content().evaluators();
    if (judged.isEmpty()) {
      return new EvaluatorsTable(List.of(), List.of());
    }
    List<Learner> learners = new ArrayList<>();
    learners.add(Learner.of(ASKED, analysis.content().curves(), analysis));
    judged.forEach((name, curves) -> learners.add(Learner.of(name, curves, analysis)));
    List<StrategySummary> all = analysis.summaries();
    return new EvaluatorsTable(
        learners,
        IntStream.range(0, all.size())
            .mapToObj(n -> row(n, all.get(n).strategy(), learners, analysis))
            .toList());
  }

  private static Row row(int style, String strategy, List<Learner> learners, Analysis analysis) {
    return new Row(
        style,
        analysis.title(strategy),
        learners.stream().map(learner -> cell(strategy, learner, analysis)).toList());
  }

  private static Cell cell(String strategy, Learner learner, Analysis analysis) {
    Optional<StrategySummary> own = Optional.ofNullable(learner.summaries().get(strategy));
    Optional<PairwiseComparison> against = learner.against(strategy, analysis);
    Verdict verdict = against.map(PairwiseComparison::verdict).orElse(Verdict.UNDECIDED);
    return new Cell(
        own.map(summary -> Numbers.ratings(summary.finalRmse())).orElse(NONE),
        against
            .map(it -> Numbers.differences(it.aulc().interval(), own.orElseThrow().aulc().mean()))
            .orElse(NONE),
        new Bounded(
            against.map(it -> Texts.name(it.verdict())).orElse(NONE.mean()),
            against.flatMap(it -> it.aulc().tTest()).map(p -> Numbers.p(p.corrected())).orElse("")),
        verdict == Verdict.BETTER,
        verdict == Verdict.WORSE);
  }

  /** Whether any learner judged. */
  public boolean measured() {
    return !learners.isEmpty();
  }

  /** The numbers in full precision, a line per learner and strategy. */
  public String csv(Analysis analysis) {
    Csv csv =
        new Csv(
            "learner",
            "strategy",
            "seeds",
            "queries",
            "rmse",
            "rmse-low",
            "rmse-high",
            "aulc",
            "aulc-low",
            "aulc-high",
            "common-seeds",
            "rmse-difference",
            "rmse-difference-low",
            "rmse-difference-high",
            "rmse-p",
            "rmse-p-holm",
            "aulc-difference",
            "aulc-difference-low",
            "aulc-difference-high",
            "aulc-p",
            "aulc-p-holm",
            "verdict");
    for (Learner learner : learners) {
      for (StrategySummary own : learner.summaries().values()) {
        csv.text(learner.name().equals(ASKED) ? MODEL : learner.name()).text(own.strategy());
        csv.number(own.seeds()).number(own.queries());
        csv.interval(own.finalRmse()).interval(own.aulc());
        append(learner.against(own.strategy(), analysis), csv);
        csv.end();
      }
    }
    return csv.toString();
  }

  private static void append(Optional<PairwiseComparison> against, Csv csv) {
    csv.text(against.map(it -> Integer.toString(it.seeds())).orElse(""));
    appendTested(against.map(PairwiseComparison::finalRmse), csv);
    appendTested(against.map(PairwiseComparison::aulc), csv);
    csv.text(against.map(it -> Texts.name(it.verdict())).orElse(""));
  }

  private static void appendTested(Optional<PairwiseComparison.Difference> difference, Csv csv) {
    csv.interval(difference.map(PairwiseComparison.Difference::interval));
    Optional<PairwiseComparison.PValue> p =
        difference.flatMap(PairwiseComparison.Difference::tTest);
    csv.text(p.map(it -> Double.toString(it.raw())).orElse(""));
    csv.text(p.map(it -> Double.toString(it.corrected())).orElse(""));
  }

  /** Every value that a learner has, a line each. */
  public String curvesCsv() {
    Csv csv = new Csv("learner", "strategy", "seed", "queries", "metric", "value");
    for (Learner learner : learners.subList(1, learners.size())) {
      for (LearningCurve curve : learner.curves()) {
        int[] queries = curve.queries();
        curve
            .metrics()
            .forEach(
                (metric, values) -> {
                  for (int n = 0; n < queries.length; n++) {
                    csv.text(learner.name()).text(curve.strategy()).number(curve.seed());
                    csv.number(queries[n]).foreign(metric).number(values[n]).end();
                  }
                });
      }
    }
    return csv.toString();
  }
}

package org.querent.experiments.report.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.Texts;
import org.querent.experiments.statistics.BaselineDifference;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.PValue;
import org.querent.experiments.statistics.ShareOfCeiling;
import org.querent.experiments.statistics.StrategySummary;
import org.querent.experiments.statistics.TargetReached;

/** The summary for programs: every number of the tables in full precision. */
public final class SummaryJson {
  private static final String CEILING = "ceiling";

  private SummaryJson() {}

  /** The text of a JSON object with a line for each value. */
  public static String write(Analysis analysis) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("title", analysis.content().title());
    root.put("dataset", analysis.content().datasetDescription());
    root.put("baseline", analysis.baseline().orElse(null));
    analysis.ceiling().label().ifPresent(ceiling -> root.put(CEILING, ceiling));
    root.put("confidence", Interval.CONFIDENCE);
    root.put("interval", Texts.name(analysis.content().intervals()));
    root.put("axis", analysis.content().axis().title());
    root.put("finding", analysis.finding().sentence());
    root.put("notes", analysis.finding().notes());
    root.put("strategies", analysis.summaries().stream().map(s -> strategy(s, analysis)).toList());
    root.put(
        "pairs", analysis.pairs().stream().map(p -> pair(p, analysis.content().axis())).toList());
    root.put("provenance", analysis.content().provenance());
    // The same line ends on every system.
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers always have a JSON form", e);
    }
  }

  private static Map<String, Object> strategy(StrategySummary summary, Analysis analysis) {
    ReportContent content = analysis.content();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("strategy", summary.strategy());
    json.put("cheats", content.bounds().contains(summary.strategy()));
    json.put("seeds", summary.seeds());
    Axis axis = content.axis();
    json.put(axis.word(), summary.queries());
    json.put("answers", number(analysis.answers(summary.strategy())));
    json.put("natural-ratings", number(analysis.natural(summary.strategy())));
    json.put("final-rmse", interval(summary.finalRmse()));
    json.put("aulc", interval(summary.aulc()));
    json.put("targets", summary.targets().stream().map(t -> target(t, axis)).toList());
    json.put("difference", summary.relative().map(SummaryJson::difference).orElse(null));
    analysis
        .ceiling()
        .label()
        .ifPresent(
            ceiling ->
                json.put(
                    "percent-of-" + CEILING,
                    Optional.ofNullable(analysis.ceiling().shares().get(summary.strategy()))
                        .map(SummaryJson::share)
                        .orElse(null)));
    json.put("seconds", content.seconds().getOrDefault(summary.strategy(), Map.of()));
    return json;
  }

  private static Map<String, Object> share(ShareOfCeiling share) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seeds", share.seeds());
    json.put("saving", share.saving().map(SummaryJson::interval).orElse(null));
    json.put("final-rmse", share.finalRmse().map(SummaryJson::interval).orElse(null));
    json.put("aulc", share.aulc().map(SummaryJson::interval).orElse(null));
    return json;
  }

  private static Map<String, Object> interval(Interval interval) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mean", interval.mean());
    json.put("low", interval.hasBounds() ? interval.low() : null);
    json.put("high", interval.hasBounds() ? interval.high() : null);
    return json;
  }

  private static Map<String, Object> difference(BaselineDifference difference) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seeds", difference.seeds());
    json.put("verdict", Texts.name(difference.verdict()));
    json.put("final-rmse", compared(difference.finalRmse()));
    json.put("aulc", compared(difference.aulc()));
    json.put("aulc-percent", difference.aulcPercent().map(SummaryJson::interval).orElse(null));
    json.put("deficiency", difference.deficiency().map(SummaryJson::interval).orElse(null));
    return json;
  }

  private static Map<String, Object> target(TargetReached target, Axis axis) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fraction", target.fraction());
    json.put("baseline-" + axis.word(), target.baselineQueries());
    json.put("rmse", target.rmse());
    json.put("seeds", target.seeds());
    json.put(axis.word(), number(target.queries()));
    json.put("low", number(target.low()));
    json.put("high", number(target.high()));
    json.put("saving-percent", number(target.savingPercent()));
    json.put("saving-percent-low", number(target.savingLow()));
    json.put("saving-percent-high", number(target.savingHigh()));
    json.put("saving-certain", target.isSavingCertain());
    return json;
  }

  private static Map<String, Object> pair(PairwiseComparison pair, Axis axis) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("first", pair.first());
    json.put("second", pair.second());
    json.put("seeds", pair.seeds());
    json.put("few-seeds", pair.fewSeeds());
    json.put(axis.word(), pair.queries());
    json.put("final-rmse", compared(pair.finalRmse()));
    json.put("aulc", compared(pair.aulc()));
    json.put("verdict", Texts.name(pair.verdict()));
    json.put("wins", pair.wins());
    json.put("ties", pair.ties());
    json.put("losses", pair.losses());
    return json;
  }

  private static Map<String, Object> compared(PairwiseComparison.Difference difference) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("difference", interval(difference.interval()));
    json.put("p-paired-t", difference.tTest().map(PValue::raw).orElse(null));
    json.put("p-paired-t-holm", difference.tTest().map(PValue::corrected).orElse(null));
    json.put("p-signed-rank", difference.signedRank().map(PValue::raw).orElse(null));
    json.put("p-signed-rank-holm", difference.signedRank().map(PValue::corrected).orElse(null));
    return json;
  }

  private static Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}

package org.querent.experiments.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.Texts;
import org.querent.experiments.statistics.BaselineDifference;
import org.querent.experiments.statistics.PairwiseComparison.Difference;
import org.querent.experiments.statistics.ShareOfCeiling;
import org.querent.experiments.statistics.StrategySummary;
import org.querent.experiments.statistics.TargetReached;

/** What each strategy achieved, a line each; what is compared is compared with the baseline. */
public final class SummaryCsv {
  private SummaryCsv() {}

  /** The table as a file's text, with all numbers in full precision. */
  public static String write(Analysis analysis) {
    List<TargetReached> targets =
        analysis.summaries().stream()
            .map(StrategySummary::targets)
            .filter(list -> !list.isEmpty())
            .findFirst()
            .orElse(List.of());
    List<String> columns = columns(targets, analysis.content().axis());
    boolean ceiling = analysis.ceiling().label().isPresent();
    if (ceiling) {
      columns.add("ceiling");
      for (String measure : List.of("saving", "final-rmse", "aulc")) {
        addInterval(columns, measure + "-percent-of-ceiling");
      }
    }
    Csv csv = new Csv(columns.toArray(String[]::new));
    for (StrategySummary summary : analysis.summaries()) {
      csv.text(summary.strategy());
      csv.text(Boolean.toString(analysis.content().bounds().contains(summary.strategy())));
      csv.text(Texts.name(analysis.content().intervals()));
      csv.number(summary.seeds()).number(summary.queries());
      csv.number(analysis.answers(summary.strategy()));
      csv.number(analysis.natural(summary.strategy()));
      csv.interval(summary.finalRmse()).interval(summary.aulc());
      compare(csv, summary.relative());
      targets(csv, summary.targets(), targets.size());
      saving(csv, summary.end());
      if (ceiling) {
        csv.text(analysis.ceiling().label().orElseThrow());
        ceiling(csv, Optional.ofNullable(analysis.ceiling().shares().get(summary.strategy())));
      }
      csv.end();
    }
    return csv.toString();
  }

  private static void ceiling(Csv csv, Optional<ShareOfCeiling> share) {
    csv.interval(share.flatMap(ShareOfCeiling::saving));
    csv.interval(share.flatMap(ShareOfCeiling::finalRmse));
    csv.interval(share.flatMap(ShareOfCeiling::aulc));
  }

  private static List<String> columns(List<TargetReached> targets, Axis axis) {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "strategy",
                "cheats",
                "interval",
                "seeds",
                axis.word(),
                "answers",
                "natural-ratings"));
    addInterval(columns, "final-rmse");
    addInterval(columns, "aulc");
    columns.addAll(List.of("common-seeds", "verdict"));
    addInterval(columns, "final-rmse-difference");
    addInterval(columns, "aulc-difference");
    addInterval(columns, "aulc-difference-percent");
    addInterval(columns, "deficiency");
    for (String measure : List.of("final-rmse", "aulc")) {
      for (String test : List.of("paired-t", "signed-rank")) {
        columns.addAll(List.of("p-" + measure + "-" + test, "p-" + measure + "-" + test + "-holm"));
      }
    }
    for (TargetReached target : targets) {
      String percent = String.format(Locale.ROOT, "%.0f", 100 * target.fraction());
      columns.add("target-" + percent + "-rmse");
      addInterval(columns, axis.word() + "-to-target-" + percent);
    }
    addInterval(columns, "saving-percent");
    columns.add("saving-certain");
    return columns;
  }

  private static void addInterval(List<String> columns, String name) {
    columns.addAll(List.of(name, name + "-low", name + "-high"));
  }

  private static void compare(Csv csv, Optional<BaselineDifference> difference) {
    csv.number(difference.map(d -> OptionalInt.of(d.seeds())).orElse(OptionalInt.empty()));
    csv.text(difference.map(d -> Texts.name(d.verdict())).orElse(""));
    csv.interval(difference.map(d -> d.finalRmse().interval()));
    csv.interval(difference.map(d -> d.aulc().interval()));
    csv.interval(difference.flatMap(BaselineDifference::aulcPercent));
    csv.interval(difference.flatMap(BaselineDifference::deficiency));
    for (Function<BaselineDifference, Difference> measure :
        List.<Function<BaselineDifference, Difference>>of(
            BaselineDifference::finalRmse, BaselineDifference::aulc)) {
      PairsCsv.append(csv, difference.map(measure).flatMap(Difference::tTest));
      PairsCsv.append(csv, difference.map(measure).flatMap(Difference::signedRank));
    }
  }

  /** How much is saved on the way to a target, its bounds, and whether that is certain. */
  public static void saving(Csv csv, Optional<TargetReached> end) {
    OptionalDouble none = OptionalDouble.empty();
    csv.number(end.map(TargetReached::savingPercent).orElse(none));
    csv.number(end.map(TargetReached::savingLow).orElse(none));
    csv.number(end.map(TargetReached::savingHigh).orElse(none));
    csv.text(end.map(target -> Boolean.toString(target.isSavingCertain())).orElse(""));
  }

  /** As many fields for a strategy without targets as for the others. */
  private static void targets(Csv csv, List<TargetReached> targets, int columns) {
    for (TargetReached target : targets) {
      csv.number(target.rmse());
      csv.number(target.queries()).number(target.low()).number(target.high());
    }
    for (int n = targets.size(); n < columns; n++) {
      csv.text("").interval(Optional.empty());
    }
  }
}

package org.querent.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.querent.experiments.statistics.BaselineDifference;
import org.querent.experiments.statistics.StrategySummary;
import org.querent.experiments.statistics.StrategySummary.PairedTest;
import org.querent.experiments.statistics.TargetReached;

/** What each strategy achieved, a line each; what is compared is compared with the baseline. */
final class SummaryCsv {
  private SummaryCsv() {}

  static String write(Analysis analysis) {
    List<TargetReached> targets =
        analysis.summaries().stream()
            .map(StrategySummary::targets)
            .filter(list -> !list.isEmpty())
            .findFirst()
            .orElse(List.of());
    Csv csv = new Csv(columns(targets).toArray(String[]::new));
    for (StrategySummary summary : analysis.summaries()) {
      csv.text(summary.strategy());
      csv.text(Boolean.toString(analysis.content().bounds().contains(summary.strategy())));
      csv.text(Texts.name(analysis.content().intervals()));
      csv.number(summary.seeds()).number(summary.queries());
      csv.interval(summary.finalRmse()).interval(summary.aulc());
      compare(csv, summary.relative());
      test(csv, summary.test());
      targets(csv, summary.targets(), targets.size());
      csv.number(summary.savingPercent()).end();
    }
    return csv.toString();
  }

  private static List<String> columns(List<TargetReached> targets) {
    List<String> columns =
        new ArrayList<>(List.of("strategy", "cheats", "interval", "seeds", "queries"));
    addInterval(columns, "final-rmse");
    addInterval(columns, "aulc");
    columns.add("common-seeds");
    addInterval(columns, "final-rmse-difference");
    addInterval(columns, "aulc-difference");
    addInterval(columns, "aulc-difference-percent");
    addInterval(columns, "deficiency");
    columns.add("p-final-rmse-paired-t");
    columns.add("p-final-rmse-paired-t-holm");
    columns.add("p-final-rmse-signed-rank");
    columns.add("p-aulc-paired-t");
    columns.add("p-aulc-paired-t-holm");
    for (TargetReached target : targets) {
      String percent = String.format(Locale.ROOT, "%.0f", 100 * target.fraction());
      columns.add("target-" + percent + "-rmse");
      addInterval(columns, "queries-to-target-" + percent);
    }
    columns.add("saving-percent");
    return columns;
  }

  private static void addInterval(List<String> columns, String name) {
    columns.addAll(List.of(name, name + "-low", name + "-high"));
  }

  private static void compare(Csv csv, Optional<BaselineDifference> difference) {
    csv.number(difference.map(d -> OptionalInt.of(d.seeds())).orElse(OptionalInt.empty()));
    csv.interval(difference.map(BaselineDifference::finalRmse));
    csv.interval(difference.map(BaselineDifference::aulc));
    csv.interval(difference.flatMap(BaselineDifference::aulcPercent));
    csv.interval(difference.flatMap(BaselineDifference::deficiency));
  }

  private static void test(Csv csv, Optional<PairedTest> test) {
    List<Function<PairedTest, OptionalDouble>> values =
        List.of(
            PairedTest::finalRmse,
            PairedTest::corrected,
            PairedTest::signedRank,
            PairedTest::aulc,
            PairedTest::aulcCorrected);
    values.forEach(value -> csv.number(test.map(value).orElse(OptionalDouble.empty())));
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

package org.querent.experiments.across;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.querent.core.Counted;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.Texts;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.SampleDifference;
import org.querent.experiments.statistics.StrategyChange;

/** How strategies did in two experiments, as lines in columns. */
final class ChangeTable {
  private static final String ROW = "    %-11s %-17s %-17s %-28s %8s %8s";
  private static final String NONE = "–";

  private ChangeTable() {}

  static void add(List<StrategyChange> changes, Axis axis, PlainText lines) {
    lines.line("");
    lines.line(
        String.format(Locale.ROOT, ROW, "", "A", "B", "B − A [95 % interval]", "p", "p, Holm"));
    for (StrategyChange change : changes) {
      lines.line("  " + Texts.label(change.strategy()) + over(change, axis));
      lines.line(row("final RMSE", change.finalRmse()));
      lines.line(row("AULC", change.aulc()));
    }
  }

  private static String over(StrategyChange change, Axis axis) {
    String seeds =
        change.firstSeeds() == change.secondSeeds()
            ? Counted.of(change.firstSeeds(), "seed")
            : Numbers.count(change.firstSeeds())
                + " and "
                + Counted.of(change.secondSeeds(), "seed");
    String queries =
        change.queries().isPresent()
            ? "up to " + axis.amount(change.queries().getAsInt())
            : "each at its end";
    return " (" + seeds + ", " + queries + ")";
  }

  private static String row(String measure, SampleDifference value) {
    return String.format(
            Locale.ROOT,
            ROW,
            measure,
            Numbers.interval(value.first()),
            Numbers.interval(value.second()),
            difference(value.difference(), value.first().mean()),
            p(value.pValue()),
            p(value.corrected()))
        .stripTrailing();
  }

  private static String difference(Interval interval, double like) {
    Bounded difference = Numbers.differences(interval, like);
    return (difference.mean() + " " + difference.bounds()).strip();
  }

  private static String p(OptionalDouble value) {
    return value.isPresent() ? Numbers.pValue(value.getAsDouble()) : NONE;
  }
}

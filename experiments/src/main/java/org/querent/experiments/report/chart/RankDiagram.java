package org.querent.experiments.report.chart;

import java.util.List;
import java.util.Locale;
import org.querent.core.Counted;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.statistics.CriticalDifference;

/**
 * A diagram of critical differences: an axis of mean ranks, strategies hanging from it to both
 * sides, bars that join those which cannot be told apart, and a ruler of the critical difference
 * (Demsar 2006, Statistical comparisons of classifiers over multiple data sets, JMLR 7, figure 1).
 *
 * @param ranks what is shown of it
 */
public record RankDiagram(String name, String title, String subtitle, CriticalDifference ranks)
    implements Figure {
  /** What its files are called. */
  public static final String NAME = "critical-difference";

  /**
   * The diagram of mean ranks over several experiments.
   *
   * @param title of the figure; may hold anything
   */
  public static RankDiagram of(CriticalDifference ranks, String title) {
    String subtitle =
        String.format(
                Locale.ROOT,
                "Mean ranks over %s, 1 is the best; Friedman’s test that all do alike: %s.",
                Counted.of(ranks.experiments(), "experiment"),
                Numbers.p(ranks.pValue()))
            + " Bars join strategies that do not differ significantly (Nemenyi’s test, "
            + Numbers.inPercent("5")
            + ").";
    return new RankDiagram(NAME, title, subtitle, ranks);
  }

  @Override
  public List<String> titles() {
    return ranks.strategies();
  }

  @Override
  public String marks() {
    return "Strategies, the best first";
  }
}

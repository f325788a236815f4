package org.querent.experiments.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;

/** How often each rating is there, as bars of characters. */
final class Histogram {
  /** More different ratings are put together in so many spans. */
  private static final int MOST_BARS = 21;

  private static final int SPANS = 20;
  private static final int WIDTH = 40;

  /** From one eighth of a block to seven. */
  private static final String EIGHTHS = "▏▎▍▌▋▊▉";

  private final boolean unicode;

  /** Bars of Unicode's blocks, in eighths, or of signs that every terminal has. */
  Histogram(boolean unicode) {
    this.unicode = unicode;
  }

  private record Bar(String label, long count) {}

  /** A line for each rating, or for each span of them. */
  List<String> lines(NavigableMap<Double, Integer> counts) {
    List<Bar> bars = counts.size() <= MOST_BARS ? values(counts) : spans(counts);
    long total = bars.stream().mapToLong(Bar::count).sum();
    long most = bars.stream().mapToLong(Bar::count).max().orElse(1);
    int labels = bars.stream().mapToInt(bar -> bar.label().length()).max().orElse(0);
    int digits = String.format(Locale.ROOT, "%,d", most).length();
    return bars.stream()
        .map(
            bar ->
                String.format(
                        Locale.ROOT,
                        "  %" + labels + "s  %," + digits + "d  %5.1f %%  %s",
                        bar.label(),
                        bar.count(),
                        100.0 * bar.count() / total,
                        bar(bar.count(), most))
                    .stripTrailing())
        .toList();
  }

  private static List<Bar> values(NavigableMap<Double, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> new Bar(Amounts.number(entry.getKey()), entry.getValue()))
        .toList();
  }

  /** Spans of equal width; the last has its end. */
  private static List<Bar> spans(NavigableMap<Double, Integer> counts) {
    double min = counts.firstKey();
    double width = (counts.lastKey() - min) / SPANS;
    long[] sums = new long[SPANS];
    for (Map.Entry<Double, Integer> entry : counts.entrySet()) {
      sums[Math.min(SPANS - 1, (int) ((entry.getKey() - min) / width))] += entry.getValue();
    }
    List<Bar> bars = new ArrayList<>();
    for (int span = 0; span < SPANS; span++) {
      String from = Amounts.rounded(min + span * width);
      bars.add(new Bar(from + " to " + Amounts.rounded(min + (span + 1) * width), sums[span]));
    }
    return bars;
  }

  private String bar(long count, long most) {
    int eighths = (int) Math.round(8.0 * WIDTH * count / most);
    // What is there is seen.
    int shown = count > 0 ? Math.max(1, eighths) : 0;
    if (!unicode) {
      return "#".repeat((shown + 7) / 8);
    }
    String rest = shown % 8 == 0 ? "" : EIGHTHS.substring(shown % 8 - 1, shown % 8);
    return "█".repeat(shown / 8) + rest;
  }
}

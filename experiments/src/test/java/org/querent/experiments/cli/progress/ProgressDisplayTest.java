package org.querent.experiments.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private static final String ALL = "100 %  2,000 of 2,000 queries, 0 of 4 runs";

  private final StringWriter printed = new StringWriter();
  private final ProgressDisplay.Lines lines =
      new ProgressDisplay.Lines(4, 2_000, LogLevel.INFO, new PrintWriter(printed, true));

  /** What was printed, up to what depends on the time. */
  private List<String> printed() {
    return printed.toString().lines().map(line -> line.replaceFirst("runs,.*", "runs")).toList();
  }

  @Test
  void what_is_gone_on_with_is_said_in_one_line() {
    lines.goesOn(1, 1_200);
    lines.goesOn(20, 40);
    assertEquals(
        List.of("goes on: 1 of 1,200 runs is complete", "goes on: 20 of 40 runs are complete"),
        printed.toString().lines().toList());
  }

  @Test
  void where_every_run_failed_before_it_asked_nothing_is_called_done() {
    lines.spared(2_000);
    lines.tick();
    lines.close();
    assertEquals(List.of(), printed());
  }

  @Test
  void the_end_is_printed_once_and_only_when_all_is_asked() {
    lines.asked(1_999);
    lines.tick();
    assertEquals(List.of(" 99 %  1,999 of 2,000 queries, 0 of 4 runs"), printed());
    lines.asked(1);
    lines.tick();
    lines.reporting();
    lines.close();
    assertEquals(
        List.of(" 99 %  1,999 of 2,000 queries, 0 of 4 runs", ALL, "writing the report"),
        printed());
  }
}

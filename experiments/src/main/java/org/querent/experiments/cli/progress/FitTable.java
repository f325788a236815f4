package org.querent.experiments.cli.progress;

import java.io.PrintWriter;
import java.util.Locale;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.training.FitResult;

/** Prints what fits have reached as a table in Markdown, a row as soon as it is known. */
public final class FitTable {
  private final PrintWriter out;

  /**
   * Prints the head.
   *
   * @param first the head of the first column, which says what the rows are
   */
  public FitTable(PrintWriter out, String first) {
    this.out = out;
    out.println("| " + first + " | RMSE | MAE | NLL | 90 % interval covers | seconds a fit |");
    out.println("|---|---|---|---|---|---|");
  }

  /** Prints a row. */
  public void row(String name, FitResult fit) {
    out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %.4f | %.1f %% | %.2f |%n",
        name,
        Numbers.rating(fit.accuracy().rmse()),
        Numbers.rating(fit.accuracy().mae()),
        fit.accuracy().nll(),
        100 * fit.accuracy().coverage90(),
        fit.seconds());
    out.flush();
  }
}

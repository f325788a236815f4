package org.querent.experiments.cli.progress;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.querent.experiments.training.Epoch;

/** A line per epoch and, on a terminal, a bar below the lines. Not thread-safe. */
public final class EpochDisplay implements Consumer<Epoch>, AutoCloseable {
  private static final String ROW = "%6s %14s %14s %12s %11s %9s %10s %7s %8s%n";

  private final PrintWriter out;
  private final @Nullable ProgressBar bar;
  private final long start = System.nanoTime();
  private boolean headed;

  /**
   * Shows nothing before the first epoch.
   *
   * @param epochs how many there are at most
   */
  public EpochDisplay(int epochs, PrintWriter out) {
    this.out = out;
    bar =
        System.console() == null
            ? null
            : new ProgressBarBuilder()
                .setTaskName("epochs")
                .setInitialMax(epochs)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .showSpeed()
                .build();
  }

  @Override
  public void accept(Epoch epoch) {
    if (bar != null) {
      bar.stepTo(epoch.number());
      // The line takes the place of the bar, which is drawn again below it.
      out.print("\r\u001b[K");
    }
    if (!headed) {
      headed = true;
      out.printf(
          Locale.ROOT,
          ROW,
          "epoch",
          "bound",
          "likelihood",
          "divergence",
          "hyperprior",
          "train",
          "validation",
          "noise",
          "seconds");
    }
    out.printf(
        Locale.ROOT,
        ROW,
        epoch.number(),
        String.format(Locale.ROOT, "%.2f", epoch.bound().total()),
        String.format(Locale.ROOT, "%.2f", epoch.bound().expectedLogLikelihood()),
        String.format(Locale.ROOT, "%.2f", epoch.bound().divergence()),
        String.format(Locale.ROOT, "%.2f", epoch.bound().logHyperprior()),
        rmse(epoch.trainRmse()),
        rmse(epoch.validationRmse()),
        String.format(Locale.ROOT, "%.4g", epoch.noise()),
        String.format(Locale.ROOT, "%.2f", (System.nanoTime() - start) / 1e9));
  }

  private static String rmse(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.5g", value.getAsDouble()) : "-";
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

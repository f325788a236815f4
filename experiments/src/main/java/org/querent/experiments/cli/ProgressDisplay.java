package org.querent.experiments.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.querent.experiments.run.Experiment.Plan;
import org.querent.experiments.run.Progress;

/** Shows how far an experiment is: a bar on a terminal, a line every few seconds elsewhere. */
abstract class ProgressDisplay implements Progress {
  private final AtomicLong asked = new AtomicLong();
  private final AtomicInteger completed = new AtomicInteger();

  static ProgressDisplay of(Plan plan, LogLevel level, PrintWriter out) {
    int runs = plan.spec().runs();
    long queries = runs * plan.queries();
    if (!level.says(LogLevel.INFO)) {
      return new Silent(level, out);
    }
    return System.console() == null
        ? new Lines(runs, queries, level, out)
        : new Bar(queries, level, out);
  }

  private final LogLevel level;
  final PrintWriter out;

  ProgressDisplay(LogLevel level, PrintWriter out) {
    this.level = level;
    this.out = out;
  }

  @Override
  public void asked(long queries) {
    asked.addAndGet(queries);
  }

  @Override
  public final void noted(String message) {
    say(LogLevel.WARN, message);
  }

  private void say(LogLevel how, String message) {
    if (level.says(how)) {
      out.println("querent: " + message);
      out.flush();
    }
  }

  @Override
  public void completed(String run) {
    completed.incrementAndGet();
    say(LogLevel.DEBUG, "completed " + run);
  }

  final long asked() {
    return asked.get();
  }

  final int completed() {
    return completed.get();
  }

  /** Nothing but what has to be said. */
  private static final class Silent extends ProgressDisplay {
    Silent(LogLevel level, PrintWriter out) {
      super(level, out);
    }

    @Override
    public void close() {}
  }

  /** A bar with rate and time left. */
  private static final class Bar extends ProgressDisplay {
    private final ProgressBar bar;

    Bar(long queries, LogLevel level, PrintWriter out) {
      super(level, out);
      bar =
          new ProgressBarBuilder()
              .setTaskName("queries")
              .setInitialMax(queries)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .showSpeed()
              .build();
    }

    @Override
    public void asked(long queries) {
      bar.stepBy(queries);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** Plain lines for logs and pipes. */
  private static final class Lines extends ProgressDisplay {
    private static final int SECONDS = 2;

    private final int runs;
    private final long queries;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });

    Lines(int runs, long queries, LogLevel level, PrintWriter out) {
      super(level, out);
      this.runs = runs;
      this.queries = queries;
      timer.scheduleAtFixedRate(this::print, 1, SECONDS, TimeUnit.SECONDS);
    }

    private void print() {
      double seconds = (System.nanoTime() - start) / 1e9;
      double rate = asked() / seconds;
      out.printf(
          "%3.0f %%  %,d of %,d queries, %d of %d runs, %,.0f queries/s, %s left%n",
          100.0 * asked() / queries,
          asked(),
          queries,
          completed(),
          runs,
          rate,
          rate > 0 ? format((queries - asked()) / rate) : "?");
      out.flush();
    }

    private static String format(double seconds) {
      Duration left = Duration.ofSeconds(Math.round(seconds));
      return left.toHours() > 0
          ? "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart())
          : "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
    }

    @Override
    public void close() {
      timer.shutdownNow();
      print();
    }
  }
}

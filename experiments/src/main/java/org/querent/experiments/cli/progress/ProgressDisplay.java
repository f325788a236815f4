package org.querent.experiments.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.querent.core.Counted;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Progress;

/** Shows how far an experiment is: a bar on a terminal, a line every few seconds elsewhere. */
public abstract class ProgressDisplay implements Progress {
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong spared = new AtomicLong();
  private final AtomicInteger completed = new AtomicInteger();

  /**
   * A display for an experiment: a bar where there is a terminal, lines elsewhere, notes alone
   * below {@link LogLevel#INFO}.
   */
  public static ProgressDisplay of(Plan plan, LogLevel level, PrintWriter out) {
    int runs = plan.spec().runs();
    long queries = runs * plan.queries();
    if (!level.says(LogLevel.INFO)) {
      return new Silent(queries, level, out);
    }
    return System.console() == null
        ? new Lines(runs, queries, level, out)
        : new Bar(queries, level, out);
  }

  private final long queries;
  private final LogLevel level;
  private final long start = System.nanoTime();
  final PrintWriter out;

  ProgressDisplay(long queries, LogLevel level, PrintWriter out) {
    this.queries = queries;
    this.level = level;
    this.out = out;
  }

  @Override
  public void asked(long queries) {
    done.addAndGet(queries);
  }

  @Override
  public void kept(long queries) {
    kept.addAndGet(queries);
    asked(queries);
  }

  @Override
  public void spared(long queries) {
    spared.addAndGet(queries);
  }

  @Override
  public void goesOn(long complete, long runs) {
    if (level.says(LogLevel.INFO)) {
      out.println(
          String.format(
              Locale.ROOT,
              "goes on: %,d of %s %s complete",
              complete,
              Counted.of(runs, "run"),
              Counted.are(complete)));
    }
  }

  @Override
  public void reporting() {
    close();
    if (level.says(LogLevel.INFO)) {
      out.println("writing the report");
    }
  }

  @Override
  public final void noted(String message) {
    say(LogLevel.WARN, message);
  }

  private void say(LogLevel how, String message) {
    if (level.says(how)) {
      out.println("querent: " + message);
    }
  }

  @Override
  public void completed(String run) {
    completed.incrementAndGet();
    say(LogLevel.DEBUG, "completed " + run);
  }

  /** The number of queries that are asked, be it before. */
  final long done() {
    return done.get();
  }

  /** The number of queries that are still to be asked. */
  final long left() {
    return queries - spared.get() - done.get();
  }

  /** Queries a second that were asked here. */
  final double rate() {
    return (done.get() - kept.get()) / ((System.nanoTime() - start) / 1e9);
  }

  /** The time that is left at this speed; empty before the first query. */
  final Optional<Duration> timeLeft() {
    double seconds = left() == 0 ? 0 : left() / rate();
    return Double.isFinite(seconds)
        ? Optional.of(Duration.ofSeconds(Math.round(seconds)))
        : Optional.empty();
  }

  final int completed() {
    return completed.get();
  }

  /** Nothing but what has to be said. */
  private static final class Silent extends ProgressDisplay {
    Silent(long queries, LogLevel level, PrintWriter out) {
      super(queries, level, out);
    }

    @Override
    public void close() {}
  }

  /** A bar with rate and time left. */
  private static final class Bar extends ProgressDisplay {
    private static final long NANOS_BETWEEN = 500_000_000;

    private final ProgressBar bar;
    private final AtomicLong told = new AtomicLong(System.nanoTime());

    Bar(long queries, LogLevel level, PrintWriter out) {
      super(queries, level, out);
      bar =
          new ProgressBarBuilder()
              .setTaskName("queries")
              .setInitialMax(queries)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setEtaFunction(state -> timeLeft())
              .build();
    }

    @Override
    public void asked(long queries) {
      super.asked(queries);
      bar.stepTo(done());
      long now = System.nanoTime();
      long before = told.get();
      if (now - before >= NANOS_BETWEEN && told.compareAndSet(before, now)) {
        bar.setExtraMessage(String.format(Locale.ROOT, " %,.0f queries/s", rate()));
      }
    }

    @Override
    public void spared(long queries) {
      super.spared(queries);
      bar.maxHint(done() + left());
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** Plain lines for logs and pipes. */
  static final class Lines extends ProgressDisplay {
    private static final int SECONDS = 2;

    private final int runs;
    private final ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });

    Lines(int runs, long queries, LogLevel level, PrintWriter out) {
      super(queries, level, out);
      this.runs = runs;
      timer.scheduleAtFixedRate(this::tick, 1, SECONDS, TimeUnit.SECONDS);
    }

    /** Not what is printed in the end anyway. */
    void tick() {
      if (left() > 0) {
        print();
      }
    }

    /** Nothing where every run failed before it asked anything: that is not 100 %. */
    private void print() {
      long all = done() + left();
      if (all == 0) {
        return;
      }
      out.printf(
          Locale.ROOT,
          "%3d %%  %,d of %s, %,d of %s, %,.0f queries/s, %s left%n",
          // Down, so that 100 % are all.
          100 * done() / all,
          done(),
          Counted.of(all, "query"),
          completed(),
          Counted.of(runs, "run"),
          rate(),
          timeLeft().map(Lines::format).orElse("?"));
    }

    private static String format(Duration left) {
      return left.toHours() > 0
          ? String.format(
              Locale.ROOT,
              "%d:%02d:%02d",
              left.toHours(),
              left.toMinutesPart(),
              left.toSecondsPart())
          : String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
    }

    @Override
    public void close() {
      if (!timer.isShutdown()) {
        timer.shutdownNow();
        print();
      }
    }
  }
}

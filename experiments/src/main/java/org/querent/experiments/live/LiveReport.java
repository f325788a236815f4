package org.querent.experiments.live;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.querent.core.UserException;
import org.querent.experiments.live.ExperimentWatch.Look;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.page.LivePage;

/**
 * Serves the report of an experiment while others play it, until it is closed. Statistics are made
 * anew in one thread when a curve has changed, never for a request. Safe for use by many threads.
 */
public final class LiveReport implements AutoCloseable {
  private static final long LOOK_MILLIS = 1_000;

  /** The part of a core that making pages may take: one in so many. */
  private static final int SPARING = 3;

  /** The first page takes long, as nothing is compiled yet; the second is not to wait for that. */
  private static final long MOST_SPARING_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ExperimentWatch watch;
  private final AtomicReference<Snapshot> snapshot;
  private final LiveServer server;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "look");
            thread.setDaemon(true);
            return thread;
          });

  // Of the thread that looks.
  private final TimeLeft timeLeft = new TimeLeft();
  private long version;
  private boolean shown;
  private long changes;
  private long notBefore = System.nanoTime();
  private Optional<Look> last = Optional.empty();
  private Optional<Instant> changed = Optional.empty();

  private LiveReport(ExperimentWatch watch, Look look, int port) {
    this.watch = watch;
    last = Optional.of(look);
    snapshot =
        new AtomicReference<>(
            new Snapshot(LivePage.waiting(watch.name(), 0), state(look, Optional.empty())));
    server = LiveServer.start(port, snapshot::get);
  }

  /**
   * Begins to serve.
   *
   * @param port at which; 0 for any that is free
   * @throws org.querent.experiments.ExperimentException if the folder cannot be read or the port is
   *     not to be had
   */
  public static LiveReport start(ExperimentWatch watch, int port) {
    LiveReport report = new LiveReport(watch, watch.look(), port);
    report.looking.scheduleWithFixedDelay(report::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return report;
  }

  /** Where the page is; whoever knows this can read it on this machine, and nobody else. */
  public String url() {
    return server.url();
  }

  /** Never throws, as it would not be called again then; what fails is told on the page. */
  private void look() {
    try {
      Look look = watch.look();
      if (!last.equals(Optional.of(look))) {
        changed = Optional.of(Instant.now());
        last = Optional.of(look);
      }
      look.left().ifPresent(left -> timeLeft.note(System.nanoTime() / 1e9, left));
      if (look.changes() != changes && (look.ended() || System.nanoTime() >= notBefore)) {
        show(look);
      }
      snapshot.updateAndGet(old -> old.with(state(look, watch.damage())));
    } catch (UserException e) {
      fail(e.getMessage());
    } catch (RuntimeException e) {
      fail("this is a bug: " + e);
    }
  }

  private void show(Look look) {
    long before = System.nanoTime();
    Optional<ReportContent> content = watch.content();
    LivePage page =
        content.isPresent()
            ? LivePage.of(content.get(), version + 1, !look.unfinished().isEmpty())
            : LivePage.waiting(watch.name(), version + 1);
    version++;
    shown = content.isPresent();
    changes = look.changes();
    snapshot.set(new Snapshot(page, state(look, Optional.empty())));
    long now = System.nanoTime();
    notBefore = now + Math.min(SPARING * (now - before), MOST_SPARING_NANOS);
  }

  private void fail(String trouble) {
    last.ifPresent(
        look -> snapshot.updateAndGet(old -> old.with(state(look, Optional.of(trouble)))));
  }

  private byte[] state(Look look, Optional<String> trouble) {
    OptionalDouble seconds = look.ended() ? OptionalDouble.empty() : timeLeft.seconds();
    return new LiveState(version, look, shown, seconds, changed, trouble).json();
  }

  /** Serves no more. */
  @Override
  public void close() {
    looking.shutdownNow();
    server.close();
  }
}

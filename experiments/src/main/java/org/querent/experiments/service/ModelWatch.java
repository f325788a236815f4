package org.querent.experiments.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.querent.core.UserException;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.AskedBy;

/**
 * Looks again and again whether a model's file was replaced, or is to take answers in, and lets the
 * new one ask from then on. One that cannot be read or made is told of, and the old one goes on.
 */
final class ModelWatch implements AutoCloseable {
  private static final int SECONDS = 2;
  private static final double MILLIS = 1e3;

  /** An epoch, after which a training looks whether it is to go on, may take as long. */
  private static final int PATIENCE_SECONDS = 10;

  /** What tells a file from the one before it in its place. */
  private record Stamp(Object key, long size, long modified) {
    static Optional<Stamp> of(Path file) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = Optional.ofNullable(found.fileKey()).orElse("");
        return Optional.of(new Stamp(key, found.size(), found.lastModifiedTime().toMillis()));
      } catch (IOException e) {
        // Whoever replaces it may have taken the old one away; it is looked for again.
        return Optional.empty();
      }
    }
  }

  private final Path file;
  private final AskedBy strategies;
  private final Refits refits;
  private final Metrics metrics;
  private final PrintWriter err;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "model watch");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
          });
  private final ModelPool models;
  private Optional<Stamp> seen;

  private ModelWatch(
      Path file, AskedBy strategies, int size, Refits refits, Metrics metrics, PrintWriter err) {
    this.file = file;
    this.strategies = strategies;
    this.refits = refits;
    this.metrics = metrics;
    this.err = err;
    // Looked at before it is read: what is replaced meanwhile is read twice rather than never.
    seen = Stamp.of(file);
    models = new ModelPool(size, this::read);
    asks();
  }

  /**
   * Begins to look.
   *
   * @param size of the pool of models
   * @param refits takes the answers in
   * @param metrics hears how old the model is that asks
   * @param err where it tells of models, and of what it cannot read
   */
  static ModelWatch start(
      Path file, AskedBy strategies, int size, Refits refits, Metrics metrics, PrintWriter err) {
    ModelWatch watch = new ModelWatch(file, strategies, size, refits, metrics, err);
    watch.clock.scheduleWithFixedDelay(watch::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    return watch;
  }

  private AskModel read() {
    return AskModel.read(refits.newest(), strategies);
  }

  private void asks() {
    refits.begin(models.common());
    long modified = Stamp.of(refits.newest()).map(Stamp::modified).orElse(0L);
    metrics.set(Quantity.MODEL_TIME, modified / MILLIS);
  }

  private void look() {
    Optional<Stamp> now = Stamp.of(file);
    boolean isReplaced = now.isPresent() && !now.equals(seen);
    if (!isReplaced && !refits.areDue()) {
      return;
    }
    seen = isReplaced ? now : seen;
    String done =
        isReplaced
            ? file + " was replaced; the new model asks now"
            : "a model that has learned the answers too asks now; " + file + " is as it was";
    String failed =
        isReplaced
            ? file + " was replaced, but the old model goes on: "
            : "the answers could not be learned, the old model goes on: ";
    refits.change();
    try {
      if (isReplaced || refits.refit()) {
        models.swap(this::read);
        asks();
        tell(done);
      }
    } catch (UserException e) {
      tell(failed + e.getMessage());
    } catch (OutOfMemoryError e) {
      tell(
          failed + "there is not enough memory for another; start it with more, or fewer --models");
    } catch (CancellationException e) {
      // The service ends, and another goes on from the answers.
    } finally {
      refits.settle();
    }
  }

  private void tell(String message) {
    err.println("querent: " + message);
    err.flush();
  }

  /** The models that ask. */
  ModelPool models() {
    return models;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      clock.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

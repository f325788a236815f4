package org.querent.experiments.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.querent.core.UserException;
import org.querent.experiments.ask.AskModel;

/**
 * Looks again and again whether a model's file was replaced, and lets the new one ask from then on.
 * One that cannot be read is told of, and the old one goes on.
 */
final class ModelWatch implements AutoCloseable {
  private static final int SECONDS = 2;

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
  private final Supplier<AskModel> model;
  private final ModelPool models;
  private final PrintWriter err;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "model watch");
            thread.setDaemon(true);
            return thread;
          });
  private Optional<Stamp> seen;

  private ModelWatch(
      Path file,
      Supplier<AskModel> model,
      ModelPool models,
      Optional<Stamp> seen,
      PrintWriter err) {
    this.file = file;
    this.model = model;
    this.models = models;
    this.seen = seen;
    this.err = err;
  }

  /**
   * Begins to look.
   *
   * @param model reads the file
   * @param size of the pool that is made from it
   * @param err where it tells of what it cannot read
   */
  static ModelWatch start(Path file, Supplier<AskModel> model, int size, PrintWriter err) {
    // Looked at before it is read: what is replaced meanwhile is read twice rather than never.
    Optional<Stamp> seen = Stamp.of(file);
    ModelWatch watch = new ModelWatch(file, model, new ModelPool(size, model), seen, err);
    watch.clock.scheduleWithFixedDelay(watch::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    return watch;
  }

  private void look() {
    Optional<Stamp> now = Stamp.of(file);
    if (now.isEmpty() || now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      models.swap(model);
      err.println("querent: " + file + " was replaced; the new model asks now");
    } catch (UserException e) {
      err.println("querent: " + file + " was replaced; the old model goes on: " + e.getMessage());
    }
    err.flush();
  }

  /** The models that ask. */
  ModelPool models() {
    return models;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}

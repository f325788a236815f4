package org.querent.experiments.service;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.Refit;

/**
 * Takes the answers into the model after every so many. The model that was trained stays as it is;
 * what is made of it and the answers lies beside these, in a file named by the model's sum, which
 * is written as a whole. So one process at a time writes it, that which has the folder; one that is
 * killed leaves the file of before, and a model that is replaced begins anew. Answers are counted
 * by any threads; all else is one thread's.
 */
final class Refits {
  private static final String NAME = "refit-";
  private static final String ENDING = ".querent";
  private static final int DIGITS = 16;
  private static final double NANOS = 1e9;

  private final Path model;
  private final AnswerFolder answers;
  private final int every;
  private final Metrics metrics;
  private final Consumer<String> damaged;

  /** Those that the model that asks was not fitted to. */
  private final AtomicInteger fresh = new AtomicInteger();

  /**
   * What keeps a model up to date.
   *
   * @param model as it was trained
   * @param every so many answers; 0 for never
   * @param damaged gets a message for each file of answers that cannot be read, and is left out
   */
  Refits(Path model, AnswerFolder answers, int every, Metrics metrics, Consumer<String> damaged) {
    this.model = model;
    this.answers = answers;
    this.every = every;
    this.metrics = metrics;
    this.damaged = damaged;
  }

  /** An answer was given or changed. */
  void answered() {
    count(1);
  }

  /** Answers were deleted that the model that asks was fitted to: it is not to keep them. */
  void deleted() {
    count(every);
  }

  private void count(int more) {
    if (every > 0) {
      metrics.set(Quantity.FRESH_ANSWERS, fresh.addAndGet(more));
    }
  }

  /** Another model asks from now on. */
  void begin(AskModel asks) {
    if (every > 0) {
      fresh.set(asks.fresh(answers, damaged));
      metrics.set(Quantity.FRESH_ANSWERS, fresh.get());
    }
  }

  /** The file of the model that is to ask. */
  Path newest() {
    Path refit = every == 0 ? model : file();
    return Files.exists(refit) ? refit : model;
  }

  private Path file() {
    return answers.path().resolve(NAME + AskModel.sum(model).substring(0, DIGITS) + ENDING);
  }

  /** Whether there are enough answers. */
  boolean areDue() {
    return every > 0 && fresh.get() >= every;
  }

  /**
   * Makes the model anew. Whether or not that succeeds, it is due again after as many answers.
   *
   * @throws org.querent.core.UserException if it cannot be made
   * @throws CancellationException if the thread is interrupted
   */
  void refit() {
    long start = System.nanoTime();
    fresh.set(0);
    metrics.add(Quantity.REFITS, 1);
    Path file = file();
    Refit.train(model, answers, damaged, epoch -> requireGoingOn()).write(file);
    deleteOlder(file);
    metrics.add(Quantity.REFIT_SECONDS, (System.nanoTime() - start) / NANOS);
  }

  private static void requireGoingOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
  }

  /** What was made of another model is of no use any more, and holds answers. */
  private void deleteOlder(Path file) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(answers.path(), NAME + "*" + ENDING)) {
      for (Path older : files) {
        if (!older.equals(file)) {
          Files.delete(older);
        }
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot delete an older model in " + answers.path(), e);
    }
  }
}

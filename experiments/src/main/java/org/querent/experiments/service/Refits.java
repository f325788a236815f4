package org.querent.experiments.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.ModelGap;
import org.querent.experiments.ask.Refit;
import org.querent.experiments.ask.RefitFiles;

/**
 * Takes the answers into the model after every so many. The model that was trained stays as it is;
 * what is made of it and the answers lies beside these, in a file that is written as a whole. So
 * one process at a time writes it, that which has the folder; one that is killed leaves the file of
 * before, and a model that is replaced begins anew. Answers are counted and deleted by any threads;
 * all else is one thread's.
 *
 * <p>No file holds what somebody has deleted: it goes before they are told so, and what was made
 * meanwhile is compared with what people say before it is written.
 */
final class Refits {
  private static final double NANOS = 1e9;

  private final Path model;
  private final AnswerFolder answers;
  private final RefitFiles files;
  private final int every;
  private final Metrics metrics;
  private final Consumer<String> told;

  private boolean isChanging;

  /** Whether the model that asks was fitted to what nobody says any more. */
  private volatile boolean isStale;

  /** Whether a file may have ratings of somebody; of those that lie there nothing else is known. */
  private Predicate<String> learned = user -> true;

  /** Those that the model that asks was not fitted to. */
  private final AtomicInteger fresh = new AtomicInteger();

  /**
   * What keeps a model up to date. Removes files that a process which was killed has left, and
   * those that were fitted to what nobody says any more.
   *
   * @param model as it was trained
   * @param every so many answers; 0 for never
   * @param told gets a message for each file of answers that cannot be read, and is left out, and
   *     for each that is removed
   * @throws org.querent.core.UserException if the model or the folder cannot be read
   */
  Refits(Path model, AnswerFolder answers, int every, Metrics metrics, Consumer<String> told) {
    this.model = model;
    this.answers = answers;
    this.every = every;
    this.metrics = metrics;
    this.told = told;
    files = new RefitFiles(answers);
    files.deletePartial();
    isStale = files.sweep(model, told);
  }

  /** A rating was given, changed or taken back. */
  void answered() {
    if (every > 0) {
      metrics.set(Quantity.FRESH_ANSWERS, fresh.incrementAndGet());
    }
  }

  /**
   * The answers of somebody were deleted. When this returns no file of a model has them, and if one
   * had, a refit is due.
   */
  synchronized void deleted(String user) {
    if (learned.test(user)) {
      forget();
    }
  }

  private void forget() {
    files.deleteAllBut(Optional.empty());
    learned = user -> false;
    isStale = true;
  }

  /** Another model is made or read from now on, until {@link #settle}. */
  synchronized void change() {
    isChanging = true;
  }

  /** No model is made nor read any more. */
  synchronized void settle() {
    isChanging = false;
  }

  /** Whether another model is about to ask. */
  synchronized boolean isAtWork() {
    return isChanging || areDue();
  }

  /**
   * Another model asks from now on. How far it is from what was said, changed and deleted while it
   * was made or nobody served, nothing but the answers themselves tells.
   */
  synchronized void begin(AskModel asks) {
    if (every > 0) {
      ModelGap gap = ModelGap.of(model, asks, answers, told);
      fresh.set(gap.fresh());
      metrics.set(Quantity.FRESH_ANSWERS, gap.fresh());
      // What was made of another model is of no use any more, and holds answers.
      files.deleteAllBut(Optional.of(files.of(model)));
      learned = user -> asks.knows(user, List.of());
      if (gap.gone() > 0) {
        forget();
      }
    }
  }

  /** The file of the model that is to ask. */
  Path newest() {
    Path refit = every == 0 ? model : files.of(model);
    return Files.exists(refit) ? refit : model;
  }

  /** Whether there are enough answers, or some that nobody gives any more. */
  boolean areDue() {
    return every > 0 && (isStale || fresh.get() >= every);
  }

  /**
   * Makes the model anew. Whether or not that succeeds, it is due again after as many answers; at
   * once if what it learned was deleted meanwhile.
   *
   * @return whether it is there now
   * @throws org.querent.core.UserException if it cannot be made
   * @throws CancellationException if the thread is interrupted
   */
  boolean refit() {
    long start = System.nanoTime();
    fresh.set(0);
    isStale = false;
    Refit made = Refit.train(model, answers, told, epoch -> requireGoingOn());
    boolean isKept = keep(made);
    if (isKept) {
      metrics.add(Quantity.REFITS, 1);
      metrics.add(Quantity.REFIT_SECONDS, (System.nanoTime() - start) / NANOS);
    }
    return isKept;
  }

  /** Who deletes what they said after the comparison waits until it is there to be deleted. */
  private synchronized boolean keep(Refit made) {
    if (made.gap(answers, told).gone() > 0) {
      isStale = true;
      return false;
    }
    made.archive().writeForOwner(files.of(model));
    learned = user -> made.fitted().userIds().indexOf(user).isPresent();
    return true;
  }

  private static void requireGoingOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
  }
}

package org.querent.experiments.service;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.ModelGap;
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

  /** Who deleted their answers while another model is made, which may have learned them. */
  private final Set<String> gone = new HashSet<>();

  private boolean isChanging;

  /** Whether the model that asks was fitted to what nobody says any more. */
  private volatile boolean isStale;

  /** Whether models may be there that were made before; they are of use where there are refits. */
  private boolean isLeft = true;

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

  /** A rating was given, changed or taken back. */
  void answered() {
    if (every > 0) {
      metrics.set(Quantity.FRESH_ANSWERS, fresh.incrementAndGet());
    }
  }

  /**
   * Somebody's answers were deleted. No model that was fitted to them is to keep them: its file is
   * deleted at once, so that none that is started later asks with it, and a refit is due. While
   * another model is made or read, which may have learned them, that is left to {@link #settle}.
   *
   * @param isKnown whether the model that asks has ratings of somebody
   */
  synchronized void deleted(String user, Predicate<String> isKnown) {
    if (isChanging) {
      gone.add(user);
    } else if (every == 0 ? isLeft : isKnown.test(user)) {
      forget();
    }
  }

  private void forget() {
    deleteOthers(Optional.empty());
    isLeft = false;
    isStale = true;
  }

  /** Another model is made or read from now on, until {@link #settle}. */
  synchronized void change() {
    isChanging = true;
  }

  /**
   * No model is made nor read any more.
   *
   * @param isKnown whether the model that asks now has ratings of somebody
   */
  synchronized void settle(Predicate<String> isKnown) {
    isChanging = false;
    if (gone.stream().anyMatch(isKnown)) {
      forget();
    }
    gone.clear();
  }

  /** Whether another model is about to ask. */
  synchronized boolean isAtWork() {
    return isChanging || areDue();
  }

  /**
   * Another model asks from now on. Of what was said, changed and deleted while it was made or
   * nobody served, nothing but the answers themselves tells.
   */
  synchronized void begin(AskModel asks) {
    if (every > 0) {
      ModelGap gap = ModelGap.of(model, asks, answers, damaged);
      fresh.set(gap.fresh());
      metrics.set(Quantity.FRESH_ANSWERS, gap.fresh());
      if (gap.gone() > 0) {
        forget();
      }
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

  /** Whether there are enough answers, or some that nobody gives any more. */
  boolean areDue() {
    return every > 0 && (isStale || fresh.get() >= every);
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
    isStale = false;
    metrics.add(Quantity.REFITS, 1);
    Path file = file();
    Refit.train(model, answers, damaged, epoch -> requireGoingOn()).writeForOwner(file);
    // What was made of another model is of no use any more, and holds answers.
    deleteOthers(Optional.of(file));
    metrics.add(Quantity.REFIT_SECONDS, (System.nanoTime() - start) / NANOS);
  }

  private static void requireGoingOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
  }

  private void deleteOthers(Optional<Path> kept) {
    try (DirectoryStream<Path> files = made()) {
      for (Path other : files) {
        if (!kept.equals(Optional.of(other))) {
          Files.delete(other);
        }
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot delete an older model in " + answers.path(), e);
    }
  }

  private DirectoryStream<Path> made() throws IOException {
    return Files.newDirectoryStream(answers.path(), NAME + "*" + ENDING);
  }
}

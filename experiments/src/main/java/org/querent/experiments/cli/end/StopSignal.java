package org.querent.experiments.cli.end;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets work end in good order when the process is told to stop, by Ctrl-C or SIGTERM. */
public final class StopSignal {
  private static final int PATIENCE_SECONDS = 20;

  private StopSignal() {}

  /**
   * Does some work. When the process is told to stop meanwhile, this thread is interrupted, and the
   * process waits until it is done.
   *
   * @param <T> what the work results in
   * @param err where it is said
   * @param message what to say then
   * @param work what is done
   */
  public static <T> T heeded(PrintWriter err, String message, Supplier<T> work) {
    Thread worker = Thread.currentThread();
    CountDownLatch done = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(worker, done, err, message), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      done.countDown();
      forget(hook);
    }
  }

  private static void stop(Thread worker, CountDownLatch done, PrintWriter err, String message) {
    if (ExitGuard.caller().isPresent()) {
      // Nobody asked for good order, and the work may wait for who called.
      return;
    }
    err.println("\nquerent: " + message);
    worker.interrupt();
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process stops, and the hook runs: nothing is left to remove.
    }
  }
}

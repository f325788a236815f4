package org.querent.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share the rows of a pass. Which thread does what is left to chance; what is summed,
 * and in which order, depends on the chunks only, which do not depend on the number of threads.
 */
final class Workers {
  private static final int CHUNKS = 64;

  private final int threads;
  private final ExecutorService helpers;

  /** Does a chunk of rows; worker is below {@link #count()} and of no other thread just now. */
  interface Task {
    void run(int chunk, int from, int to, int worker);
  }

  Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.threads = threads;
    this.helpers = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, Workers::daemon);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "querent-worker");
    thread.setDaemon(true);
    return thread;
  }

  /** The number of threads, the caller's included. */
  int count() {
    return threads;
  }

  /** The number of chunks of so many rows. */
  static int chunks(int rows) {
    return Math.min(CHUNKS, rows);
  }

  /** Runs a task over all rows and waits for it. */
  void run(int rows, Task task) {
    int chunks = chunks(rows);
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int worker = 1; worker < Math.min(threads, chunks); worker++) {
      int id = worker;
      running.add(helpers.submit(() -> drain(rows, chunks, next, task, id)));
    }
    drain(rows, chunks, next, task, 0);
    running.forEach(Workers::await);
  }

  private static void drain(int rows, int chunks, AtomicInteger next, Task task, int worker) {
    for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
      int from = (int) ((long) rows * chunk / chunks);
      int to = (int) ((long) rows * (chunk + 1) / chunks);
      task.run(chunk, from, to, worker);
    }
  }

  private static void await(Future<?> task) {
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fitting a model", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed: " + e.getCause(), e.getCause());
    }
  }
}

package org.querent.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;

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

  /**
   * Runs a task over all rows and waits for it. Every thread begins with a part of its own, always
   * the same, whose numbers its cache may still hold, and then helps the others.
   */
  void run(int rows, Task task) {
    int chunks = chunks(rows);
    int parts = Math.min(threads, chunks);
    AtomicIntegerArray next = new AtomicIntegerArray(Math.max(1, parts));
    for (int part = 0; part < parts; part++) {
      next.set(part, start(part, parts, chunks));
    }
    List<Future<?>> running = new ArrayList<>();
    for (int worker = 1; worker < parts; worker++) {
      int id = worker;
      running.add(helpers.submit(() -> drain(rows, chunks, parts, next, task, id)));
    }
    drain(rows, chunks, parts, next, task, 0);
    running.forEach(Workers::await);
  }

  private static int start(int part, int parts, int of) {
    return (int) ((long) of * part / parts);
  }

  private static void drain(
      int rows, int chunks, int parts, AtomicIntegerArray next, Task task, int worker) {
    for (int n = 0; n < parts; n++) {
      int part = (worker + n) % parts;
      int end = start(part + 1, parts, chunks);
      for (int chunk = next.getAndIncrement(part);
          chunk < end;
          chunk = next.getAndIncrement(part)) {
        int from = start(chunk, chunks, rows);
        int to = start(chunk + 1, chunks, rows);
        task.run(chunk, from, to, worker);
      }
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

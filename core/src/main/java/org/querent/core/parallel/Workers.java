package org.querent.core.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the rows of a pass. Which thread does what is left to chance; what is summed,
 * and in which order, depends on the chunks only, which do not depend on the number of threads.
 */
public final class Workers {
  private static final int CHUNKS = 64;

  private final int threads;
  private final Executor helpers;

  /** What is done with all rows, a chunk at a time. */
  public interface Task {
    /**
     * Does the rows from {@code from} on to before {@code to}.
     *
     * @param chunk its number, from 0
     * @param worker below {@link #count()}, and of no other thread just now
     */
    void run(int chunk, int from, int to, int worker);
  }

  /** So many threads, the one that calls included; the others end with the program. */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.threads = threads;
    this.helpers =
        threads == 1 ? Runnable::run : Executors.newFixedThreadPool(threads - 1, Workers::daemon);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "querent-worker");
    thread.setDaemon(true);
    return thread;
  }

  /** The number of threads, the caller's included. */
  public int count() {
    return threads;
  }

  /** The number of chunks of so many rows. */
  public static int chunks(int rows) {
    return Math.min(CHUNKS, rows);
  }

  /**
   * Runs a task over all rows and waits for all threads that share it, whatever any of them throws.
   * Every thread begins with a part of its own, always the same, whose numbers its cache may still
   * hold, and then helps the others.
   *
   * <p>What comes out of a task that throws is what the lowest chunk threw, on whichever thread,
   * and chunks below that one have been run. An interrupt is kept for the caller: no pass is left
   * in the middle.
   */
  public void run(int rows, Task task) {
    Pass pass = new Pass(rows, threads, task);
    List<CompletableFuture<Void>> running = new ArrayList<>();
    try {
      for (int worker = 1; worker < pass.parts; worker++) {
        int id = worker;
        running.add(CompletableFuture.runAsync(() -> pass.drain(id), helpers));
      }
      pass.drain(0);
    } finally {
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    }
    pass.rethrow();
  }

  private static int start(int part, int parts, int of) {
    return (int) ((long) of * part / parts);
  }

  /** One task over all rows. */
  private static final class Pass {
    private final int rows;
    private final int chunks;
    private final int parts;
    private final Task task;

    /** The next chunk of each part. */
    private final AtomicIntegerArray next;

    /** The failure of the lowest chunk so far; none at first. */
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    Pass(int rows, int threads, Task task) {
      this.rows = rows;
      this.task = task;
      chunks = chunks(rows);
      parts = Math.min(threads, chunks);
      next = new AtomicIntegerArray(parts);
      for (int part = 0; part < parts; part++) {
        next.set(part, start(part, parts, chunks));
      }
    }

    void drain(int worker) {
      for (int n = 0; n < parts; n++) {
        int part = (worker + n) % parts;
        int end = start(part + 1, parts, chunks);
        for (int chunk = next.getAndIncrement(part);
            chunk < end;
            chunk = next.getAndIncrement(part)) {
          run(chunk, worker);
        }
      }
    }

    private void run(int chunk, int worker) {
      Failure first = failure.get();
      if (first != null && chunk > first.chunk) {
        return;
      }
      try {
        task.run(chunk, start(chunk, chunks, rows), start(chunk + 1, chunks, rows), worker);
      } catch (RuntimeException | Error e) {
        failure.accumulateAndGet(new Failure(chunk, e), Failure::lower);
      }
    }

    void rethrow() {
      Failure first = failure.get();
      if (first != null && first.cause instanceof RuntimeException e) {
        throw e;
      }
      if (first != null && first.cause instanceof Error e) {
        throw e;
      }
    }
  }

  /** What a chunk threw. */
  private record Failure(int chunk, Throwable cause) {
    static @Nullable Failure lower(@Nullable Failure one, @Nullable Failure other) {
      return other == null || one != null && one.chunk <= other.chunk ? one : other;
    }
  }
}

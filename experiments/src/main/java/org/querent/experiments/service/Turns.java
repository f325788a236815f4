package org.querent.experiments.service;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets requests of one user take turns. Thread-safe. */
final class Turns {
  /** As many locks as users are kept apart by; two may share one. */
  private static final int LOCKS = 256;

  private static final int PATIENCE_SECONDS = 5;

  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  /**
   * Does what nothing else of the user is done meanwhile.
   *
   * @throws Problem if it is not the request's turn for some seconds
   */
  <T> T alone(String user, Supplier<T> work) {
    ReentrantLock lock = locks.get(Math.floorMod(user.hashCode(), LOCKS));
    try {
      if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new Problem(429, "there are too many requests of this session at a time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(429, "the service is ending");
    }
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}

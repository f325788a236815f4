package org.querent.core.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 2, 5})
  void every_row_is_done_once_pass_after_pass(int threads) {
    Workers workers = new Workers(threads);
    for (int rows : new int[] {0, 1, 3, 64, 1000}) {
      for (int pass = 0; pass < 200; pass++) {
        AtomicIntegerArray done = new AtomicIntegerArray(rows);
        workers.run(
            rows,
            (chunk, from, to, worker) -> {
              assertTrue(worker < threads);
              for (int row = from; row < to; row++) {
                done.incrementAndGet(row);
              }
            });
        assertTrue(IntStream.range(0, rows).allMatch(row -> done.get(row) == 1));
      }
    }
  }

  /** From chunk 9 on all throw; those that other threads begin with do so long before it. */
  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 2, 3, 8})
  void what_the_lowest_chunk_throws_reaches_the_caller_as_it_is(int threads) {
    Workers workers = new Workers(threads);
    for (int pass = 0; pass < 50; pass++) {
      AtomicIntegerArray done = new AtomicIntegerArray(100);
      IllegalArgumentException thrown =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  workers.run(
                      100,
                      (chunk, from, to, worker) -> {
                        if (chunk >= 9) {
                          throw new IllegalArgumentException("chunk " + chunk);
                        }
                        pause(1);
                        IntStream.range(from, to).forEach(done::incrementAndGet);
                      }));
      assertEquals("chunk 9", thrown.getMessage());
      assertTrue(IntStream.range(0, 100 * 9 / 64).allMatch(row -> done.get(row) == 1));
    }
    AtomicIntegerArray done = new AtomicIntegerArray(1);
    workers.run(100, (chunk, from, to, worker) -> done.addAndGet(0, to - from));
    assertEquals(100, done.get(0));
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 4})
  void an_error_stays_an_error(int threads) {
    Workers workers = new Workers(threads);
    OutOfMemoryError error = new OutOfMemoryError();
    assertSame(
        error,
        assertThrows(
            OutOfMemoryError.class,
            () ->
                workers.run(
                    64,
                    (chunk, from, to, worker) -> {
                      if (chunk == 63) {
                        throw error;
                      }
                    })));
  }

  /** The caller's part is the first one. */
  @Test
  void nobody_writes_any_more_when_the_callers_share_has_thrown() {
    Workers workers = new Workers(3);
    for (int pass = 0; pass < 20; pass++) {
      AtomicInteger writing = new AtomicInteger();
      assertThrows(
          IllegalStateException.class,
          () ->
              workers.run(
                  64,
                  (chunk, from, to, worker) -> {
                    writing.incrementAndGet();
                    pause(2);
                    writing.decrementAndGet();
                    if (worker == 0) {
                      throw new IllegalStateException();
                    }
                  }));
      assertEquals(0, writing.get());
    }
  }

  @Test
  void an_interrupted_caller_has_a_whole_pass_and_stays_interrupted() {
    Workers workers = new Workers(3);
    AtomicInteger done = new AtomicInteger();
    Thread.currentThread().interrupt();
    workers.run(
        64,
        (chunk, from, to, worker) -> {
          if (worker != 0) {
            pause(5);
          }
          done.addAndGet(to - from);
        });
    assertTrue(Thread.interrupted());
    assertEquals(64, done.get());
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(1_000_000 * millis);
  }

  @Test
  void callers_take_turns() throws InterruptedException {
    Workers workers = new Workers(2);
    long[] sums = new long[4];
    Thread[] callers = new Thread[4];
    for (int caller = 0; caller < 4; caller++) {
      int id = caller;
      callers[caller] =
          new Thread(
              () -> {
                for (int pass = 0; pass < 500; pass++) {
                  AtomicIntegerArray done = new AtomicIntegerArray(1);
                  workers.run(10, (chunk, from, to, worker) -> done.addAndGet(0, to - from));
                  sums[id] += done.get(0);
                }
              });
      callers[caller].start();
    }
    for (int caller = 0; caller < 4; caller++) {
      callers[caller].join();
      assertEquals(5000, sums[caller]);
    }
  }
}

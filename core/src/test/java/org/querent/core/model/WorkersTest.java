package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
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

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 3})
  void what_a_thread_throws_reaches_the_caller_and_the_next_pass_works(int threads) {
    Workers workers = new Workers(threads);
    assertThrows(
        RuntimeException.class,
        () ->
            workers.run(
                100,
                (chunk, from, to, worker) -> {
                  throw new IllegalArgumentException("chunk " + chunk);
                }));
    AtomicIntegerArray done = new AtomicIntegerArray(1);
    workers.run(100, (chunk, from, to, worker) -> done.addAndGet(0, to - from));
    assertEquals(100, done.get(0));
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

package org.querent.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.function.Executable;

/**
 * Gives a reader one damaged input after the other: each must end within five seconds of a core and
 * some memory, well or with an error for the user.
 */
public final class Fuzzing {
  /** How long an input may keep the processor; when others have it does not count. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** What waits forever, or takes all of a busy machine, is ended. */
  private static final Duration HANGS = Duration.ofMinutes(2);

  private Fuzzing() {}

  /** The number of inputs: that of {@code -Dquerent.fuzz}, or a few. */
  public static int inputs(int few) {
    return Integer.getInteger("querent.fuzz", few);
  }

  /**
   * Reads inputs 0, 1, ...
   *
   * @param reading prepares an input, untimed, and returns what reads it
   * @param error what readers may throw
   * @param bytes what the reading of one input may allocate
   * @param characters how long the message of an error may be
   * @return how many were refused
   */
  public static int run(
      int inputs,
      IntFunction<Executable> reading,
      Class<? extends UserException> error,
      long bytes,
      int characters) {
    int refused = 0;
    long started = System.nanoTime();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      for (int n = 0; n < inputs; n++) {
        String input = "input " + n;
        Executable read = reading.apply(n);
        String message = ended(reader.submit(() -> message(read, error, bytes, input)), input);
        refused += message.isEmpty() ? 0 : 1;
        assertTrue(message.length() <= characters, () -> input + ": " + message.length());
        assertTrue(
            !message.contains("\tat ") && !message.contains("java."), () -> input + ": " + message);
      }
    } finally {
      reader.shutdownNow();
    }
    if (inputs > 1 && Integer.getInteger("querent.fuzz") != null) {
      System.out.printf(
          Locale.ROOT,
          "%,d inputs, %,d refused with a %s, %.0f s%n",
          inputs,
          refused,
          error.getSimpleName(),
          (System.nanoTime() - started) / 1e9);
    }
    return refused;
  }

  /** All inputs are read on one thread: to start one for each takes longer than most of them. */
  private static String ended(Future<String> reading, String input) {
    try {
      return reading.get(HANGS.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      reading.cancel(true);
      throw new AssertionError(input + " hangs", e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String message(
      Executable read, Class<? extends UserException> error, long bytes, String input) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long started = threads.getCurrentThreadCpuTime();
    String message = "";
    try {
      read.execute();
    } catch (Throwable e) {
      if (!error.isInstance(e)) {
        throw new AssertionError(input + " ended with " + e, e);
      }
      message = e.getMessage();
      assertTrue(!message.isBlank(), input);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated <= bytes, () -> input + " allocated " + allocated);
    Duration spent = Duration.ofNanos(threads.getCurrentThreadCpuTime() - started);
    assertTrue(spent.compareTo(LONGEST) <= 0, () -> input + " took " + spent);
    return message;
  }
}

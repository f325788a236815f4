package org.querent.experiments;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The Python that is at hand, or none. */
public final class Python {
  private Python() {}

  /** Skips the test where there is none. */
  public static void require() throws InterruptedException {
    assumeTrue(isThere(), "there is no python3");
  }

  private static boolean isThere() throws InterruptedException {
    try {
      Process python = new ProcessBuilder("python3", "--version").start();
      return python.waitFor(10, TimeUnit.SECONDS) && python.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}

package org.querent.experiments.cli.end;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sees to it that the exit code is the command's. Code of others, a strategy's, may call
 * System.exit, which Java lets nobody forbid since it has no security manager: it ends every run,
 * with whatever code it likes. What has begun so cannot be stopped, but it can be told, and the
 * code be mended.
 */
public final class ExitGuard {
  private final AtomicBoolean over = new AtomicBoolean();

  private ExitGuard() {}

  /** Begins to guard this process. */
  public static ExitGuard begin(PrintStream err, int code) {
    ExitGuard guard = new ExitGuard();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> guard.check(err, code), "exit guard"));
    return guard;
  }

  /** Ends the process by the right of the command that is over. */
  public void exit(int code) {
    over.set(true);
    System.exit(code);
  }

  private void check(PrintStream err, int code) {
    Optional<StackTraceElement> caller = over.get() ? Optional.empty() : caller();
    caller.ifPresent(
        frame -> {
          err.println(
              "querent: "
                  + frame.getClassName()
                  + "."
                  + frame.getMethodName()
                  + " called System.exit, which has ended all runs; a strategy that cannot go on has"
                  + " to throw an exception, which ends its own. Complete runs are kept");
          err.flush();
          Runtime.getRuntime().halt(code);
        });
  }

  /** Who has called System.exit; empty where the system, Ctrl-C for example, ends the process. */
  static Optional<StackTraceElement> caller() {
    return Thread.getAllStackTraces().values().stream()
        .filter(stack -> Arrays.stream(stack).anyMatch(ExitGuard::isExit))
        .flatMap(stack -> Arrays.stream(stack).dropWhile(frame -> !isExit(frame)))
        .filter(frame -> !frame.getClassName().startsWith("java.lang."))
        .findFirst();
  }

  private static boolean isExit(StackTraceElement frame) {
    return frame.getClassName().equals("java.lang.Runtime") && frame.getMethodName().equals("exit");
  }
}

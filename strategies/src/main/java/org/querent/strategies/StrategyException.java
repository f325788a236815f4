package org.querent.strategies;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.querent.core.UserException;

/** A query strategy that cannot be found, loaded or used as it was asked for, or that failed. */
public final class StrategyException extends UserException {
  private final boolean namesStrategy;

  /** An error with a message for the user. */
  public StrategyException(String message) {
    super(message);
    namesStrategy = false;
  }

  /** An error with a message for the user and its cause. */
  public StrategyException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private StrategyException(String message, @Nullable Throwable cause, boolean namesStrategy) {
    super(message, cause);
    this.namesStrategy = namesStrategy;
  }

  /**
   * What the code of a strategy threw, as an error of that strategy. Its message, of one line,
   * names the strategy's class and plug-in. A class or method that is missing means that the
   * strategy was compiled against something else, which the message says.
   *
   * @param type the class of the provider or the strategy
   * @param failure what happened to it, and when: "failed after 40 queries"
   * @param thrown anything
   */
  public static StrategyException thrown(Class<?> type, String failure, Throwable thrown) {
    String what = "the query strategy " + Origin.named(type) + " " + failure + ": ";
    boolean misfit =
        thrown instanceof LinkageError && !(thrown instanceof ExceptionInInitializerError);
    String advice =
        misfit
            ? String.format(
                    Locale.ROOT,
                    "; it was built for other classes than it finds here (strategy API %s): build it again",
                    ApiVersion.CURRENT)
                + " with this Querent's jars, and pack what else it needs"
            : place(thrown, type);
    return new StrategyException(what + oneLine(thrown) + advice, thrown, true);
  }

  /**
   * An error that a strategy tells of itself: the message says what failed, when and what to do
   * about it, and nothing is added to it.
   */
  public static StrategyException told(String message, Throwable cause) {
    return new StrategyException(message, cause, true);
  }

  /** What a strategy returned that cannot be asked, as an error of that strategy. */
  static StrategyException returned(Class<?> type, String fault, String when) {
    return new StrategyException(
        "the query strategy " + Origin.named(type) + " returned " + fault + ", " + when,
        null,
        true);
  }

  /** Whether the message names the strategy already, one within another for example. */
  boolean namesStrategy() {
    return namesStrategy;
  }

  private static String oneLine(Throwable thrown) {
    return thrown.toString().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
  }

  /** Where a strategy's author looks first: the innermost line that is their own. */
  private static String place(Throwable thrown, Class<?> type) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> isOf(frame.getClassName(), type.getPackageName()))
        .findFirst()
        .map(frame -> ", at " + frame.getClassName() + ":" + frame.getLineNumber())
        .orElse("");
  }

  private static boolean isOf(String className, String packageName) {
    return packageName.isEmpty()
        ? className.indexOf('.') < 0
        : className.startsWith(packageName + ".");
  }
}

package org.querent.strategies;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of what strategies are compiled against: this package, {@code selection}, and the
 * posterior of core.
 *
 * @param major changes when a strategy that was compiled before may not run any more
 * @param minor changes when something was added
 */
public record ApiVersion(int major, int minor) {
  /** The version of this Querent. */
  public static final ApiVersion CURRENT = new ApiVersion(2, 1);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?");

  /** The version that a text such as {@code "1.0"} or {@code "1"} names, if it names one. */
  public static Optional<ApiVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            new ApiVersion(
                Integer.parseInt(matcher.group(1)),
                matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Whether what was compiled against another version may run with this one. */
  public boolean runs(ApiVersion other) {
    return major == other.major;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}

package org.querent.experiments.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.experiments.ExperimentException;

/**
 * Gathers every problem of one file, so that all of them are reported at once.
 *
 * <p>Not thread-safe.
 */
public final class Problems {
  /** More than anybody reads; a damaged file may have tens of thousands. */
  private static final int MOST_LISTED = 100;

  private final String fileName;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * No problems yet.
   *
   * @param fileName how messages name the file
   */
  public Problems(String fileName) {
    this.fileName = Objects.requireNonNull(fileName);
  }

  /**
   * Adds one problem.
   *
   * @param location where it is
   * @param keyPath the keys that lead there, joined by dots; empty for the document itself
   * @param message what was found and what is allowed, on one line without a full stop
   */
  public void add(Location location, String keyPath, String message) {
    problems.add(
        new Problem(
            Objects.requireNonNull(location),
            Objects.requireNonNull(keyPath),
            Objects.requireNonNull(message)));
  }

  /** Adds all problems of another reading. */
  public void addAll(Problems others) {
    problems.addAll(others.problems);
  }

  /** Whether no problem was added. */
  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /** The number of problems so far. */
  public int count() {
    return problems.size();
  }

  /** One line for each problem in the order of the file; equal places in the order of adding. */
  public List<String> lines() {
    return sorted().map(problem -> problem.format(fileName)).toList();
  }

  /** All problems without file and place, for what is not read from a file. */
  public List<String> withoutPlaces() {
    return sorted().map(Problem::withoutPlace).toList();
  }

  private Stream<Problem> sorted() {
    return problems.stream().sorted(Comparator.comparing(Problem::location));
  }

  /**
   * Ends the reading if anything was wrong.
   *
   * @throws ExperimentException if there is any problem; its message counts them all and lists the
   *     first hundred
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      String listed =
          sorted()
              .limit(MOST_LISTED)
              .map(problem -> problem.format(fileName))
              .collect(Collectors.joining("\n"));
      String rest =
          count() > MOST_LISTED
              ? String.format(Locale.ROOT, "\nand %d more", count() - MOST_LISTED)
              : "";
      throw new ExperimentException(headline() + "\n" + listed + rest);
    }
  }

  private String headline() {
    int count = problems.size();
    return fileName + " has " + count + (count == 1 ? " problem:" : " problems:");
  }

  private record Problem(Location location, String keyPath, String message) {
    String format(String fileName) {
      return location.in(fileName) + ": " + withoutPlace();
    }

    String withoutPlace() {
      return (keyPath.isEmpty() ? "" : keyPath + ": ") + message;
    }
  }
}

package org.querent.experiments.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Guesses which valid name a misspelt one was meant to be.
 *
 * <p>Stateless and thread-safe.
 */
public final class Nearest {
  private Nearest() {}

  /**
   * The valid name with the fewest slips (a letter added, left out, changed, or swapped with its
   * neighbour) from the one found, if the slips are at most a third of its length. Case, spaces and
   * underscores in place of dashes are no slips. Of equally near names the first in alphabetical
   * order is taken. O(a b) for lengths a and b, for names of similar length only.
   */
  public static Optional<String> of(String found, Collection<String> allowed) {
    String name = plain(found);
    return allowed.stream()
        .map(candidate -> new Guess(candidate, slips(name, plain(candidate))))
        .filter(guess -> guess.slips() <= tolerance(guess.name()))
        .min(Comparator.comparingInt(Guess::slips).thenComparing(Guess::name))
        .map(Guess::name);
  }

  /** Ends a message with the guess, or with nothing. */
  public static String hint(String found, Collection<String> allowed) {
    return of(found, allowed).map(name -> "; did you mean \"" + name + "\"?").orElse("");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  private static int tolerance(String name) {
    return name.length() / 3;
  }

  private static int slips(String found, String name) {
    // A very long text is never near, and must not cost the product of the lengths.
    return Math.abs(found.length() - name.length()) > tolerance(name)
        ? Integer.MAX_VALUE
        : distance(found, name);
  }

  /**
   * The Damerau-Levenshtein distance in its restricted form (optimal string alignment): no part is
   * edited twice.
   */
  static int distance(String a, String b) {
    // Three rows are enough: a file of misspelt names asks for this a million times.
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
        if (swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }

  private record Guess(String name, int slips) {}
}

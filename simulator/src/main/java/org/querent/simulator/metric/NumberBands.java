package org.querent.simulator.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cuts a column of many different numbers into bands with about as many users or items each. Equal
 * numbers are in the same band, the one that the middle of their places falls into, so that there
 * are fewer bands where many have the same number.
 */
final class NumberBands {
  /** So many different numbers are groups by themselves. */
  private static final int MOST_NUMBERS = 10;

  private static final int BANDS = 5;

  private NumberBands() {}

  /**
   * Puts a band, such as {@code 18 to 24}, in the place of each number.
   *
   * @param texts what the column says of each; changed where it is cut
   * @param unknown stands where it says nothing, and stays
   * @return the bands in ascending order, and {@code unknown} behind them if it is there; empty
   *     where the column is not one of more than {@value #MOST_NUMBERS} numbers
   */
  static Optional<List<String>> put(String[] texts, String unknown) {
    TreeMap<Double, List<String>> numbers = new TreeMap<>();
    for (String text : texts) {
      if (!text.equals(unknown)) {
        Optional<Double> number = number(text);
        if (number.isEmpty()) {
          return Optional.empty();
        }
        numbers.computeIfAbsent(number.get(), absent -> new ArrayList<>()).add(text);
      }
    }
    if (numbers.size() <= MOST_NUMBERS) {
      return Optional.empty();
    }
    int total = numbers.values().stream().mapToInt(List::size).sum();
    Map<Long, List<Map.Entry<Double, List<String>>>> bands = new TreeMap<>();
    long before = 0;
    for (Map.Entry<Double, List<String>> number : numbers.entrySet()) {
      long middle = 2 * before + number.getValue().size();
      bands.computeIfAbsent(BANDS * middle / (2L * total), band -> new ArrayList<>()).add(number);
      before += number.getValue().size();
    }
    List<String> labels = new ArrayList<>();
    Map<Double, String> labelOf = new HashMap<>();
    for (List<Map.Entry<Double, List<String>>> band : bands.values()) {
      String first = band.get(0).getValue().get(0);
      String last = band.get(band.size() - 1).getValue().get(0);
      String label = band.size() == 1 ? first : first + " to " + last;
      labels.add(label);
      band.forEach(number -> labelOf.put(number.getKey(), label));
    }
    if (total < texts.length) {
      labels.add(unknown);
    }
    Arrays.setAll(
        texts,
        n -> number(texts[n]).map(number -> labelOf.getOrDefault(number, unknown)).orElse(unknown));
    return Optional.of(List.copyOf(labels));
  }

  private static Optional<Double> number(String text) {
    // Only what looks like a number: Java also reads 1f, 0x1p3 and NaN.
    return text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)")
        ? Optional.of(Double.valueOf(text) + 0.0)
        : Optional.empty();
  }
}

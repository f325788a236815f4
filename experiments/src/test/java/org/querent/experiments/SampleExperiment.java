package org.querent.experiments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.querent.core.random.RandomStreams;

/** Makes the files of a small experiment: 1,500 ratings of 60 items by 40 users. */
public final class SampleExperiment {
  /** Two strategies and two seeds on {@code ratings.csv}. */
  public static final String YAML =
      """
      name: small
      dataset: {path: ratings.csv}
      split: {test: 0.2, initial: 100}
      model: {factors: 2}
      training: {sweeps: 10, held-sweeps: 3, incremental: {full-refit-every: 100}}
      strategies: [random, max-variance]
      queries: {budget: 200, batch: 20}
      evaluate: {every: 50}
      seeds: 2
      """;

  /** What a user is called whose number is the first group of a pattern. */
  public static final String USER_TEXT = "<b>&$1\u202e\ud83d\ude00";

  private static final int USERS = 40;
  private static final int ITEMS = 60;
  private static final int RATINGS = 1_500;

  private SampleExperiment() {}

  /** Writes {@code small.yaml} and {@code ratings.csv} and returns the former. */
  public static Path write(Path folder) {
    write(folder, "ratings.csv", "userId,movieId,rating,timestamp\n" + ratings(RATINGS, ","));
    return write(folder, "small.yaml", YAML);
  }

  /**
   * The same with ids that are texts: of users with what a page or a terminal would take for its
   * own, of items with zeros in front.
   */
  public static Path writeWithTexts(Path folder) {
    String texts =
        ratings(RATINGS, ",").replaceAll("(?m)^([0-9]+),([0-9]+),", USER_TEXT + ",00$2,");
    write(folder, "ratings.csv", "userId,movieId,rating,timestamp\n" + texts);
    return write(folder, "small.yaml", YAML);
  }

  /** Writes one text file. */
  public static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines of whole stars, by taste and chance, of different pairs in random order. */
  public static String ratings(int size, String separator) {
    RandomGenerator random = new SplittableRandom(7);
    double[] levels = random.doubles(USERS + ITEMS, -1, 1).toArray();
    int[] order = RandomStreams.permutation(USERS * ITEMS, random);
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < size; n++) {
      int user = order[n] / ITEMS;
      int item = order[n] % ITEMS;
      double rating = 3 + levels[user] + levels[USERS + item] + 0.5 * random.nextGaussian();
      long stars = Math.max(1, Math.min(5, Math.round(rating)));
      text.append(String.join(separator, "" + (100 + user), "" + (500 + item), "" + stars, "" + n));
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * The bytes of all files below a folder, as text, by their relative names; without lock files,
   * which this process must not open.
   */
  public static Map<String, String> files(Path folder) {
    Map<String, String> files = new TreeMap<>();
    for (Path file : below(folder)) {
      files.put(folder.relativize(file).toString().replace('\\', '/'), content(file));
    }
    return files;
  }

  private static List<Path> below(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return new ArrayList<>(
          paths.filter(Files::isRegularFile).filter(file -> !file.endsWith(".lock")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a file, one char each. */
  public static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the one occurrence of a part of the small experiment. */
  public static String with(String part, String other) {
    if (YAML.split(Pattern.quote(part), -1).length != 2) {
      throw new IllegalArgumentException("not once in the experiment: " + part);
    }
    return YAML.replace(part, other);
  }
}

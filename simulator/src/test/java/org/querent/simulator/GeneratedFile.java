package org.querent.simulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Files of ratings as large as those of MovieLens, for benchmarks: by user, each with 20 ratings or
 * more, some with thousands, and items some of which nearly everybody rates; and one of a shop with
 * a million customers, whose ids are texts. Always the same.
 */
enum GeneratedFile {
  ML_1M("ratings.dat", "", "::", 1_000_209, 6_040, 3_706, 20),
  ML_25M("ratings.csv", "userId,movieId,rating,timestamp\n", ",", 25_000_095, 162_541, 59_047, 20),
  UUID_1M(
      "ratings.csv", "userId,movieId,rating,timestamp\n", ",", 10_000_000, 1_000_000, 50_000, 5);

  final int ratings;
  final int users;
  final int items;
  private final String file;
  private final String header;
  private final String separator;
  private final int fewest;

  GeneratedFile(
      String file, String header, String separator, int ratings, int users, int items, int fewest) {
    this.file = file;
    this.header = header;
    this.separator = separator;
    this.ratings = ratings;
    this.users = users;
    this.items = items;
    this.fewest = fewest;
  }

  /** Writes the file into a folder. */
  Path write(Path folder) throws IOException {
    RandomGenerator random = new SplittableRandom(1);
    int[] degrees = degrees();
    int[] lastUser = new int[items];
    Path path = folder.resolve(file);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20)) {
      out.write(header.getBytes(StandardCharsets.US_ASCII));
      StringBuilder lines = new StringBuilder();
      for (int user = 1; user <= users; user++) {
        lines.setLength(0);
        for (int item : itemsOf(user, degrees[user - 1], lastUser, random)) {
          add(lines, user, item, random);
        }
        out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
      }
    }
    return path;
  }

  /** As many ratings of each user as make the sum; those of the n-th fall as 1 / (n + c). */
  private int[] degrees() {
    int[] degrees = new int[users];
    double flat = users / 100.0;
    double sum = 0;
    for (int user = 0; user < users; user++) {
      sum += 1 / (user + flat);
    }
    int given = 0;
    for (int user = 0; user < users; user++) {
      double share = (ratings - (double) fewest * users) / sum;
      degrees[user] = fewest + (int) (share / (user + flat));
      given += degrees[user];
    }
    for (int user = 0; given < ratings; user = (user + 1) % users, given++) {
      degrees[user]++;
    }
    return degrees;
  }

  /** Different items in ascending order, those with small numbers more often; all in turn. */
  private int[] itemsOf(int user, int degree, int[] lastUser, RandomGenerator random) {
    int[] chosen = new int[degree];
    for (int n = 0; n < degree; n++) {
      double draw = random.nextDouble();
      int item = n == 0 ? user % items : (int) (items * draw * draw * draw);
      while (lastUser[item] == user) {
        item = (item + 1) % items;
      }
      lastUser[item] = user;
      chosen[n] = item;
    }
    Arrays.sort(chosen);
    return chosen;
  }

  private Object id(int user) {
    if (this != UUID_1M) {
      return user;
    }
    RandomGenerator random = new SplittableRandom(user);
    return new UUID(random.nextLong(), random.nextLong());
  }

  private void add(StringBuilder lines, int user, int item, RandomGenerator random) {
    lines.append(id(user)).append(separator).append(3L * item + 1).append(separator);
    if (this == ML_1M) {
      lines.append(random.nextInt(1, 6));
    } else {
      lines.append(random.nextInt(1, 11) / 2.0);
    }
    lines.append(separator).append(random.nextInt(789_652_009, 1_574_327_703)).append('\n');
  }
}

package org.querent.core.exposure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.data.Incidence;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.form.RatingsReader;
import org.querent.core.parallel.Workers;
import org.querent.core.random.RandomStreams;

/**
 * How well it is foreseen what people can answer: 40 % of the users are held out and asked 40
 * questions each, a quarter of them at random, a quarter drawn by popularity, a quarter the most
 * popular, and a quarter what is most probable for them; they answer about what they have rated.
 * After 0, 5, 10, 20 and 40 questions all items that were not asked are foreseen.
 */
final class Interviews {
  static final int[] AFTER = {0, 5, 10, 20, 40};
  private static final Path DATA = Path.of("..", "..", "shared", "data");

  /** What foresees one newcomer. */
  interface Belief {
    void tell(int item, boolean knows);

    void probabilities(double[] out);

    /** By old users. */
    static Belief of(Peers peers) {
      return of(peers::answered, peers::refused, peers::probabilities);
    }

    /** By a fit. */
    static Belief of(UserExposure exposure) {
      return of(exposure::answered, exposure::refused, exposure::probabilities);
    }

    private static Belief of(
        IntConsumer answered, IntConsumer refused, Consumer<double[]> probabilities) {
      return new Belief() {
        @Override
        public void tell(int item, boolean knows) {
          (knows ? answered : refused).accept(item);
        }

        @Override
        public void probabilities(double[] out) {
          probabilities.accept(out);
        }
      };
    }
  }

  /** Everything foreseen after so many questions: what was, how often in each of 10,000 parts. */
  static final class Score {
    private static final int PARTS = 10_000;
    private double loss;
    private double popularLoss;
    private final long[] count = new long[PARTS];
    private final long[] hits = new long[PARTS];
    private final double[] sum = new double[PARTS];

    void add(double probability, double popular, boolean knows) {
      loss -= Math.log(knows ? probability : 1 - probability);
      popularLoss -= Math.log(knows ? popular : 1 - popular);
      int part = (int) Math.min(PARTS - 1, probability * PARTS);
      count[part]++;
      hits[part] += knows ? 1 : 0;
      sum[part] += probability;
    }

    double loss() {
      return loss / Arrays.stream(count).sum();
    }

    /** By which part of it the log-loss is below that of popularity. */
    double gain() {
      return 1 - loss / popularLoss;
    }

    /** How far, at most, the answers in a tenth of the pairs, by rising probability, are off it. */
    double worstTenth() {
      long all = Arrays.stream(count).sum();
      int[] tenths = new int[PARTS];
      long below = 0;
      for (int part = 0; part < PARTS; part++) {
        tenths[part] = (int) (10.0 * (below + count[part] / 2.0) / all);
        below += count[part];
      }
      return worst(part -> tenths[part], 1);
    }

    /** How far, at most, the answers are off a probability within one tenth, given enough pairs. */
    double worstBin(long atLeast) {
      return worst(part -> part * 10 / PARTS, atLeast);
    }

    private double worst(IntUnaryOperator group, long atLeast) {
      double[] off = new double[11];
      long[] size = new long[11];
      for (int part = 0; part < PARTS; part++) {
        if (count[part] > 0) {
          int g = group.applyAsInt(part);
          off[g] += sum[part] - hits[part];
          size[g] += count[part];
        }
      }
      double worst = 0;
      for (int g = 0; g < off.length; g++) {
        if (size[g] >= atLeast) {
          worst = Math.max(worst, Math.abs(off[g]) / size[g]);
        }
      }
      return worst;
    }
  }

  private final Incidence all;
  private final Incidence known;
  private final int[] newcomers;
  private final double[] popular;
  private final double[] drawn;
  private final int[] falling;
  private final RandomStreams streams;

  Interviews(Ratings ratings, long seed) {
    streams = new RandomStreams(seed);
    all = Incidence.of(ratings);
    int users = all.userCount();
    newcomers =
        Arrays.copyOf(RandomStreams.permutation(users, streams.stream("held")), users * 2 / 5);
    boolean[] held = new boolean[users];
    for (int user : newcomers) {
      held[user] = true;
    }
    known =
        Incidence.of(
            ratings.select(
                IntStream.range(0, ratings.size())
                    .filter(row -> !held[ratings.user(row)])
                    .toArray()));
    int[] counts = known.popularity();
    popular = new double[counts.length];
    drawn = new double[counts.length];
    double sum = 0;
    for (int item = 0; item < counts.length; item++) {
      popular[item] = (counts[item] + 0.5) / (users - newcomers.length + 1);
      sum += popular[item];
      drawn[item] = sum;
    }
    falling =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparing(item -> -counts[item]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** The fit to the other users, on one thread. */
  Exposure fit() {
    return Exposure.fit(known, ExposureSettings.DEFAULTS, 1, new Workers(1));
  }

  /** Asks every newcomer. */
  Score[] play(Supplier<Belief> beliefs) {
    Score[] scores = new Score[AFTER.length];
    Arrays.setAll(scores, n -> new Score());
    for (int n = 0; n < newcomers.length; n++) {
      play(beliefs.get(), newcomers[n], n, scores);
    }
    return scores;
  }

  private void play(Belief belief, int user, int number, Score[] scores) {
    RandomGenerator random = streams.stream("questions", user);
    boolean[] asked = new boolean[popular.length];
    double[] probabilities = new double[popular.length];
    int next = 0;
    for (int question = 0; next < AFTER.length; question++) {
      int kind = (question + number) % 4;
      if (kind == 3 || question == AFTER[next]) {
        belief.probabilities(probabilities);
      }
      if (question == AFTER[next]) {
        for (int item = 0; item < asked.length; item++) {
          if (!asked[item]) {
            scores[next].add(probabilities[item], popular[item], all.contains(user, item));
          }
        }
        next++;
      }
      int item = choose(kind, random, asked, probabilities);
      asked[item] = true;
      belief.tell(item, all.contains(user, item));
    }
  }

  private int choose(int kind, RandomGenerator random, boolean[] asked, double[] probabilities) {
    if (kind == 2) {
      return Arrays.stream(falling).filter(item -> !asked[item]).findFirst().orElseThrow();
    }
    if (kind == 3) {
      return IntStream.range(0, asked.length)
          .filter(item -> !asked[item])
          .reduce((a, b) -> probabilities[b] > probabilities[a] ? b : a)
          .orElseThrow();
    }
    while (true) {
      int item =
          kind == 0
              ? random.nextInt(asked.length)
              : -Arrays.binarySearch(drawn, random.nextDouble() * drawn[drawn.length - 1]) - 1;
      if (item >= 0 && item < asked.length && !asked[item]) {
        return item;
      }
    }
  }

  /** The ratings of a data set; of those that are no part of Querent, where they are. */
  static Ratings load(String name) {
    Path folder = DATA.resolve(name);
    RatingsReader reader = new RatingsReader();
    return switch (name) {
      case "ml-100k" -> reader.read(folder.resolve("u.data"), RatingScale.WHOLE_STARS);
      case "ml-1m" -> reader.read(folder.resolve("ratings.dat"), RatingScale.WHOLE_STARS);
      case "anime" ->
          reader
              .read(
                  folder.resolve("anime_ratings.dat"),
                  new RatingScale(1, 10),
                  RatingsForm.of(
                      new ColumnMapping("1", "2", "3", Optional.empty(), Optional.empty())))
              .ratings();
      default -> new DatasetCatalog(Path.of("none")).load(name).ratings();
    };
  }

  static boolean isThere(String name) {
    return name.equals("ml-latest-small-2016") || Files.exists(DATA.resolve(name));
  }

  private static void print(String name, String what, double seconds, Score[] scores) {
    System.out.printf(Locale.ROOT, "%-20s %-20s %5.1f s", name, what, seconds);
    for (Score score : scores) {
      System.out.printf(
          Locale.ROOT,
          " | %.4f %5.1f %% %3.1f %4.1f",
          score.loss(),
          100 * score.gain(),
          100 * score.worstTenth(),
          100 * score.worstBin(500));
    }
    System.out.println();
  }

  /**
   * Prints two lines a data set, of factors and of peers: seconds, and after each number of
   * questions the log-loss, by which part it is below popularity's, and by how many points tenths
   * of the pairs, and of the range of probabilities, are off at most.
   *
   * @param arguments a seed, and data sets
   */
  public static void main(String[] arguments) {
    for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
      Interviews interviews = new Interviews(load(name), Long.parseLong(arguments[0]));
      long start = System.nanoTime();
      Exposure exposure = interviews.fit();
      double seconds = (System.nanoTime() - start) / 1e9;
      print(name, "factors", seconds, interviews.play(() -> Belief.of(exposure.newcomer())));
      print(name, "peers", 0, interviews.play(() -> Belief.of(exposure.peers())));
    }
  }
}

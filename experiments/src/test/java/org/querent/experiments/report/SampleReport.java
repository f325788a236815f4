package org.querent.experiments.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.querent.experiments.folder.DetailsReader.Item;
import org.querent.experiments.folder.DetailsReader.MostAsked;
import org.querent.experiments.folder.RunCurve;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.Reliability;
import org.querent.experiments.tune.Trial;
import org.querent.simulator.progress.StoppedAt;

/**
 * Made-up results with something in every section of a report, the same for the same arguments.
 *
 * @param strategies the first is the baseline, the last cheats if there are more than two
 */
public record SampleReport(
    String title, List<String> strategies, int seeds, int evaluations, List<String> metrics) {
  private static final int EVERY = 250;

  /** The last item has none. */
  private static final Map<String, String> TITLES =
      Map.of(
          "1", "Toy Story (1995)",
          "2", "\"<b>=1+1</b>\" & \u202Eothers\nof 'two' lines",
          "3", "A title that nobody reads to its end ".repeat(300));

  public static SampleReport small(String... strategies) {
    return new SampleReport(
        "sample", List.of(strategies), 5, 21, List.of("rmse", "coverage-90", "cumulative-rating"));
  }

  /** Curves and nothing else. */
  public static ReportContent bare(
      String title, Optional<String> baseline, Set<String> bounds, List<LearningCurve> curves) {
    return bare(title, About.NOTHING, baseline, bounds, curves);
  }

  /** Curves, and what they are of. */
  public static ReportContent bare(
      String title,
      About about,
      Optional<String> baseline,
      Set<String> bounds,
      List<LearningCurve> curves) {
    return new ReportContent(
        title,
        about,
        title + " data",
        false,
        Axis.QUERIES,
        baseline,
        bounds,
        curves,
        "",
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        StoppingContent.NONE,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        IntervalMethod.STUDENT,
        List.of());
  }

  public ReportContent content() {
    return content(IntervalMethod.STUDENT);
  }

  public ReportContent content(IntervalMethod intervals) {
    Random random = new Random(7);
    Map<String, Map<String, Double>> seconds = new LinkedHashMap<>();
    Map<String, Reliability> reliability = new LinkedHashMap<>();
    Map<String, AskedPairs> asked = new LinkedHashMap<>();
    Map<String, MostAsked> items = new LinkedHashMap<>();
    for (String strategy : strategies) {
      double slow = seeds * random.nextDouble();
      seconds.put(strategy, Map.of("select", 4 * slow, "fit", slow, "evaluate", slow / 3));
      reliability.put(strategy, reliability(random));
      asked.put(strategy, asked(random));
      items.put(strategy, items(items.size()));
    }
    Set<String> bounds = new LinkedHashSet<>();
    if (strategies.size() > 2) {
      bounds.add(strategies.get(strategies.size() - 1));
    }
    return new ReportContent(
        title,
        "100 ratings of " + title,
        Axis.QUERIES,
        Optional.of(strategies.get(0)),
        bounds,
        curves(random),
        "name: " + title + "\nseeds: " + seeds + "\n",
        Map.of("data set", title),
        seconds,
        reliability,
        asked,
        items,
        TITLES,
        Map.of(),
        intervals,
        List.of());
  }

  /**
   * A report in which nobody answers all that is asked, the later a strategy comes, the less, and
   * everybody rates by themselves after every fourth question.
   */
  public ReportContent withoutAllAnswers() {
    ReportContent content = content();
    List<RunCurve> runs = new ArrayList<>();
    for (LearningCurve curve : content.curves()) {
      double rate = 0.8 / (1 + strategies.indexOf(curve.strategy()));
      runs.add(logged(curve, rate, RunCurve.NATURAL, 0.25));
    }
    return new ReportContent(
        title,
        content.datasetDescription(),
        content.axis(),
        content.baseline(),
        content.bounds(),
        content.curves(),
        content.resolvedYaml(),
        content.provenance(),
        content.seconds(),
        content.reliability(),
        content.asked(),
        content.items(),
        content.titles(),
        Map.of(),
        content.intervals(),
        runs);
  }

  /**
   * A report in which groups, lists and stopping rules were measured, other learners judged, and of
   * which is known what it is of and what the error is with everything known.
   */
  public static ReportContent everything(String... strategies) {
    List<String> metrics = new ArrayList<>(List.of("rmse", "ndcg@10-rated", "rmse-gap-user-age"));
    for (String group : AGES) {
      metrics.add("rmse[user-age=" + group + "]");
      metrics.add("ratings[user-age=" + group + "]");
    }
    ReportContent content =
        new SampleReport("sample", List.of(strategies), 5, 21, metrics).content();
    Map<String, List<List<StoppedAt>>> stopped = new LinkedHashMap<>();
    for (String strategy : strategies) {
      stopped.put(
          strategy,
          List.of(
              List.of(
                  new StoppedAt(10, 8, 20_000, 0.95),
                  new StoppedAt(10, 10, 10_000, 0.97),
                  new StoppedAt(10, 0, 50_000, 0.91))));
    }
    return new ReportContent(
        content.title(),
        new About(
            "What is asked.",
            List.of("Not this.", "Nor that."),
            "ml-1m",
            "vfm",
            SOURCES,
            Optional.empty(),
            List.of()),
        content.datasetDescription(),
        false,
        content.axis(),
        content.baseline(),
        content.bounds(),
        content.curves(),
        content.resolvedYaml(),
        Map.of("finished", "2026-11-29T13:13:13Z", "querent", "0.1.0"),
        content.seconds(),
        content.reliability(),
        content.asked(),
        content.items(),
        new StoppingContent(List.of("budget", "stable-top"), stopped),
        Map.of(
            "1",
            List.of(new Trial(Map.of("factors", 4), 0.91), new Trial(Map.of("factors", 8), 0.912))),
        judged(content),
        content.titles(),
        content.users(),
        Map.of("1", "0.85", "2", "0.87", "77", "5"),
        content.intervals(),
        promising(content));
  }

  /** The same curves as of other learners. */
  private static Map<String, List<LearningCurve>> judged(ReportContent content) {
    Map<String, List<LearningCurve>> judged = new LinkedHashMap<>();
    List.of("als", "biases", "fm", "item-knn").forEach(it -> judged.put(it, content.curves()));
    return judged;
  }

  /** The runs as they were logged, all of whose questions were answered and promised something. */
  private static List<RunCurve> promising(ReportContent content) {
    return content.curves().stream().map(curve -> logged(curve, 1, "promised", 2e-5)).toList();
  }

  /** A run as it was logged, with another metric that grows by so much with every query. */
  private static RunCurve logged(
      LearningCurve curve, double answerRate, String metric, double perQuery) {
    double[] queries = IntStream.of(curve.queries()).asDoubleStream().toArray();
    Map<String, double[]> values = new LinkedHashMap<>(curve.metrics());
    values.put(metric, DoubleStream.of(queries).map(asked -> perQuery * asked).toArray());
    return new RunCurve(
        Path.of("curve.jsonl"),
        new RunId(curve.strategy(), "vfm", curve.seed()),
        true,
        curve.queries(),
        queries,
        DoubleStream.of(queries).map(asked -> answerRate * asked).toArray(),
        values);
  }

  private static final List<String> AGES = List.of("18 to 24", "25 to 40", "unknown");

  private static final List<String> SOURCES =
      List.of(
          "Lewis and Gale 1994, A sequential algorithm for training text classifiers, SIGIR",
          "Rubens, Elahi, Sugiyama and Kaplan 2015, Active learning & co (a chapter)",
          "told by a friend");

  private List<LearningCurve> curves(Random random) {
    List<LearningCurve> curves = new ArrayList<>();
    for (int strategy = 0; strategy < strategies.size(); strategy++) {
      for (int seed = 1; seed <= seeds; seed++) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (String metric : metrics) {
          values.put(metric, values(metric, strategy, seed, random));
        }
        int[] queries = new int[evaluations];
        Arrays.setAll(queries, i -> EVERY * i);
        curves.add(new LearningCurve(strategies.get(strategy), seed, queries, values));
      }
    }
    return curves;
  }

  /** Seeds differ from each other more than evaluations do, as in experiments. */
  private double[] values(String metric, int strategy, int seed, Random random) {
    double own = 0.004 * new Random(seed).nextGaussian();
    double[] values = new double[evaluations];
    for (int i = 0; i < evaluations; i++) {
      double part = (double) i / evaluations;
      double learnt = (0.1 + 0.004 * strategy) * (1 - Math.exp(-3 * part));
      double noise = own + 0.001 * random.nextGaussian();
      values[i] =
          switch (metric) {
            case "coverage-90" -> Math.min(1, 0.88 + 0.02 * part + noise);
            case "cumulative-rating" -> EVERY * i * (3.5 + 0.1 * strategy + noise);
            default -> 1 - learnt + noise;
          };
    }
    return values;
  }

  private static Reliability reliability(Random random) {
    double sure = 0.95 + 0.15 * random.nextDouble();
    List<Reliability.Group> groups = new ArrayList<>();
    List<Interval> ratios = new ArrayList<>();
    for (int group = 0; group < 10; group++) {
      double predicted = 0.85 + 0.03 * group + 0.002 * group * group;
      double observed = predicted * sure + 0.01 * random.nextGaussian();
      groups.add(new Reliability.Group(2500 + group, predicted, observed));
      double ratio = observed / predicted;
      ratios.add(new Interval(ratio, ratio - 0.01, ratio + 0.01, 5));
    }
    return new Reliability(groups, ratios, ratios.get(5));
  }

  private static MostAsked items(int strategy) {
    return new MostAsked(
        2000,
        List.of(
            new Item("1", 60 - strategy, 0),
            new Item("2", 50, 5),
            new Item("3", 40, 0),
            new Item("=4", 4, 1)));
  }

  private static AskedPairs asked(Random random) {
    double users = 2 * random.nextDouble() - 1;
    double items = 2 * random.nextDouble() - 1;
    long[][] counts = new long[AskedPairs.TENTHS][AskedPairs.TENTHS];
    double[][] chance = new double[AskedPairs.TENTHS][AskedPairs.TENTHS];
    for (int user = 0; user < counts.length; user++) {
      for (int item = 0; item < counts.length; item++) {
        double weight = Math.exp(users * (user - 4.5) / 5 + items * (item - 4.5) / 5);
        // Busy users rate the less known items, too: the two are not independent.
        chance[user][item] = 250 * (user == item ? 0.8 : 1);
        counts[user][item] = Math.round(250 * weight * (0.9 + 0.2 * random.nextDouble()));
      }
    }
    // Of these nothing can be asked.
    counts[0][0] = 0;
    chance[0][0] = 0;
    return new AskedPairs(counts, chance);
  }
}

package org.querent.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Progress;
import org.querent.experiments.run.RunOptions;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.StrategySummary;
import org.querent.experiments.statistics.TargetReached;

/**
 * Twenty experiments of ten seeds each on four copies of random, really played: what is found there
 * is chance. They are one experiment of 200 seeds, taken apart.
 */
class AlikeStrategiesTest {
  private static final int REPETITIONS = 20;
  private static final int SEEDS = 10;
  private static final List<String> COPIES = List.of("random", "a", "b", "c");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path folder;

  @BeforeAll
  static void play(@TempDir Path files) {
    SampleExperiment.write(files);
    String yaml =
        SampleExperiment.with(
                "[random, max-variance]",
                "[random, {type: random, label: a}, {type: random, label: b}, {type: random, label: c}]")
            .replace("seeds: 2", "seeds: " + REPETITIONS * SEEDS)
            .replace("every: 50", "every: 20");
    WholeExperiment experiment =
        Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
    Plan plan = experiment.plan(SampleExperiment.write(files, "alike.yaml", yaml));
    folder =
        experiment
            .run(plan, files.resolve("results"), new RunOptions(2, false, false, 5), Progress.NONE)
            .folder();
  }

  private static LearningCurve curve(String strategy, long seed) throws IOException {
    List<JsonNode> points = new ArrayList<>();
    Path run = folder.resolve("runs/" + strategy + "-vfm-" + seed);
    for (String line : Files.readAllLines(run.resolve("curve.jsonl"))) {
      points.add(JSON.readTree(line));
    }
    return new LearningCurve(
        strategy,
        seed,
        points.stream().mapToInt(point -> point.required("queries").intValue()).toArray(),
        Map.of(
            LearningCurve.RMSE,
            points.stream().mapToDouble(point -> point.required("rmse").doubleValue()).toArray()));
  }

  @Test
  void at_most_one_headline_in_twenty_claims_anything_and_no_other_has_a_saving_in_its_tables()
      throws IOException {
    List<String> claims = new ArrayList<>();
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      List<LearningCurve> runs = new ArrayList<>();
      for (String copy : COPIES) {
        for (int seed = 1; seed <= SEEDS; seed++) {
          runs.add(curve(copy, repetition * SEEDS + seed));
        }
      }
      Optional<String> baseline = Optional.of("random");
      List<PairwiseComparison> pairs =
          PairwiseComparison.of(runs, baseline, IntervalMethod.STUDENT);
      List<StrategySummary> summaries =
          StrategySummary.of(runs, baseline, pairs, IntervalMethod.STUDENT);
      String sentence =
          Finding.of(
                  summaries,
                  baseline,
                  pairs,
                  ModelGains.NONE,
                  Axis.QUERIES,
                  IntervalMethod.STUDENT,
                  false)
              .sentence();
      if (!sentence.startsWith("None of the 3 strategies can be told from random")) {
        claims.add(sentence);
      } else {
        assertTrue(
            summaries.stream()
                .flatMap(summary -> summary.targets().stream())
                .noneMatch(TargetReached::isSavingCertain));
      }
    }
    assertTrue(claims.size() <= 1, claims::toString);
  }

  /** Each copy asks 40,000 questions, some 400 in each pair of tenths. */
  @Test
  void random_asks_about_every_group_as_often_as_at_random() throws IOException {
    int cells = 0;
    for (String line : Files.readAllLines(folder.resolve("asked.csv"))) {
      String[] fields = line.split(",");
      if (fields[0].equals("strategy")) {
        assertEquals(List.of("queries", "at-random"), List.of(fields[3], fields[4]));
        continue;
      }
      double expected = Double.parseDouble(fields[4]);
      // Drawn without replacement, so that the variance is below that of Poisson's distribution.
      assertEquals(expected, Double.parseDouble(fields[3]), 4 * Math.sqrt(expected), line);
      cells++;
    }
    assertEquals(100 * COPIES.size(), cells);
  }
}

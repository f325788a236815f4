package org.querent.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.querent.experiments.statistics.LearningCurve;

class PlainVerdictTest {
  /** How far a strategy's error is from that of the baseline, by seed. */
  private static String verdict(
      Map<String, double[]> differences, Optional<String> baseline, String... cheats) {
    List<LearningCurve> runs = new ArrayList<>();
    differences.forEach(
        (strategy, all) -> {
          for (int seed = 0; seed < all.length; seed++) {
            double end = 1 + 0.01 * (seed % 3) + all[seed];
            runs.add(
                new LearningCurve(
                    strategy,
                    seed,
                    new int[] {0, 100},
                    Map.of(LearningCurve.RMSE, new double[] {1.2, end})));
          }
        });
    String verdict =
        Analysis.of(SampleReport.bare("plain", baseline, Set.of(cheats), runs)).verdict();
    return Numbers.breakable(verdict);
  }

  private static final double[] ZERO = {0, 0, 0, 0, 0, 0};
  private static final double[] EITHER = {0.01, -0.01, 0.011, -0.011, 0.012, -0.012};
  private static final double[] SMALLER = {-0.1, -0.11, -0.1, -0.12, -0.1, -0.11};
  private static final double[] AS_SMALL = {-0.11, -0.1, -0.11, -0.11, -0.11, -0.1};
  private static final double[] LARGER = {0.1, 0.11, 0.1, 0.12, 0.1, 0.11};

  private static final Optional<String> RANDOM = Optional.of("random");

  private static Map<String, double[]> with(Map<String, double[]> others) {
    Map<String, double[]> all = new TreeMap<>(others);
    all.put("random", ZERO);
    return all;
  }

  @Test
  void the_best_strategy_is_advised_and_how_sure_that_is() {
    assertEquals(
        "Use bald: it learns faster than random, in 6 of 6 seeds (by chance: under 1 in 1,000).",
        verdict(with(Map.of("bald", SMALLER, "other", EITHER, "worst", LARGER)), RANDOM));
  }

  @Test
  void strategies_that_cannot_be_told_apart_are_advised_together() {
    assertEquals(
        "Use bald or twin: they learn faster than random, and which of them is best cannot be told.",
        verdict(with(Map.of("bald", AS_SMALL, "twin", SMALLER, "worst", LARGER)), RANDOM));
    assertEquals(
        "Use bald or twin: which of them is best cannot be told.",
        verdict(
            new TreeMap<>(Map.of("bald", AS_SMALL, "twin", SMALLER, "worst", LARGER)),
            Optional.empty()));
  }

  @Test
  void nothing_is_advised_that_is_not_shown() {
    assertEquals(
        "Stay with random: no strategy is shown to learn faster in 6 seeds, and worst learns slower.",
        verdict(with(Map.of("other", EITHER, "worst", LARGER)), RANDOM));
    assertEquals(
        "Stay with random: all others learn slower.",
        verdict(with(Map.of("worst", LARGER)), RANDOM));
    assertEquals(
        "Take any: no strategy is shown to be the best in 6 seeds.",
        verdict(with(Map.of("other", EITHER)), Optional.empty()));
    assertEquals(
        "Too early to choose: there are 2 seeds, and 5 are needed.",
        verdict(
            new TreeMap<>(
                Map.of("random", new double[] {0, 0}, "bald", new double[] {-0.1, -0.11})),
            RANDOM));
  }

  @Test
  void a_strategy_that_cheats_is_never_advised() {
    assertEquals(
        "Stay with random: no strategy is shown to learn faster in 6 seeds.",
        verdict(with(Map.of("other", EITHER, "knows", SMALLER)), RANDOM, "knows"));
    assertEquals(
        "One strategy was played, so there is nothing to choose from.",
        verdict(with(Map.of("knows", SMALLER)), RANDOM, "knows"));
  }
}

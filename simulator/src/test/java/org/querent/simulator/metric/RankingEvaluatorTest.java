package org.querent.simulator.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.spec.RankingMetric;
import org.querent.simulator.spec.RankingMetric.Kind;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.RankingSettings.Candidates;
import org.querent.simulator.spec.SimulationException;
import org.querent.strategies.learner.Knowledge;

class RankingEvaluatorTest {
  private static final Ratings ALL = SampleRatings.random(30, 40, 700, 5);
  private static final Dataset DATASET = new Dataset("sample", ALL, "");
  private static final Ratings KNOWN = ALL.select(IntStream.range(0, 300).toArray());
  private static final Ratings TEST = ALL.select(IntStream.range(500, 700).toArray());

  /** Factors beyond a multiple of four, so that all of the loops are passed. */
  private static final Knowledge KNOWLEDGE =
      Knowledge.of(
          KNOWN,
          ModelSettings.DEFAULTS.withFactors(6),
          TrainingSettings.DEFAULTS.withSweeps(8, 4),
          new RandomStreams(1));

  private static RankingSettings settings(Candidates set, int sampled, Kind... kinds) {
    return new RankingSettings(
        List.of(kinds).stream().map(kind -> new RankingMetric(kind, 5)).toList(),
        List.of(set),
        Optional.empty(),
        sampled,
        Optional.empty());
  }

  private static Map<String, Double> measured(RankingSettings settings) {
    RankingEvaluator evaluator = evaluator(settings);
    RankingSums sums = evaluator.sums();
    evaluator.evaluate(KNOWLEDGE.posterior(), KNOWLEDGE.history(), sums);
    return sums.values();
  }

  private static RankingEvaluator evaluator(RankingSettings settings) {
    return Ranking.of(DATASET, settings, KNOWN, TEST, new RandomStreams(3))
        .evaluator(TEST, KNOWLEDGE.features());
  }

  private static Set<Integer> items(Ratings ratings, int user, double from) {
    return IntStream.range(0, ratings.size())
        .filter(row -> ratings.user(row) == user && ratings.rating(row) >= from)
        .mapToObj(ratings::item)
        .collect(Collectors.toSet());
  }

  /** The five best candidates by sorting all, and how many of them are relevant. */
  private static double precision(Candidates set) {
    Posterior posterior = KNOWLEDGE.posterior();
    double sum = 0;
    int users = 0;
    for (int user = 0; user < ALL.userCount(); user++) {
      int of = user;
      // Three quarters of half stars, from 0.5 to 5.
      Set<Integer> relevant = items(TEST, user, 3.875);
      Set<Integer> candidates =
          set == Candidates.RATED
              ? items(TEST, user, 0)
              : IntStream.range(0, ALL.itemCount()).boxed().collect(Collectors.toSet());
      candidates.removeAll(items(KNOWN, user, 0));
      if (!relevant.isEmpty()) {
        users++;
        sum +=
            candidates.stream()
                    .sorted(Comparator.comparingDouble(item -> -posterior.mean(of, item)))
                    .limit(5)
                    .filter(relevant::contains)
                    .count()
                / 5.0;
      }
    }
    return sum / users;
  }

  @ParameterizedTest
  @EnumSource(
      value = Candidates.class,
      names = {"RATED", "UNKNOWN"})
  void lists_are_the_best_of_the_candidates_that_are_not_known(Candidates set) {
    assertEquals(
        precision(set),
        measured(settings(set, 0, Kind.PRECISION))
            .get("precision@5-" + (set == Candidates.RATED ? "rated" : "unknown")),
        1e-12);
  }

  @Test
  void both_sets_of_candidates_are_ranked_at_once_and_differ() {
    RankingSettings both =
        new RankingSettings(
            List.of(new RankingMetric(Kind.NDCG, 5), new RankingMetric(Kind.GINI, 5)),
            List.of(Candidates.RATED, Candidates.UNKNOWN),
            Optional.empty(),
            0,
            Optional.empty());
    Map<String, Double> measured = measured(both);
    assertEquals(
        List.of("ndcg@5-rated", "gini@5-rated", "ndcg@5-unknown", "gini@5-unknown"),
        List.copyOf(measured.keySet()));
    // Any list of a holdout has more that is relevant.
    assertTrue(measured.get("ndcg@5-rated") > measured.get("ndcg@5-unknown"), measured::toString);
    assertEquals(
        measured.get("gini@5-unknown"),
        measured(settings(Candidates.UNKNOWN, 0, Kind.GINI)).get("gini@5-unknown"));
  }

  @Test
  void a_sample_flatters_and_is_the_same_whenever_it_is_drawn() {
    double few = measured(settings(Candidates.SAMPLED, 3, Kind.RECALL)).get("recall@5-sampled");
    double more = measured(settings(Candidates.SAMPLED, 20, Kind.RECALL)).get("recall@5-sampled");
    assertTrue(few > more, few + " and " + more);
    assertEquals(
        few, measured(settings(Candidates.SAMPLED, 3, Kind.RECALL)).get("recall@5-sampled"));
    // With all that nobody rated, and without what is held back to be asked for.
    double most = measured(settings(Candidates.SAMPLED, 99, Kind.RECALL)).get("recall@5-sampled");
    assertNotEquals(
        most, measured(settings(Candidates.UNKNOWN, 0, Kind.RECALL)).get("recall@5-unknown"));
  }

  @Test
  void users_without_anything_relevant_have_no_value() {
    UserValues values = values(settings(Candidates.UNKNOWN, 0, Kind.MAP, Kind.GINI));
    assertEquals(List.of("map@5-unknown"), values.columns());
    assertArrayEquals(
        IntStream.range(0, ALL.userCount())
            .filter(user -> !items(TEST, user, 3.875).isEmpty())
            .toArray(),
        values.users());
    assertEquals(
        measured(settings(Candidates.UNKNOWN, 0, Kind.MAP)).get("map@5-unknown"),
        IntStream.range(0, values.users().length)
            .mapToDouble(n -> values.values()[n][0])
            .average()
            .orElseThrow(),
        1e-12);
  }

  private static UserValues values(RankingSettings settings) {
    RankingEvaluator evaluator = evaluator(settings);
    return evaluator.evaluate(KNOWLEDGE.posterior(), KNOWLEDGE.history(), evaluator.sums());
  }

  @Test
  void equal_predictions_are_in_the_order_of_the_data() {
    TopItems top = new TopItems(3);
    top.clear();
    top.addAll(new double[] {1, 2, Double.NEGATIVE_INFINITY, 2, 1, 3, 1, 2});
    assertArrayEquals(new int[] {5, 1, 3}, top.best());
    top.clear();
    top.addAll(new double[] {Double.NEGATIVE_INFINITY, 0});
    assertArrayEquals(new int[] {1}, top.best());
  }

  @Test
  void a_holdout_of_which_nothing_is_relevant_is_refused() {
    RankingSettings impossible =
        new RankingSettings(
            List.of(new RankingMetric(Kind.NDCG, 5)),
            List.of(Candidates.RATED),
            Optional.of(5.5),
            0,
            Optional.empty());
    SimulationException refused =
        assertThrows(SimulationException.class, () -> evaluator(impossible));
    assertEquals(
        "evaluate.ranking.relevant: no rating that is held out is 5.5 or more, so that nothing is relevant; lower it",
        refused.getMessage());
  }
}

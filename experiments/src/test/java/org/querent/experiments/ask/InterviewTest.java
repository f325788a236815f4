package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FieldSpec;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.simulator.Simulator;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.metric.ErrorSums;
import org.querent.simulator.metric.Evaluator;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.split.DataSplit;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.Trait;
import org.querent.strategies.learner.ItemCosts;

class InterviewTest {
  @TempDir Path folder;

  static Stream<Arguments> runs() {
    return Models.STRATEGIES.providers().stream()
        .map(provider -> ConfiguredStrategy.of(provider))
        .filter(strategy -> !strategy.has(Trait.CHEATS) && !strategy.has(Trait.RUNS_PROGRAM))
        .flatMap(
            strategy -> Stream.of(Covariance.values()).map(shape -> Arguments.of(strategy, shape)));
  }

  private static Answer answer(String item, Map<String, Double> ratings) {
    Double rating = ratings.get(item);
    return new Answer(item, rating == null ? OptionalDouble.empty() : OptionalDouble.of(rating), 0);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void a_program_that_answers_from_held_back_ratings_is_asked_and_known_as_in_a_simulated_run(
      ConfiguredStrategy<?> strategy, Covariance covariance) {
    play(strategy, FieldSpec.PLAIN, covariance, ItemCosts.EQUAL, 1);
  }

  @Test
  void so_it_is_where_what_people_can_answer_tells_of_their_taste() {
    List<FieldSpec> described =
        List.of(
            new FieldSpec.User(),
            new FieldSpec.Item(),
            new ConsumptionField(ConsumptionField.From.EXPOSURE, 2));
    play(Models.strategy("interview"), described, Covariance.FULL, ItemCosts.EQUAL, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"interview", "expected-variance-reduction", "answerable"})
  void so_it_is_where_questions_do_not_cost_the_same(String name) {
    double[] costs = IntStream.range(0, 30).mapToDouble(item -> 0.5 + item % 4).toArray();
    ConfiguredStrategy<?> strategy = Models.strategy(name);
    List<SimulatedRun.Query> asked =
        play(strategy, FieldSpec.PLAIN, Covariance.FULL, new ItemCosts(costs, 1), 0.3);
    assertNotEquals(play(strategy, FieldSpec.PLAIN, Covariance.FULL, ItemCosts.EQUAL, 1), asked);
  }

  private List<SimulatedRun.Query> play(
      ConfiguredStrategy<?> strategy,
      List<FieldSpec> fields,
      Covariance covariance,
      ItemCosts costs,
      double refusal) {
    SimulationSettings settings =
        SimulatedRun.settings(fields, covariance, costs.withRefusal(refusal));
    List<SimulatedRun.Query> expected = new ArrayList<>();
    Map<Integer, Accuracy> measured = SimulatedRun.simulated(strategy, settings, expected);
    DataSplit split =
        Simulator.split(
            new Dataset("sample", SimulatedRun.RATINGS, ""), settings, SimulatedRun.SEED);
    AskModel model =
        AskModel.read(
            Models.write(
                folder.resolve("m.querent"),
                split.initial(),
                fields,
                settings.model(),
                strategy,
                SimulatedRun.SEED,
                costs,
                refusal),
            Models.ASKED_BY);
    List<SimulatedRun.Query> asked = new ArrayList<>();
    Map<Integer, ErrorSums> errors = new TreeMap<>();
    for (int user = 0; user < SimulatedRun.RATINGS.userCount(); user++) {
      Ratings test = SimulatedRun.rowsOf(user, split.test());
      if (test.size() > 0) {
        interview(model, user, test, SimulatedRun.heldBack(user, split.pool()), asked, errors);
      }
    }
    assertTrue(asked.stream().anyMatch(query -> query.rating().isEmpty()));
    assertEquals(expected, asked);
    errors.forEach((queries, sums) -> assertEquals(measured.get(queries), sums.accuracy()));
    assertEquals(measured.keySet(), errors.keySet());
    return asked;
  }

  private static void interview(
      AskModel model,
      int user,
      Ratings test,
      Map<String, Double> ratings,
      List<SimulatedRun.Query> asked,
      Map<Integer, ErrorSums> errors) {
    String id = SimulatedRun.RATINGS.userIds().idOf(user);
    Evaluator evaluator = new Evaluator(test);
    long first = (long) user * SimulatedRun.BUDGET;
    IntFunction<RandomGenerator> random =
        n -> new RandomStreams(SimulatedRun.SEED).stream("strategy", first + n);
    try (Interview interview =
        model.interview(id, SimulatedRun.itemsOf(user, test), List.of(), random)) {
      for (int n = 0; n <= SimulatedRun.BUDGET; n++) {
        evaluator.evaluate(
            interview.posterior(),
            errors.computeIfAbsent(n, any -> new ErrorSums(SimulatedRun.RATINGS.scale())));
        if (n < SimulatedRun.BUDGET) {
          String item = model.label(interview.questions(1)[0]).id();
          Answer answer = answer(item, ratings);
          asked.add(new SimulatedRun.Query(id, item, answer.rating()));
          interview.add(answer);
        }
      }
    }
  }
}

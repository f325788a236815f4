package org.querent.experiments.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.spec.Covariance;
import org.querent.experiments.ask.Models;
import org.querent.experiments.ask.SimulatedRun;
import org.querent.simulator.Simulator;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.metric.ErrorSums;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.split.DataSplit;
import org.querent.strategies.ConfiguredStrategy;

class ServiceParityTest {
  private static final Ratings RATINGS = SimulatedRun.RATINGS;

  @TempDir Path folder;

  private final List<SimulatedRun.Query> asked = new ArrayList<>();
  private final Map<Integer, ErrorSums> errors = new TreeMap<>();

  /** Strategies that draw nothing: the generators of a run are those of its seed, not of users. */
  @ParameterizedTest
  @ValueSource(strings = {"interview", "max-variance", "helf"})
  void a_program_that_answers_over_http_is_asked_and_known_as_in_a_simulated_run(String name)
      throws Exception {
    ConfiguredStrategy<?> strategy = Models.strategy(name);
    SimulationSettings settings = SimulatedRun.settings(Covariance.FULL);
    List<SimulatedRun.Query> expected = new ArrayList<>();
    Map<Integer, Accuracy> measured = SimulatedRun.simulated(strategy, settings, expected);
    DataSplit split = Simulator.split(new Dataset("s", RATINGS, ""), settings, SimulatedRun.SEED);
    Path model =
        Models.write(
            folder.resolve("m.querent"),
            split.initial(),
            settings.model(),
            strategy,
            SimulatedRun.SEED);
    try (Service service =
        Service.start(
            TestedService.USUAL,
            model,
            Models.ASKED_BY,
            folder.resolve("answers"),
            Optional.empty(),
            new PrintWriter(System.err, true))) {
      ServiceClient client = new ServiceClient(service.url(), service.token());
      for (int user = 0; user < RATINGS.userCount(); user++) {
        Ratings test = SimulatedRun.rowsOf(user, split.test());
        if (test.size() > 0) {
          interview(client, user, test, SimulatedRun.heldBack(user, split.pool()));
        }
      }
    }
    assertTrue(asked.stream().anyMatch(query -> query.rating().isEmpty()));
    assertEquals(expected, asked);
    assertEquals(measured.keySet(), errors.keySet());
    errors.forEach(
        (queries, sums) -> {
          assertEquals(measured.get(queries).rmse(), sums.accuracy().rmse());
          assertEquals(measured.get(queries).mae(), sums.accuracy().mae());
        });
  }

  private void interview(ServiceClient client, int user, Ratings test, Map<String, Double> heldBack)
      throws Exception {
    String id = RATINGS.userIds().idOf(user);
    String session = client.begin(id);
    List<String> notAsked = new ArrayList<>();
    for (int row = 0; row < test.size(); row++) {
      notAsked.add(test.itemIds().idOf(test.item(row)));
    }
    for (int n = 0; n <= SimulatedRun.BUDGET; n++) {
      measure(client.recommendations(session, 1000), test, n);
      if (n < SimulatedRun.BUDGET) {
        String item = client.questions(session, 1, notAsked).get(0);
        Double rating = heldBack.get(item);
        OptionalDouble said = rating == null ? OptionalDouble.empty() : OptionalDouble.of(rating);
        asked.add(new SimulatedRun.Query(id, item, said));
        client.answer(session, item, said);
      }
    }
  }

  private void measure(JsonNode recommendations, Ratings test, int queries) {
    Map<String, Double> means = new HashMap<>();
    for (JsonNode one : recommendations) {
      means.put(one.path("item").path("id").textValue(), one.path("mean").doubleValue());
    }
    ErrorSums sums = errors.computeIfAbsent(queries, any -> new ErrorSums(RATINGS.scale()));
    for (int row = 0; row < test.size(); row++) {
      sums.add(test.rating(row), means.get(test.itemIds().idOf(test.item(row))), 1);
    }
  }
}

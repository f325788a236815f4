package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.querent.core.data.Ratings;
import org.querent.simulator.judge.Learner;
import org.querent.simulator.judge.LearnerProvider;
import org.querent.simulator.judge.LearnerRegistry;
import org.querent.simulator.judge.RatingPredictor;
import org.querent.simulator.judge.als.Als;
import org.querent.simulator.judge.knn.ItemKnn;
import org.querent.simulator.judge.knn.Similarity;
import org.querent.strategies.NoParameters;
import org.querent.strategies.StrategyRegistry;

/** The built-in learners keep the laws, and each law finds the learner that does not keep it. */
class BuiltInLearnersTest {
  private static final LearnerRegistry REGISTRY =
      new LearnerRegistry(new StrategyRegistry(LearnerRegistry.class.getClassLoader()));

  private static <P extends Record> DynamicContainer container(
      LearnerProvider<P> provider, P parameters) {
    return dynamicContainer(
        provider.name() + " " + parameters, LearnerConformance.laws(provider, parameters));
  }

  private static <P extends Record> DynamicContainer ofDefaults(LearnerProvider<P> provider) {
    return container(provider, provider.defaults());
  }

  @TestFactory
  Stream<DynamicContainer> all_keep_the_laws() {
    return Stream.concat(
        REGISTRY.providers().stream().map(BuiltInLearnersTest::ofDefaults),
        Stream.of(
            container(new ItemKnn(), new ItemKnn.Parameters(Similarity.COSINE, 3, 0, 0, 5)),
            container(
                new ItemKnn(), new ItemKnn.Parameters(Similarity.ADJUSTED_COSINE, 1, 100, 0, 1)),
            container(new Als(), new Als.Parameters(30, 1e-6, 2))));
  }

  @Test
  void each_is_known_by_its_name() {
    assertEquals(
        List.of("als", "bayesian-fm", "biases", "fm", "item-knn", "popularity", "vfm"),
        List.copyOf(REGISTRY.names()));
    assertTrue(REGISTRY.find("als").orElseThrow() instanceof Als);
  }

  private record Suspect(String name, double bonus, Function<Ratings, RatingPredictor> fit)
      implements LearnerProvider<NoParameters> {
    @Override
    public String description() {
      return bonus == 0 ? "Does not keep a law." : "no sentence";
    }

    @Override
    public NoParameters defaults() {
      return new NoParameters();
    }

    @Override
    public Learner create(NoParameters parameters) {
      return (known, streams) -> fit.apply(known);
    }
  }

  private static List<String> broken(String name, Function<Ratings, RatingPredictor> fit) {
    Suspect suspect = new Suspect(name, name.equals("s") ? 0 : 1, fit);
    Map<String, String> failures = new LinkedHashMap<>();
    for (DynamicTest law : LearnerConformance.laws(suspect, new NoParameters()).toList()) {
      try {
        law.getExecutable().execute();
      } catch (Throwable e) {
        failures.put(law.getDisplayName(), e.getMessage());
      }
    }
    failures.forEach((law, message) -> assertTrue(message.contains(law), message));
    return List.copyOf(failures.keySet());
  }

  @Test
  void each_law_finds_who_breaks_it() {
    assertEquals(List.of(), broken("s", known -> (user, item) -> known.rating(0)));
    assertEquals(
        List.of("it says what it is"), broken("no name", known -> (user, item) -> known.rating(0)));
    SplittableRandom chance = new SplittableRandom(1);
    assertTrue(
        broken("s", known -> (user, item) -> known.rating(0) + 0.1 * chance.nextDouble())
            .contains("the same ratings and the same seed give the same predictions"));
    assertEquals(
        List.of("it predicts whatever pair, known or not"),
        broken(
            "s",
            known ->
                (user, item) -> known.size() == 200 && item == 19 ? Double.NaN : known.rating(0)));
    assertEquals(
        List.of("a single rating is enough to be fitted to"),
        broken("s", known -> (user, item) -> known.rating(0) + 0 * (1.0 / (known.size() - 1.0))));
    int[] fits = new int[1];
    assertTrue(
        broken(
                "s",
                known -> {
                  fits[0]++;
                  return (user, item) -> known.rating(0) + 0.001 * fits[0];
                })
            .contains("what it has fitted stays as it is while it fits again"));
    int[] last = new int[1];
    assertTrue(
        broken(
                "s",
                known ->
                    (user, item) -> {
                      double rating = known.rating(0) + 0.001 * last[0];
                      last[0] = user;
                      return rating;
                    })
            .contains("asked in another order it predicts the same"));
    assertEquals(
        List.of("it predicts near ratings that are all the same"),
        broken("s", known -> (user, item) -> 1));
  }
}

package org.querent.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.inject.Guice;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.querent.core.UserException;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.RatingsReader;
import org.querent.core.features.FieldSpec;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

/**
 * What Querent asks of every query strategy. Extend it with JUnit 5, name the provider, and run it
 * as a test: each law is a test of its own. The strategy is played by the simulator, on a few
 * hundred ratings made up, with models and protocols of all kinds.
 *
 * <p>The simulator itself refuses a batch that is too large or too small, and what is not an open
 * candidate or comes twice, so that every law checks that as well.
 *
 * @param <P> the strategy's parameters
 */
public abstract class StrategyConformance<P extends Record> {
  /** 400 pairs, of which 240 are rated: 60 for the test, 60 known, a pool of 120. */
  private static final int POOL = 120;

  private static final Dataset DATASET = new Dataset("made up", ratings(), "");

  /** The provider under test. */
  protected abstract StrategyProvider<P> provider();

  /** The parameters to test it with: the defaults, unless this is overridden. */
  protected P parameters() {
    return provider().defaults();
  }

  @TestFactory
  final Stream<DynamicTest> laws() {
    return laws(provider(), parameters());
  }

  /** The laws as tests of a strategy with some parameters. */
  static <P extends Record> Stream<DynamicTest> laws(StrategyProvider<P> provider, P parameters) {
    Laws<P> laws = new Laws<>(provider, parameters);
    return Stream.of(
        laws.test("it says what it is", laws::description),
        laws.test("it asks for every candidate once, whatever the batch", laws::wholePool),
        laws.test("the same seed gives the same queries", laws::determinism),
        laws.test("it knows its way with any model", laws::models),
        laws.test("it works under every protocol, with any oracle", laws::protocols),
        laws.test("it goes on where a user has nothing left to ask for", laws::emptyPools),
        laws.test(
            "made anew for every batch, it asks the same, unless it remembers", laws::restarts),
        laws.test("it leaves the posterior as it is", laws::posterior));
  }

  private record Laws<P extends Record>(StrategyProvider<P> provider, P parameters) {
    /** A failure names the law: those who run tests do not always show what a test is called. */
    DynamicTest test(String law, Executable check) {
      return dynamicTest(
          law,
          () -> {
            try {
              check.execute();
            } catch (Throwable e) { // whatever the code of others throws
              throw new AssertionError(
                  "%s with %s does not keep the law \"%s\": %s"
                      .formatted(provider.getClass().getName(), parameters, law, told(e)),
                  e);
            }
          });
    }

    private static String told(Throwable thrown) {
      boolean plain = thrown instanceof AssertionError || thrown instanceof UserException;
      return plain ? thrown.getMessage() : thrown.toString();
    }

    void description() {
      assertTrue(
          provider.name().matches("[a-z0-9]+(-[a-z0-9]+)*"),
          "a name has small letters, digits and single dashes, this is " + provider.name());
      assertTrue(
          provider.description().matches("[A-Z].*\\."),
          "a description is a sentence, this is " + provider.description());
      assertEquals(provider.defaults(), provider.defaults(), "defaults() are others every time");
      assertNotNull(provider.traits(parameters), "traits() are null");
    }

    /** Batches end with the pool, the largest already as it begins. */
    void wholePool() {
      for (int batch : new int[] {1, 7, POOL, 10 * POOL}) {
        List<String> queries = queries(settings(Protocol.POOL, POOL, batch), 1);
        assertEquals(POOL, queries.stream().distinct().count(), "batches of " + batch);
      }
    }

    void determinism() {
      SimulationSettings settings = settings(Protocol.POOL, 60, 10);
      assertSameQueries(queries(settings, 2), queries(settings, 2), "once more");
    }

    /** Without factors, or with covariances, or without variances if it can do without. */
    void models() {
      List<ModelSettings> models =
          new ArrayList<>(
              List.of(
                  ModelSettings.DEFAULTS.withFactors(0),
                  ModelSettings.DEFAULTS.withFactors(3).withCovariance(Covariance.FULL)));
      if (!has(Trait.NEEDS_VARIANCES)) {
        models.add(ModelSettings.defaults(ModelType.FM).withFactors(2));
      }
      for (ModelSettings model : models) {
        SimulationSettings settings = with(settings(Protocol.POOL, 30, 6), model);
        assertEquals(30, queries(settings, 3).size(), model.toString());
      }
    }

    void protocols() {
      for (Protocol protocol : Protocol.values()) {
        for (About about : About.values()) {
          SimulationSettings settings =
              with(settings(protocol, 4, 2), new OracleSettings(about, 0.5, 0.1));
          String once = "once more, under " + protocol + ", " + about;
          assertSameQueries(queries(settings, 4), queries(settings, 4), once);
        }
      }
    }

    void emptyPools() {
      List<String> queries = queries(settings(Protocol.PER_USER, POOL, 5), 5);
      assertEquals(POOL, queries.stream().distinct().count(), "different queries");
    }

    void posterior() {
      QueryStrategy strategy = provider.create(parameters);
      QueryStrategy watched =
          round -> {
            double[] before = contents(round.posterior());
            int[] chosen = strategy.select(round);
            assertArrayEquals(before, contents(round.posterior()), "a prediction has changed");
            return chosen;
          };
      // Only who is known as a cheat is shown the answers.
      if (!has(Trait.CHEATS)) {
        play(settings(Protocol.POOL, 40, 8), () -> watched, 6);
      }
    }

    /** Whether all of the posterior moves between batches, or some of it, or by skips nothing. */
    void restarts() {
      // Only who is known as a cheat is shown the answers.
      if (has(Trait.REMEMBERS) || has(Trait.CHEATS)) {
        return;
      }
      QueryStrategy forgetful = round -> provider.create(parameters).select(asFirst(round));
      for (Neighbours neighbours : Neighbours.values()) {
        for (About about : About.values()) {
          SimulationSettings settings =
              with(
                  settings(Protocol.POOL, 60, 6),
                  new OracleSettings(about, 0, 0),
                  new RetrainingSchedule(1, neighbours, 0, 0));
          assertSameQueries(
              queries(settings, 7),
              play(settings, () -> forgetful, 7),
              "made anew, updates reaching " + neighbours + ", questions about " + about);
        }
      }
    }

    private static void assertSameQueries(List<String> one, List<String> other, String when) {
      for (int n = 0; n < Math.min(one.size(), other.size()); n++) {
        String query = "query %d is of another user or item %s".formatted(n + 1, when);
        assertEquals(one.get(n), other.get(n), query);
      }
      assertEquals(one.size(), other.size(), "the number of queries is another " + when);
    }

    private static QueryRound asFirst(QueryRound round) {
      return round.within(RowChanges.EVERYTHING, round.random(), round.batchSize());
    }

    private boolean has(Trait trait) {
      return provider.traits(parameters).contains(trait);
    }

    private List<String> queries(SimulationSettings settings, long seed) {
      return play(settings, () -> provider.create(parameters), seed);
    }
  }

  private static SimulationSettings settings(Protocol protocol, int budget, int batch) {
    return new SimulationSettings(
        new SplitSettings(0.25, 60, SplitSettings.By.RANDOM, 0.2),
        protocol,
        OracleSettings.DEFAULTS,
        FieldSpec.PLAIN,
        ModelSettings.DEFAULTS.withFactors(2),
        TrainingSettings.DEFAULTS.withSweeps(5, 2),
        EngineKind.CPU,
        new RetrainingSchedule(1, Neighbours.ALL, 0, 0),
        new QueryBudget(budget, batch),
        ItemCosts.EQUAL,
        budget,
        false);
  }

  private static SimulationSettings with(SimulationSettings plain, ModelSettings model) {
    return with(plain, model, plain.oracle(), plain.retraining());
  }

  private static SimulationSettings with(SimulationSettings plain, OracleSettings oracle) {
    return with(plain, plain.model(), oracle, plain.retraining());
  }

  private static SimulationSettings with(
      SimulationSettings plain, OracleSettings oracle, RetrainingSchedule retraining) {
    return with(plain, plain.model(), oracle, retraining);
  }

  private static SimulationSettings with(
      SimulationSettings plain,
      ModelSettings model,
      OracleSettings oracle,
      RetrainingSchedule retraining) {
    return new SimulationSettings(
        plain.split(),
        plain.protocol(),
        oracle,
        plain.features(),
        model,
        plain.training(),
        plain.engine(),
        retraining,
        plain.budget(),
        plain.costs(),
        plain.evaluateEvery(),
        plain.measureDrift());
  }

  /** What a strategy asks for, in order. */
  private static List<String> play(
      SimulationSettings settings, Supplier<QueryStrategy> strategies, long seed) {
    List<String> queries = new ArrayList<>();
    SimulationListener listener =
        new SimulationListener() {
          @Override
          public void answered(int query, int user, int item, double rating) {
            queries.add("user " + user + ", item " + item);
          }

          @Override
          public void unanswered(int query, int user, int item) {
            queries.add("user " + user + ", item " + item);
          }

          @Override
          public void evaluated(CurvePoint point) {}
        };
    Guice.createInjector(new SimulatorModule())
        .getInstance(Simulator.class)
        .run(DATASET, settings, strategies, seed, listener);
    return queries;
  }

  /** All predictions and their variances. */
  private static double[] contents(Posterior posterior) {
    int users = posterior.users().size();
    int items = posterior.items().size();
    return IntStream.range(0, users * items)
        .boxed()
        .flatMapToDouble(
            pair ->
                DoubleStream.of(
                    posterior.mean(pair / items, pair % items),
                    posterior.epistemicVariance(pair / items, pair % items)))
        .toArray();
  }

  /** 240 ratings of 20 items by 20 users. */
  private static Ratings ratings() {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < 240; n++) {
      int pair = (n * 7) % 400;
      text.append(
          "%d\t%d\t%d\t%d\n".formatted(1 + pair / 20, 1 + pair % 20, random.nextInt(1, 6), n));
    }
    return new RatingsReader()
        .read(
            new ByteArrayInputStream(text.toString().getBytes(UTF_8)),
            "made up",
            RatingScale.HALF_STARS);
  }
}

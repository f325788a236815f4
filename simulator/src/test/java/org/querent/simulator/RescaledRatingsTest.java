package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.form.RatingsReader;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings.Pair;
import org.querent.simulator.metric.Drift;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.StrategyRegistry;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.ExpectedModelChange;

/**
 * Ratings c y + d on the scale from c min + d to c max + d are asked for in the same order, by
 * every strategy, and have c times the errors.
 */
class RescaledRatingsTest {
  private static final Injector INJECTOR = Guice.createInjector(new SimulatorModule());
  private static final Simulator SIMULATOR = INJECTOR.getInstance(Simulator.class);
  private static final Ratings RATINGS = SampleRatings.random(20, 25, 300, 1);

  private static final ColumnMapping COLUMNS =
      new ColumnMapping("user", "item", "rating", Optional.empty(), Optional.empty());

  @TempDir static Path folder;

  /** The pairs asked for, in order, and the points of the curve. */
  private record Play(List<Pair> asked, List<CurvePoint> curve) {}

  /** y becomes c y + d, each number as people would write it. */
  private record Change(String c, String d) {
    double factor() {
      return Double.parseDouble(c);
    }

    BigDecimal of(double rating) {
      return new BigDecimal(c).multiply(BigDecimal.valueOf(rating)).add(new BigDecimal(d));
    }

    /** Read from a file of the format whose ratings may have a sign. */
    Ratings ratings() {
      RatingScale scale =
          new RatingScale(
              of(RATINGS.scale().min()).doubleValue(), of(RATINGS.scale().max()).doubleValue());
      StringBuilder table = new StringBuilder("user,item,rating\n");
      for (int n = 0; n < RATINGS.size(); n++) {
        table.append(
            "%s,%s,%s\n"
                .formatted(
                    RATINGS.userIds().idOf(RATINGS.user(n)),
                    RATINGS.itemIds().idOf(RATINGS.item(n)),
                    of(RATINGS.rating(n)).toPlainString()));
      }
      try {
        Path file = Files.writeString(folder.resolve("ratings.csv"), table);
        return new RatingsReader().read(file, scale, RatingsForm.of(COLUMNS)).ratings();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Stream<Change> changes() {
    return Stream.of("0.01", "2", "20", "1000")
        .flatMap(c -> Stream.of("-10", "0", "1000").map(d -> new Change(c, d)));
  }

  static Stream<Arguments> strategies() {
    Stream<Arguments> all =
        INJECTOR.getInstance(StrategyRegistry.class).providers().stream()
            .map(RescaledRatingsTest::asItComes);
    ConfiguredStrategy<?> greedy =
        new ConfiguredStrategy<>(
            new ExpectedModelChange(), new BatchParameters(Selection.GREEDY, 1));
    return Stream.concat(all, Stream.of(Arguments.of(greedy.toString(), supplier(greedy))));
  }

  private static <P extends Record> Arguments asItComes(StrategyProvider<P> provider) {
    return Arguments.of(provider.name(), supplier(ConfiguredStrategy.of(provider)));
  }

  private static Supplier<QueryStrategy> supplier(ConfiguredStrategy<?> strategy) {
    return strategy::create;
  }

  private static Play play(Ratings ratings, Supplier<QueryStrategy> strategy) {
    SimulationSettings settings =
        new SimulationSettings(
            new SplitSettings(0.25, 40, SplitSettings.By.RANDOM, 0.2),
            Protocol.POOL,
            OracleSettings.DEFAULTS,
            FieldSpec.PLAIN,
            ModelSettings.DEFAULTS.withFactors(2),
            TrainingSettings.DEFAULTS.withSweeps(12, 6),
            EngineKind.CPU,
            new RetrainingSchedule(1, Neighbours.ONE_HOP, 0.01, 60),
            new QueryBudget(120, 5),
            ItemCosts.EQUAL,
            20,
            true);
    Play play = new Play(new ArrayList<>(), new ArrayList<>());
    SIMULATOR.run(
        new Dataset("sample", ratings, ""),
        settings,
        strategy,
        3,
        new SimulationListener() {
          @Override
          public void answered(int query, int user, int item, double rating) {
            play.asked.add(new Pair(user, item));
          }

          @Override
          public void evaluated(CurvePoint point) {
            play.curve.add(point);
          }
        });
    return play;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strategies")
  void changed_ratings_are_asked_for_in_the_same_order(
      String name, Supplier<QueryStrategy> strategy) {
    Play stars = play(RATINGS, strategy);
    assertEquals(120, stars.asked.size());
    changes()
        .forEach(
            change -> {
              Play other = play(change.ratings(), strategy);
              for (int query = 0; query < stars.asked.size(); query++) {
                assertEquals(
                    stars.asked.get(query),
                    other.asked.get(query),
                    "query " + query + ", " + change);
              }
              for (int n = 0; n < stars.curve.size(); n++) {
                requireScaled(stars.curve.get(n), other.curve.get(n), change.factor());
              }
            });
  }

  private static void requireScaled(CurvePoint stars, CurvePoint other, double c) {
    requireRatio(c, other.accuracy().rmse(), stars.accuracy().rmse());
    requireRatio(c, other.accuracy().mae(), stars.accuracy().mae());
    requireRatio(c, other.noise(), stars.noise());
    requireRatio(c * c, other.poolVariance(), stars.poolVariance());
    assertEquals(stars.accuracy().coverage90(), other.accuracy().coverage90(), 0.0);
    Drift drift = other.drift().orElseThrow();
    assertEquals(c * stars.drift().orElseThrow().means(), drift.means(), 1e-9 * c);
    assertTrue(Double.isFinite(drift.rmse()));
  }

  private static void requireRatio(double expected, double one, double other) {
    assertEquals(expected * other, one, 1e-9 * expected * other);
  }
}

package org.querent.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.RatingsReader;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.judge.Learner;
import org.querent.simulator.judge.LearnerProvider;
import org.querent.simulator.judge.RatingPredictor;
import org.querent.simulator.judge.UncertainPredictor;

/**
 * What Querent asks of every learner that judges. Extend it with JUnit 5, name the provider, and
 * run it as a test: each law is a test of its own, on a few hundred ratings made up.
 *
 * @param <P> the learner's parameters
 */
public abstract class LearnerConformance<P extends Record> {
  /** The provider under test. */
  protected abstract LearnerProvider<P> provider();

  /** The parameters to test it with: the defaults, unless this is overridden. */
  protected P parameters() {
    return provider().defaults();
  }

  @TestFactory
  final Stream<DynamicTest> laws() {
    return laws(provider(), parameters());
  }

  /** The laws as tests of a learner with some parameters. */
  static <P extends Record> Stream<DynamicTest> laws(LearnerProvider<P> provider, P parameters) {
    Laws<P> laws = new Laws<>(provider, parameters);
    return Stream.of(
        laws.test("it says what it is", laws::description),
        laws.test(
            "the same ratings and the same seed give the same predictions", laws::determinism),
        laws.test("it predicts whatever pair, known or not", laws::everyPair),
        laws.test("a single rating is enough to be fitted to", laws::oneRating),
        laws.test("what it has fitted stays as it is while it fits again", laws::independence),
        laws.test("asked in another order it predicts the same", laws::order),
        laws.test("it predicts near ratings that are all the same", laws::constant));
  }

  private record Laws<P extends Record>(LearnerProvider<P> provider, P parameters) {
    private static final int USERS = 20;
    private static final int ITEMS = 20;

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
                      .formatted(provider.getClass().getName(), parameters, law, e.getMessage()),
                  e);
            }
          });
    }

    void description() {
      assertTrue(
          provider.name().matches("[a-z0-9]+(-[a-z0-9]+)*"),
          "a name has small letters, digits and single dashes, this is " + provider.name());
      assertTrue(
          provider.description().matches("[A-Z].*\\."),
          "a description is a sentence, this is " + provider.description());
      assertEquals(provider.defaults(), provider.defaults(), "defaults() are others every time");
    }

    /** The first rows of ratings of all users and items, of which the last have none here. */
    private static Ratings ratings(int known) {
      SplittableRandom random = new SplittableRandom(7);
      String text =
          IntStream.range(0, USERS * ITEMS)
              .mapToObj(
                  n ->
                      n / ITEMS
                          + "\t"
                          + n % ITEMS
                          + "\t"
                          + Math.max(1, Math.min(5, n % 3 + n / ITEMS % 3 + random.nextInt(2)))
                          + "\t0\n")
              .collect(Collectors.joining());
      int[] rows = RandomStreams.permutation((USERS - 1) * (ITEMS - 1), new SplittableRandom(8));
      return new RatingsReader()
          .read(new ByteArrayInputStream(text.getBytes(UTF_8)), "made up", RatingScale.WHOLE_STARS)
          .select(
              Arrays.stream(rows)
                  .limit(known)
                  .map(n -> n / (ITEMS - 1) * ITEMS + n % (ITEMS - 1))
                  .toArray());
    }

    private RatingPredictor fit(Ratings known, long seed) {
      return provider.create(parameters).fit(known, new RandomStreams(seed));
    }

    /** Predictions, variances where there are any, and scores, user by user. */
    private static double[] all(RatingPredictor predictor) {
      return IntStream.range(0, USERS)
          .mapToObj(user -> ofUser(predictor, user))
          .flatMapToDouble(Arrays::stream)
          .toArray();
    }

    private static double[] ofUser(RatingPredictor predictor, int user) {
      double[] values = new double[3 * ITEMS];
      double[] scores = new double[ITEMS];
      predictor.scores(user, scores);
      for (int item = 0; item < ITEMS; item++) {
        values[3 * item] = predictor.rating(user, item);
        values[3 * item + 1] =
            predictor instanceof UncertainPredictor own ? own.variance(user, item) : 1;
        values[3 * item + 2] = scores[item];
      }
      return values;
    }

    void determinism() {
      for (long seed : new long[] {1, 2}) {
        assertArrayEquals(all(fit(ratings(200), seed)), all(fit(ratings(200), seed)), 0);
      }
    }

    void everyPair() {
      double[] values = all(fit(ratings(200), 1));
      for (int n = 0; n < values.length; n++) {
        assertTrue(Double.isFinite(values[n]), "found " + values[n]);
        assertTrue(n % 3 != 1 || values[n] > 0, "found a variance of " + values[n]);
      }
    }

    void oneRating() {
      for (double value : all(fit(ratings(1), 1))) {
        assertTrue(Double.isFinite(value), "found " + value);
      }
    }

    void independence() {
      Learner learner = provider.create(parameters);
      RatingPredictor first = learner.fit(ratings(150), new RandomStreams(1));
      double[] before = all(first);
      double[] again = all(learner.fit(ratings(250), new RandomStreams(2)));
      assertArrayEquals(before, all(first), 0, "the first fit has changed");
      assertArrayEquals(all(fit(ratings(250), 2)), again, 0, "the second fit knows the first");
    }

    void order() {
      RatingPredictor predictor = fit(ratings(200), 1);
      double[][] forth = new double[USERS][];
      Arrays.setAll(forth, user -> ofUser(predictor, user));
      for (int user = USERS - 1; user >= 0; user--) {
        assertArrayEquals(forth[user], ofUser(predictor, user), 0);
      }
    }

    void constant() {
      int[] users = IntStream.range(0, 100).map(n -> n % 10).toArray();
      int[] items = IntStream.range(0, 100).map(n -> n / 10).toArray();
      double[] stars = new double[100];
      Arrays.fill(stars, 4);
      Ratings known = ratings(1).select(new int[0]).plus(users, items, stars, new long[100]);
      RatingPredictor predictor = fit(known, 1);
      for (int n = 0; n < users.length; n++) {
        assertEquals(4, predictor.rating(users[n], items[n]), 0.5);
      }
    }
  }
}

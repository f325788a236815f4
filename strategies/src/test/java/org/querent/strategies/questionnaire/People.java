package org.querent.strategies.questionnaire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.SampleRatings;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.Knowledge;

/** People who answer some of the questions that they are asked. */
public final class People {
  /** The number of people of whom ratings are known. */
  public static final int USERS = 30;

  /** The number of items that they may rate. */
  public static final int ITEMS = 16;

  /** Some ratings of everybody. */
  public static Ratings known(long seed) {
    return SampleRatings.random(USERS, ITEMS, 200, seed);
  }

  /** What is learnt from ratings by the least model. */
  public static Knowledge knowledge(Ratings known) {
    return Knowledge.of(
        known,
        ModelSettings.DEFAULTS.withFactors(0),
        TrainingSettings.DEFAULTS.withSweeps(1, 1),
        new RandomStreams(1));
  }

  private People() {}

  /** Every user is asked, one after the other, about all that they have not rated. */
  public static <P extends Record> void assertAsks(
      QuestionnaireProvider<P> provider,
      P parameters,
      Function<List<Reference.Rating>, Reference> reference,
      long seed) {
    Ratings known = known(seed);
    Knowledge knowledge = knowledge(known);
    Reference slow = reference.apply(Reference.list(known));
    RandomGenerator random = new SplittableRandom(seed);
    for (int user = 0; user < known.userCount(); user += 3) {
      int who = user;
      Map<Integer, Double> answers =
          Reference.list(known).stream()
              .filter(r -> r.user() == who)
              .collect(
                  Collectors.toMap(
                      Reference.Rating::item, Reference.Rating::stars, (a, b) -> a, HashMap::new));
      ActiveLearner learner =
          new ActiveLearner(
              knowledge,
              CandidatePool.unratedBy(user, known),
              () -> provider.create(parameters),
              Following.foldingInUser(user),
              new RandomStreams(seed));
      while (learner.candidates().size() > 0) {
        Set<Integer> open =
            IntStream.range(0, learner.candidates().size())
                .map(position -> learner.candidates().item(learner.candidates().open(position)))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        assertPredicts(learner, user, slow, answers, open);
        int candidate = learner.ask(1)[0];
        int item = learner.candidates().item(candidate);
        assertEquals(slow.next(answers, open), item, "user " + user + ", of " + open);
        if (random.nextInt(5) < 2) {
          learner.skip(candidate);
        } else {
          answers.put(item, random.nextInt(1, 11) / 2.0);
          learner.tell(candidate, answers.get(item));
        }
      }
      knowledge.forgetAnswers();
    }
  }

  private static void assertPredicts(
      ActiveLearner learner,
      int user,
      Reference slow,
      Map<Integer, Double> answers,
      Set<Integer> open) {
    double[] means = new double[learner.candidates().items()];
    boolean predicts = learner.predict(user, means);
    for (int item = 0; item < means.length; item++) {
      OptionalDouble expected = slow.predict(answers, open, item);
      assertEquals(expected.isPresent(), predicts);
      assertEquals(expected.orElse(0), means[item], 1e-9, "user " + user + ", item " + item);
    }
  }

  /** Asks by a strategy. */
  public static ActiveLearner asking(Knowledge knowledge, CandidatePool pool, QueryStrategy by) {
    return new ActiveLearner(
        knowledge, pool, () -> by, Following.foldingInUser(0), new RandomStreams(1));
  }
}

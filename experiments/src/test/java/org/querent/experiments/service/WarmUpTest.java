package org.querent.experiments.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;
import org.querent.core.spec.Covariance;
import org.querent.experiments.ask.Answer;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.Interview;
import org.querent.experiments.ask.Models;

class WarmUpTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"interview", "random", "bootstrap-tree", "functional-mf", "max-variance"})
  void what_is_asked_and_predicted_later_is_the_same_without_it(String strategy) {
    Ratings known = Models.ratings(24, 30, 400, 1).withUser("newcomer");
    Path file =
        Models.write(
            folder.resolve("m.querent"),
            known,
            Models.settings(Covariance.FULL),
            Models.strategy(strategy),
            5);
    ModelPool warm = new ModelPool(1, () -> AskModel.read(file, Models.ASKED_BY));
    assertEquals(0, WarmUp.hold(warm, 3, 1, Optional.empty(), 0), "no time");
    assertEquals(60, WarmUp.hold(warm, 3, 2, Optional.empty(), TimeUnit.HOURS.toNanos(1)));
    AskModel cold = AskModel.read(file, Models.ASKED_BY);
    for (String user : List.of("somebody", "nobody-0", known.userIds().idOf(3))) {
      assertEquals(interview(cold, user), warm.with(model -> interview(model, user)));
    }
  }

  /** All that is asked and predicted. */
  private static List<String> interview(AskModel model, String user) {
    List<String> told = new ArrayList<>();
    try (Interview interview =
        model.interview(user, new BitSet(), List.of(), asked -> new SplittableRandom(7))) {
      for (int n = 0; n < 6; n++) {
        int item = interview.questions(1)[0];
        told.add(item + " " + interview.uncertaintyLeft());
        OptionalDouble rating = n == 2 ? OptionalDouble.empty() : OptionalDouble.of(n % 5 + 0.5);
        interview.add(new Answer(model.label(item).id(), rating, n));
      }
      IntStream.range(0, 30)
          .forEach(item -> told.add(interview.profile().expected(item).toString()));
    }
    return told;
  }
}

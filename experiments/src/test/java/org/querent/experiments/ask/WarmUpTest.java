package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;
import org.querent.core.spec.Covariance;

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
    AskModel warm = AskModel.read(file, Models.ASKED_BY);
    assertEquals(0, WarmUp.play(warm, -1), "no time");
    assertEquals(240, WarmUp.play(warm, Long.MAX_VALUE));
    AskModel cold = AskModel.read(file, Models.ASKED_BY);
    for (String user : List.of("somebody", known.userIds().idOf(3))) {
      assertEquals(interview(cold, user), interview(warm, user));
    }
    assertTrue(WarmUp.play(warm, Long.MAX_VALUE) > 0);
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
      IntStream.range(0, model.ratings().itemCount())
          .forEach(item -> told.add(interview.profile().expected(item).toString()));
    }
    return told;
  }
}

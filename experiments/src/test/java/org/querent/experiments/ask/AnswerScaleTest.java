package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Rating;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.spec.Likelihood;

class AnswerScaleTest {
  private static AnswerScale scale(double min, double max, double... known) {
    List<Rating> rows = new ArrayList<>();
    for (double rating : known) {
      rows.add(new Rating("u", "i" + rows.size(), rating, 1));
    }
    return AnswerScale.of(Ratings.of(new RatingScale(min, max), rows), Likelihood.GAUSSIAN);
  }

  @Test
  void where_only_whole_or_half_ratings_are_known_no_others_are_taken() {
    AnswerScale whole = scale(1, 5, 1, 3, 5);
    assertEquals(OptionalDouble.of(1), whole.step());
    assertEquals(Optional.of("found 3.5, allowed 1 to 5 in steps of 1"), whole.fault(3.5));
    assertEquals(Optional.of("found 6, allowed 1 to 5 in steps of 1"), whole.fault(6));
    assertTrue(whole.fault(Double.NaN).isPresent());
    assertEquals(Optional.empty(), whole.fault(4));
    assertEquals("0.5 to 5 in steps of 0.5", scale(0.5, 5, 1, 3, 5).toString());
    assertEquals("1 to 5 in steps of 0.5", scale(1, 5, 1, 3.5).toString());
    AnswerScale any = scale(-10, 10, 1.27, 3);
    assertEquals("-10 to 10", any.toString());
    assertEquals(Optional.empty(), any.fault(-9.99));
    assertEquals(Optional.of("found 10.5, allowed -10 to 10"), any.fault(10.5));
  }
}

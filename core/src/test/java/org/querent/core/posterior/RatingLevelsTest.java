package org.querent.core.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.spec.Likelihood;

class RatingLevelsTest {
  @ParameterizedTest
  @CsvSource({
    "1,5,ORDINAL,5,1",
    "0.5,5,ORDINAL,10,0.5",
    "1,10,ORDINAL,10,1",
    "-10,10,ORDINAL,21,1",
    "0,100,ORDINAL,101,1",
    "0,1,ORDINAL,2,1",
    "0,1,BINARY,2,1",
    "1,5,BINARY,2,4",
    "-1.25,3.5,BINARY,2,4.75"
  })
  void levels_are_steps_of_the_scale(
      double min, double max, Likelihood likelihood, int count, double step) {
    RatingLevels levels = RatingLevels.of(new RatingScale(min, max), likelihood).orElseThrow();
    assertEquals(new RatingLevels(min, step, count), levels);
    assertEquals(max, levels.rating(count - 1), 1e-12);
    for (int level = 0; level < count; level++) {
      levels.require(levels.rating(level));
    }
  }

  @Test
  void a_gaussian_needs_none() {
    assertTrue(RatingLevels.of(new RatingScale(0, Math.PI), Likelihood.GAUSSIAN).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"0.25,5", "1,4.7", "0,1000", "0,51.5"})
  void a_scale_without_steps_is_refused(double min, double max) {
    DatasetException refused =
        assertThrows(
            DatasetException.class,
            () -> RatingLevels.of(new RatingScale(min, max), Likelihood.ORDINAL));
    assertTrue(refused.getMessage().contains("say likelihood: gaussian"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0.5", "3.5", "6", "2.01", "-1"})
  void a_rating_between_steps_is_refused(double rating) {
    RatingLevels levels =
        RatingLevels.of(RatingScale.WHOLE_STARS, Likelihood.ORDINAL).orElseThrow();
    String message =
        assertThrows(DatasetException.class, () -> levels.require(rating)).getMessage();
    assertTrue(message.contains("is not one of the 5 that likelihood: ordinal takes"), message);
    assertTrue(message.contains("1 to 5 by 1"), message);
    boolean isHalf = rating == 0.5 || rating == 3.5;
    assertEquals(isHalf, message.contains("0.5 to 5, has half steps"), message);
  }
}

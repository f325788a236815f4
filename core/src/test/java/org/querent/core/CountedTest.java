package org.querent.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountedTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void put_the_language_back() {
    Locale.setDefault(before);
  }

  @Test
  void one_is_singular_and_every_other_number_plural() {
    assertEquals("1 seed", Counted.of(1, "seed"));
    assertEquals("0 seeds", Counted.of(0, "seed"));
    assertEquals("2 strategies", Counted.of(2, "strategy"));
    assertEquals("1 query is", Counted.of(1, "query") + " " + Counted.are(1));
    assertEquals("3 queries are", Counted.of(3, "query") + " " + Counted.are(3));
  }

  @Test
  void thousands_are_parted_by_commas_in_every_language() {
    Locale.setDefault(Locale.forLanguageTag("de-DE"));
    assertEquals("12,345 ratings", Counted.of(12_345, "rating"));
  }
}

package org.querent.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.statistics.Interval;

class NumbersTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void put_the_language_back() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG", "hi-IN-u-nu-deva"})
  void numbers_are_written_alike_in_every_language(String language) {
    Locale.setDefault(Locale.forLanguageTag(language));
    assertEquals("12,346", Numbers.count(12_345.6));
    assertEquals("0.9877", Numbers.rating(0.98765));
    assertEquals("\u221212.3\u00A0%", Numbers.percent(-12.34));
    assertEquals("0.048", Numbers.pValue(0.0481));
    assertEquals("1.0000 ± 0.2500", Numbers.interval(new Interval(1, 0.75, 1.25, 3)));
  }

  @Test
  void a_rounded_zero_has_no_sign() {
    assertEquals("0.0000000000", Numbers.rating(-1e-12));
    assertEquals("0.0000", Numbers.rating(0));
    assertEquals("0.0000", Numbers.difference(-1e-9, 1));
    assertEquals("0.0\u00A0%", Numbers.percent(-0.04));
    assertEquals("0", Numbers.count(-0.4));
    assertEquals("\u22120.0001", Numbers.difference(-1e-4, 1));
  }

  @Test
  void tiny_ratings_have_as_many_significant_digits_as_others_and_one_row_as_many_decimals() {
    assertEquals("0.1000", Numbers.rating(0.1));
    assertEquals("0.001235", Numbers.rating(0.00123456));
    assertEquals("0.01000", Numbers.rating(0.01));
    Interval error = new Interval(0.002, 0.0015, 0.0025, 3);
    assertEquals("0.002000 ± 0.000500", Numbers.interval(error));
    assertEquals("[0.001500, 0.002500]", Numbers.ratings(error).bounds());
    assertEquals("+0.000123", Numbers.difference(0.00012345, 0.002));
    assertEquals("\u22120.0001", Numbers.difference(-0.00012345, 0.9));
  }

  @Test
  void chance_is_told_in_whole_numbers_of_which_none_is_zero() {
    assertEquals("under 1 in 1,000", Numbers.chance(0));
    assertEquals("1 in 1,000", Numbers.chance(0.001));
    assertEquals("5 in 1,000", Numbers.chance(0.0049));
    assertEquals("1 in 100", Numbers.chance(0.01));
    assertEquals("4 in 100", Numbers.chance(0.041));
  }

  @Test
  void a_small_p_value_is_not_written_as_zero() {
    assertEquals("< 0.001", Numbers.pValue(0));
    assertEquals("< 0.001", Numbers.pValue(0.00099));
    assertEquals("0.001", Numbers.pValue(0.001));
    assertEquals("1.000", Numbers.pValue(1));
  }

  @Test
  void a_p_value_has_its_letter_and_its_sign_and_no_line_parts_them() {
    assertEquals("p\u00A0=\u00A00.250", Numbers.p(0.25));
    assertEquals("p\u00A0<\u00A00.001", Numbers.p(1e-9));
    assertEquals("p\u00A0<\u00A00.05", Numbers.SIGNIFICANT);
    assertEquals("p < 0.001, 0.1 %", Numbers.breakable(Numbers.p(0) + ", " + Numbers.percent(0.1)));
  }

  @Test
  void thousands_are_parted_by_commas_whatever_the_number_is() {
    assertEquals("1,000", Numbers.count(1000));
    assertEquals("1,234.5000", Numbers.rating(1234.5));
    assertEquals("+1,234.5000", Numbers.difference(1234.5, 1234));
    assertEquals("1,234.50", Numbers.ratio(1234.5));
    assertEquals("1,234.5\u00A0%", Numbers.percent(1234.5));
    assertEquals("+1,234.5\u00A0%", Numbers.percentMore(1234.5));
  }

  @Test
  void seeds_are_as_many_as_all_have_or_the_fewest_and_the_most() {
    assertEquals("1 seed", Numbers.seeds(Stream.of(1, 1)));
    assertEquals("10 seeds", Numbers.seeds(Stream.of(10)));
    assertEquals("8 to 1,000 seeds", Numbers.seeds(Stream.of(9, 1000, 8)));
  }

  @Test
  void one_value_has_no_interval() {
    assertEquals("0.5000", Numbers.interval(Interval.of(0.5)));
  }
}

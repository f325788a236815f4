package org.querent.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {
  @ParameterizedTest
  @ValueSource(strings = {"1.0", "0.1", "12.34"})
  void a_version_reads_back_as_it_is_written(String text) {
    assertEquals(text, ApiVersion.parse(text).orElseThrow().toString());
  }

  @Test
  void a_major_version_alone_is_its_first() {
    assertEquals(Optional.of(new ApiVersion(3, 0)), ApiVersion.parse(" 3 "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.", ".1", "1.0.0", "-1", "99999999999"})
  void what_is_no_version_is_none(String text) {
    assertEquals(Optional.empty(), ApiVersion.parse(text));
  }

  @Test
  void only_the_same_major_version_runs() {
    assertTrue(new ApiVersion(1, 2).runs(new ApiVersion(1, 0)));
    assertTrue(new ApiVersion(1, 2).runs(new ApiVersion(1, 7)));
    assertFalse(new ApiVersion(1, 0).runs(new ApiVersion(2, 0)));
    assertFalse(new ApiVersion(1, 0).runs(new ApiVersion(0, 9)));
  }
}

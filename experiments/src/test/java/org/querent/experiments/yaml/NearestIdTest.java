package org.querent.experiments.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.data.Ids;

class NearestIdTest {
  @ParameterizedTest
  @CsvSource({
    "0074638, 74638",
    "7.0, 7",
    "45, 0000000045",
    "8, 8.0",
    "a3sgxh7auhu8gw, A3SGXH7AUHU8GW",
    "A3SGXH7AUHU8GX, A3SGXH7AUHU8GW",
    "034545104, 034545104X",
    "' 7', 7",
    "completely different,"
  })
  void an_id_that_programs_rewrote_or_people_misspelt_is_guessed(String id, String meant) {
    Ids ids = Ids.of(List.of("74638", "7", "8.0", "0000000045", "A3SGXH7AUHU8GW", "034545104X"));
    assertEquals(Optional.ofNullable(meant), NearestId.of(id, ids));
  }

  @Test
  void among_many_ids_the_guess_begins_with_the_same_half() {
    List<String> many = new ArrayList<>();
    IntStream.range(0, 100_001).forEach(n -> many.add("%08d-%05d".formatted(n * 977, n)));
    Ids ids = Ids.of(many);
    String last = many.get(many.size() - 1);
    assertEquals(Optional.of(last), NearestId.of(last.substring(0, 12) + "xx", ids));
    assertEquals(Optional.empty(), NearestId.of("x" + last.substring(1), ids));
    assertEquals("; did you mean \"" + last + "\"?", NearestId.hint(last + "x", ids));
  }

  @Test
  void a_guess_is_shown_without_what_turns_the_line() {
    Ids ids = Ids.of(List.of("abc\u202edef\n"));
    assertEquals("; did you mean \"abc\\u202edef\\u000a\"?", NearestId.hint("abc-def", ids));
  }
}

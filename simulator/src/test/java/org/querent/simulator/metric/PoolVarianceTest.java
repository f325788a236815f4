package org.querent.simulator.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolVarianceTest {
  @Test
  void every_pair_is_looked_at_where_there_are_not_very_many() {
    assertEquals(1, PoolVariance.step(0));
    assertEquals(1, PoolVariance.step(134_217_728));
  }

  @ParameterizedTest
  @ValueSource(longs = {134_217_729, 999_999_999, 2_147_483_647, 100_000_000_000L})
  void of_more_pairs_a_few_million_are_looked_at(long pairs) {
    long looked = pairs / PoolVariance.step(pairs);
    assertTrue(looked >= 16_000_000 && looked < 20_000_000, looked + " pairs");
  }
}

package org.querent.simulator.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Incidence;
import org.querent.core.data.Ratings;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.split.DataSplit;

class AskablePairsTest {
  private static final Ratings RATINGS =
      new DatasetCatalog(Path.of("none")).load("ml-latest-small-2016").ratings();

  private static Incidence consumed(DataSplit split, About about) {
    OracleSettings oracle = new OracleSettings(about, 0, 0);
    return AskablePairs.of(split, oracle, Protocol.POOL).consumed(split.initial());
  }

  @Test
  void no_pair_of_the_test_is_among_those_that_were_consumed() {
    DataSplit split = DataSplit.random(RATINGS, 0.25, 2000, new SplittableRandom(1));
    Incidence consumed = consumed(split, About.RATED_ONLY);
    assertEquals(split.initial().size() + split.pool().size(), consumed.size());
    for (Ratings part : new Ratings[] {split.initial(), split.pool(), split.test()}) {
      for (int row = 0; row < part.size(); row++) {
        assertEquals(part != split.test(), consumed.contains(part.user(row), part.item(row)));
      }
    }
  }

  @Test
  void a_pair_that_is_planted_in_the_test_changes_nothing() {
    DataSplit split = DataSplit.random(RATINGS, 0.25, 2000, new SplittableRandom(2));
    Incidence before = consumed(split, About.RATED_ONLY);
    Ratings planted = RATINGS.select(IntStream.of(5, 50, 500).toArray());
    Incidence after =
        consumed(new DataSplit(planted, split.initial(), split.pool()), About.RATED_ONLY);
    assertEquals(before.size(), after.size());
    for (int user = 0; user < before.userCount(); user++) {
      for (int n = 0; n < before.count(user); n++) {
        assertEquals(before.item(user, n), after.item(user, n));
      }
    }
    assertFalse(before.size() == RATINGS.size());
  }

  @Test
  void where_anything_may_be_asked_candidates_say_nothing() {
    DataSplit split = DataSplit.random(RATINGS, 0.25, 2000, new SplittableRandom(3));
    String reason =
        assertThrows(SimulationException.class, () -> consumed(split, About.ANYTHING)).getMessage();
    assertTrue(reason.startsWith("oracle.about: "), reason);
  }
}

package org.querent.core.data.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;

/** The published MovieLens 100K, where it is there. */
class PublishedSideInformationTest {
  private static final Path FOLDER = Path.of("..", "..", "shared", "data", "ml-100k");

  @BeforeEach
  void the_data_is_there() {
    assumeTrue(Files.exists(FOLDER.resolve("u.user")), () -> "no MovieLens 100K in " + FOLDER);
  }

  @Test
  void every_user_is_described_and_every_item_but_the_unknown_ones() {
    Dataset dataset = new DatasetCatalog(FOLDER.resolve("..")).load("ml-100k");
    assertComplete(dataset.ratings(), dataset.sideInformation());
  }

  @Test
  void the_folds_have_it_by_their_own_ids() {
    PublishedFolds.Fold fold = PublishedFolds.read(FOLDER).get(2);
    assertComplete(fold.train(), PublishedFolds.sideInformation(FOLDER, fold));
  }

  private static void assertComplete(Ratings ratings, SideInformation side) {
    assertEquals(943, ratings.userCount());
    for (int user = 0; user < ratings.userCount(); user++) {
      assertTrue(side.users().text("age", user).isPresent());
      assertTrue(side.users().text("sex", user).isPresent());
      assertTrue(side.users().text("occupation", user).isPresent());
    }
    assertEquals(1_682, ratings.itemCount());
    // Eighteen with a name; the nineteenth of u.genre is "unknown", which is none.
    assertEquals(
        18,
        items(ratings)
            .boxed()
            .flatMap(
                i ->
                    side.items().text("genres", i).stream()
                        .flatMap(all -> Stream.of(all.split("\\|"))))
            .distinct()
            .count());
    assertEquals(
        2, items(ratings).filter(item -> side.items().text("genres", item).isEmpty()).count());
    assertEquals(
        1, items(ratings).filter(item -> side.items().text("year", item).isEmpty()).count());
    assertEquals(1, items(ratings).filter(item -> side.title(item).isEmpty()).count());
    int unknown = ratings.itemIds().indexOf(267).orElseThrow();
    assertEquals(Optional.empty(), side.items().text("year", unknown));
    int toyStory = ratings.itemIds().indexOf(1).orElseThrow();
    assertEquals(Optional.of("Toy Story (1995)"), side.title(toyStory));
    assertEquals(
        Optional.of("technician"),
        side.users().text("occupation", ratings.userIds().indexOf(1).orElseThrow()));
  }

  private static IntStream items(Ratings ratings) {
    return IntStream.range(0, ratings.itemCount());
  }
}

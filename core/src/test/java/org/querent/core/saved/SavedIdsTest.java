package org.querent.core.saved;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.spec.ModelSettings;

class SavedIdsTest {
  private static final String[] USERS = {"01", "01", "1", "1", "A3SG\nX", "A3SG\nX"};
  private static final String[] ITEMS = {"10", "\ud83d\ude00", "10", "-3", "\ud83d\ude00", "-3"};
  private static final double[] VALUES = {5, 3, 4, 1, 2, 5};

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("model.querent");
  }

  private static FactorizationMachine model(Ratings ratings) {
    FactorizationMachine model =
        ModelBuilder.of(ratings).settings(ModelSettings.DEFAULTS.withFactors(2)).build();
    model.addAll(ratings);
    return model;
  }

  private static ModelFile fitted(Ratings ratings) {
    FactorizationMachine model = model(ratings);
    model.fit();
    return new ModelFile(model, ModelNames.of(ratings), "test");
  }

  private static Ratings numbered() {
    long[] users = {1, 1, 2, 2, 3, 3};
    long[] items = {10, 20, 10, 30, 20, 30};
    return Ratings.of(RatingScale.WHOLE_STARS, users, items, VALUES);
  }

  @Test
  void a_saved_model_knows_users_and_items_by_their_texts_to_the_letter() {
    Ratings ratings = Ratings.of(RatingScale.WHOLE_STARS, USERS, ITEMS, VALUES);
    fitted(ratings).write(file);
    SavedModel saved = SavedModel.read(file);
    assertEquals(
        Set.of("user-id-texts", "user-id-starts", "item-id-texts", "item-id-starts"),
        Set.copyOf(
            ArrayArchive.read(file, ModelFile.FORMAT, ModelFile.VERSION).names().stream()
                .filter(name -> name.contains("-id"))
                .toList()));
    for (int n = 0; n < ratings.userCount(); n++) {
      assertEquals(ratings.userIds().idOf(n), saved.names().userIds().idOf(n));
    }
    for (int n = 0; n < ratings.itemCount(); n++) {
      assertEquals(ratings.itemIds().idOf(n), saved.names().itemIds().idOf(n));
    }
    Prediction asText = saved.predict("01", "\ud83d\ude00").orElseThrow();
    assertEquals(saved.predictor().mean(0, 1), asText.mean());
    assertTrue(saved.predict("1", "-3").isPresent());
    assertEquals(saved.predict("1", "-3"), saved.predict(1, -3));
    assertEquals(Optional.empty(), saved.predict("001", "10"));
    assertTrue(
        saved.explain(2, 0, 20).mean().largest().stream()
            .anyMatch(part -> part.name().equals("user A3SG\nX")));
  }

  /** {@code version-2.querent} was written by the program of README before ids were texts. */
  @Test
  void a_model_of_version_2_predicts_the_same_and_goes_on() throws IOException {
    try (InputStream old = getClass().getResourceAsStream("version-2.querent")) {
      Files.copy(old, file);
    }
    ArrayArchive archive = ArrayArchive.read(file, ModelFile.FORMAT, ModelFile.VERSION);
    assertEquals(2, archive.header().version());
    Prediction prediction = SavedModel.read(file).predict("1", "30").orElseThrow();
    assertEquals(3.4437908287139507, prediction.mean());
    assertEquals(3.2303895845814385, prediction.deviation());
    FactorizationMachine model = model(numbered());
    model.start();
    new ModelFile(model, ModelNames.of(numbered()), "test").restore(archive);
    model.pass();
    assertTrue(model.passes() > 1);
    Map<String, NumericArray> now = fitted(numbered()).arrays();
    assertEquals(archive.names(), now.keySet());
    assertArrayEquals(archive.longs("user-ids", 3), (new long[] {1, 2, 3}));
  }

  @Test
  void ids_that_are_none_are_refused() {
    Ratings ratings = Ratings.of(RatingScale.WHOLE_STARS, USERS, ITEMS, VALUES);
    ModelFile good = fitted(ratings);
    for (int[] starts :
        List.of(
            new int[] {0, 2, 3, 8},
            new int[] {1, 2, 3, 9},
            new int[] {0, 3, 2, 9},
            new int[] {0, 0, 3, 9},
            new int[] {0, -1, 3, 9},
            new int[] {0})) {
      ArrayArchive archive = good.archive(JsonNodeFactory.instance.objectNode());
      Map<String, NumericArray> arrays = good.arrays();
      arrays.put("user-id-starts", NumericArray.of(starts, starts.length));
      new ArrayArchive(archive.header(), arrays).write(file);
      assertThrows(ArchiveException.class, () -> SavedModel.read(file));
    }
  }
}

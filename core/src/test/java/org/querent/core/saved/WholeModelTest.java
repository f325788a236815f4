package org.querent.core.saved;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Rating;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;
import org.querent.core.data.SideInformation;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FieldSpec;
import org.querent.core.features.FieldSpec.Unknown;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.Predictor;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.RatingNoise;
import org.querent.core.spec.TrainingSettings;

class WholeModelTest {
  private static final List<FieldSpec> SIDE =
      List.of(
          new FieldSpec.User(),
          new FieldSpec.Item(),
          new FieldSpec.Genres(Unknown.LEVEL),
          new FieldSpec.Time(3, FieldSpec.Binning.EQUAL_COUNT));

  @TempDir Path folder;
  private Path file;
  private Ratings ratings;
  private SideInformation side;
  private double answer = 4.5;

  /** Texts for ids, a newcomer, an item without a title, ratings that are no floats. */
  @BeforeEach
  void make_a_small_data_set() {
    file = folder.resolve("whole.querent");
    List<Rating> rows =
        List.of(
            new Rating("c0ffee-1", "B00X", 3.1, 10),
            new Rating("c0ffee-1", "B00Y", 4, 20),
            new Rating("c0ffee-2", "B00X", 1, 30),
            new Rating("c0ffee-2", "B00Z", 5, 40),
            new Rating("c0ffee-3", "B00Y", 2, 50));
    ratings = Ratings.of(RatingScale.WHOLE_STARS, rows).withUser("c0ffee-1");
    SideColumns items =
        new SideColumns("item", ratings.itemIds(), "a test", List.of("name", "genres"));
    items.add("B00X", List.of("Kettle", "Kitchen|Tea"));
    items.add("B00Y", List.of("Cup", "Tea"));
    side =
        new SideInformation(
            new SideColumns("user", ratings.userIds(), "a test", List.of()), items, "name");
  }

  private FeatureMap map(List<FieldSpec> fields) {
    return FeatureMap.of(fields, ratings, () -> side);
  }

  private FactorizationMachine fitted(ModelSettings settings, List<FieldSpec> fields) {
    FactorizationMachine model =
        ModelBuilder.of(map(fields), ratings.scale())
            .settings(settings)
            .training(TrainingSettings.defaults(settings.type()).withSweeps(9, 2))
            .streams(new RandomStreams(4))
            .build();
    model.addAll(ratings, map(fields).itemRows());
    model.fit();
    return model;
  }

  private ModelFile file(FactorizationMachine model, List<FieldSpec> fields) {
    return new ModelFile(model, ModelNames.of(map(fields), ratings), "test");
  }

  @ParameterizedTest
  @CsvSource({"VFM, FULL, false", "VFM, DIAGONAL, true", "FM, DIAGONAL, false", "VFM, FULL, true"})
  void it_goes_on_learning_with_the_same_bits(
      ModelType type, Covariance covariance, boolean described) {
    List<FieldSpec> fields = described ? SIDE : FieldSpec.PLAIN;
    requireSameBits(ModelSettings.defaults(type).withFactors(2).withCovariance(covariance), fields);
  }

  @ParameterizedTest
  @CsvSource({"FULL, false", "DIAGONAL, true"})
  void noise_by_user_goes_on_with_the_same_bits(Covariance covariance, boolean described) {
    ModelSettings settings =
        ModelSettings.DEFAULTS
            .change()
            .factors(2)
            .covariance(covariance)
            .noise(RatingNoise.BY_USER)
            .build();
    requireSameBits(settings, described ? SIDE : FieldSpec.PLAIN);
    assertEquals(settings, WholeModel.read(file, "train it").settings());
    SavedModel saved = SavedModel.read(file);
    assertTrue(saved.predictor().noiseVariance(0) != saved.predictor().noiseVariance());
    assertEquals(
        saved.predictor().noiseVariance(0),
        saved.predict("c0ffee-1", "B00X").orElseThrow().noiseVariance());
  }

  @ParameterizedTest
  @CsvSource({"FULL, false, ORDINAL", "DIAGONAL, true, ORDINAL", "FULL, false, BINARY"})
  void levels_go_on_with_the_same_bits(
      Covariance covariance, boolean described, Likelihood likelihood) {
    double[] given =
        likelihood == Likelihood.ORDINAL
            ? new double[] {3, 4, 1, 5, 2, 4}
            : new double[] {1, 5, 1, 5, 5, 1};
    ratings =
        Ratings.of(
                RatingScale.WHOLE_STARS,
                IntStream.range(0, ratings.size())
                    .mapToObj(
                        n ->
                            new Rating(
                                ratings.userIds().idOf(ratings.user(n)),
                                ratings.itemIds().idOf(ratings.item(n)),
                                given[n],
                                ratings.timestamp(n)))
                    .toList())
            .withUser("c0ffee-1");
    answer = given[5];
    ModelSettings settings =
        ModelSettings.DEFAULTS
            .change()
            .factors(2)
            .covariance(covariance)
            .likelihood(likelihood)
            .build();
    requireSameBits(settings, described ? SIDE : FieldSpec.PLAIN);
    assertEquals(settings, WholeModel.read(file, "train it").settings());
    FactorizationMachine model = fitted(settings, FieldSpec.PLAIN);
    file(model, FieldSpec.PLAIN).write(file);
    Predictor levels = model.predictor();
    SavedModel saved = SavedModel.read(file);
    assertEquals(levels.mean(1, 2), saved.predictor().mean(1, 2));
    assertEquals(levels.predictiveVariance(1, 2), saved.predictor().predictiveVariance(1, 2));
    assertEquals(
        Math.sqrt(levels.predictiveVariance(1, 2)),
        saved.predict("c0ffee-2", "B00Z").orElseThrow().deviation(),
        1e-12);
  }

  private void requireSameBits(ModelSettings settings, List<FieldSpec> fields) {
    FactorizationMachine model = fitted(settings, fields);
    file(model, fields).knowing(ratings, side).write(file);
    WholeModel whole = WholeModel.read(file, "train it");
    FactorizationMachine restored = whole.newMachine();
    restored.addAll(whole.ratings(), whole.features().itemRows());
    whole.restore(restored);
    for (FactorizationMachine one : List.of(model, restored)) {
      one.add(3, whole.features().itemRow(2, 35), answer);
      one.foldInUser(3);
    }
    assertSame(model.posterior(), restored.posterior());
    model.pass();
    restored.pass();
    assertSame(model.posterior(), restored.posterior());
  }

  private void assertSame(Posterior expected, Posterior actual) {
    for (int user = 0; user < ratings.userCount(); user++) {
      assertEquals(expected.noiseVariance(user), actual.noiseVariance(user), 0.0);
      for (int row = 0; row < expected.items().size(); row++) {
        assertEquals(expected.mean(user, row), actual.mean(user, row), 0.0);
        assertEquals(expected.epistemicVariance(user, row), actual.epistemicVariance(user, row), 0);
      }
    }
    assertEquals(expected.noiseVariance(), actual.noiseVariance(), 0.0);
  }

  @Test
  void it_knows_the_ratings_and_what_users_and_items_are_called() {
    file(fitted(ModelSettings.DEFAULTS, SIDE), SIDE).knowing(ratings, side).write(file);
    WholeModel whole = WholeModel.read(file, "train it");
    assertEquals("c0ffee-1-2", whole.ratings().userIds().idOf(3));
    for (int row = 0; row < ratings.size(); row++) {
      assertEquals(ratings.user(row), whole.ratings().user(row));
      assertEquals(ratings.item(row), whole.ratings().item(row));
      assertEquals(ratings.rating(row), whole.ratings().rating(row), 0.0);
      assertEquals(ratings.timestamp(row), whole.ratings().timestamp(row));
    }
    assertEquals(Optional.of("Kettle"), whole.side().title(0));
    assertEquals(Optional.of("Tea"), whole.side().items().text("genres", 1));
    assertEquals(Optional.empty(), whole.side().title(2));
    assertEquals(List.of("name", "genres"), whole.side().items().names());
    // What only predicts reads it as well.
    assertTrue(SavedModel.read(file).predict("c0ffee-1-2", "B00Z").isPresent());
  }

  @Test
  void a_model_without_its_ratings_predicts_and_is_told_what_it_lacks() {
    file(fitted(ModelSettings.DEFAULTS, FieldSpec.PLAIN), FieldSpec.PLAIN).write(file);
    assertTrue(SavedModel.read(file).predict("c0ffee-1", "B00Z").isPresent());
    String message =
        assertThrows(ArchiveException.class, () -> WholeModel.read(file, "train it")).getMessage();
    assertEquals(file + " does not have the ratings that it was fitted to; train it", message);
  }

  @Test
  void arrays_of_other_users_items_or_ratings_are_refused() {
    ModelFile good =
        file(fitted(ModelSettings.DEFAULTS, FieldSpec.PLAIN), FieldSpec.PLAIN)
            .knowing(ratings, side);
    ArrayArchive archive = good.archive(JsonNodeFactory.instance.objectNode());
    Map<String, NumericArray> damages =
        Map.of(
            "known-users", NumericArray.of(new int[] {0, 0, 1, 1, 4}, 5),
            "known-items", NumericArray.of(new int[] {0, 1, -1, 2, 1}, 5),
            "known-ratings", NumericArray.of(new double[] {1, 2, 3, 4, 5.5}, 5),
            "item-column-starts", NumericArray.of(new int[] {0, 0}, 2));
    damages.forEach(
        (name, array) -> {
          Map<String, NumericArray> arrays = new TreeMap<>(good.arrays());
          arrays.put(name, array);
          new ArrayArchive(archive.header(), arrays).write(file);
          String message =
              assertThrows(ArchiveException.class, () -> WholeModel.read(file, "")).getMessage();
          assertTrue(message.contains("is not a model as this program writes it"), message);
        });
  }
}

package org.querent.core.saved;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.engine.CpuEngine;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FieldSpec;
import org.querent.core.features.FieldSpec.Unknown;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.posterior.Predictor;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.random.RandomStreams;
import org.querent.core.saved.Explanation.Part;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;

class SavedModelTest {
  private static final int USERS = 12;
  private static final int ITEMS = 15;
  private static final RatingUnit UNIT = new RatingUnit(2.5, 1.6);
  private static final List<FieldSpec> SIDE =
      List.of(
          new FieldSpec.User(),
          new FieldSpec.RatedItems(),
          new FieldSpec.Item(),
          new FieldSpec.Genres(Unknown.LEVEL),
          new FieldSpec.Time(3, FieldSpec.Binning.EQUAL_COUNT));

  @TempDir Path folder;
  private Dataset dataset;
  private Path file;

  @BeforeEach
  void write_a_small_data_set() throws IOException {
    file = folder.resolve("saved.querent");
    RandomGenerator random = new SplittableRandom(3);
    StringBuilder lines = new StringBuilder();
    StringBuilder items = new StringBuilder();
    for (int item = 0; item < ITEMS; item++) {
      items.append(
          "%d|Film %d (1990)|||u|0|%d|%d\n".formatted(50 + item, item, item % 2, item % 3));
      for (int user = 0; user < USERS; user++) {
        if (random.nextInt(3) > 0 || item == user) {
          lines.append(
              "%d\t%d\t%d\t%d\n"
                  .formatted(7 + user, 50 + item, 1 + random.nextInt(5), random.nextInt(1000)));
        }
      }
    }
    Files.writeString(folder.resolve("u.data"), lines);
    Files.writeString(folder.resolve("u.genre"), "unknown|0\nDrama|1\nComedy|2\n");
    Files.writeString(folder.resolve("u.item"), items.toString().replace("|2\n", "|1\n"));
    dataset = new DatasetCatalog(folder).read(folder.resolve("u.data"), RatingScale.WHOLE_STARS);
  }

  private static ModelSettings settings(ModelType type, Covariance covariance) {
    return ModelSettings.defaults(type).withFactors(3).withCovariance(covariance);
  }

  private static TrainingSettings training(ModelType type) {
    Optimizer optimizer = type.usualOptimizer();
    return TrainingSettings.defaults(optimizer).withSweeps(20, 2);
  }

  /** Every kind of model, plain and with side information. */
  static Stream<Arguments> models() {
    return Stream.of(FieldSpec.PLAIN, SIDE)
        .flatMap(
            fields ->
                Stream.of(
                    Arguments.of(settings(ModelType.FM, Covariance.DIAGONAL), fields),
                    Arguments.of(settings(ModelType.VFM, Covariance.DIAGONAL), fields),
                    Arguments.of(settings(ModelType.VFM, Covariance.FULL), fields),
                    Arguments.of(settings(ModelType.AUTO_VFM, Covariance.DIAGONAL), fields),
                    Arguments.of(settings(ModelType.AUTO_VFM, Covariance.FULL), fields),
                    Arguments.of(settings(ModelType.BAYESIAN_FM, Covariance.DIAGONAL), fields)));
  }

  /** A model that knows all ratings, and what saves it. */
  private final class Trained {
    final FeatureMap map;
    final FactorizationMachine model;
    final ModelFile file;

    Trained(ModelSettings settings, List<FieldSpec> fields, long seed) {
      Ratings ratings = dataset.ratings();
      map = FeatureMap.of(fields, ratings, dataset.side());
      model =
          ModelBuilder.of(map.space(), map.users(), map.items(), UNIT)
              .settings(settings)
              .training(training(settings.type()))
              .streams(new RandomStreams(seed))
              .engine(new CpuEngine(2))
              .build();
      for (int n = 0; n < ratings.size(); n++) {
        model.add(ratings.user(n), row(n), ratings.rating(n));
      }
      file = new ModelFile(model, ModelNames.of(map, ratings), "test");
      model.start();
    }

    int row(int n) {
      return map.itemRow(dataset.ratings().item(n), dataset.ratings().timestamp(n));
    }

    Trained pass(int count) {
      for (int n = 0; n < count; n++) {
        model.pass();
      }
      return this;
    }

    ArrayArchive archive() {
      return file.archive(JsonNodeFactory.instance.objectNode().put("note", 0.1));
    }

    byte[] bytes() {
      Path written = folder.resolve("bytes");
      archive().write(written);
      try {
        return Files.readAllBytes(written);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void a_saved_model_predicts_the_same_bits(ModelSettings settings, List<FieldSpec> fields) {
    Trained trained = new Trained(settings, fields, 1).pass(6);
    trained.archive().write(file);
    SavedModel saved = SavedModel.read(file);
    Predictor expected = trained.model.predictor();
    Predictor actual = saved.predictor();
    assertEquals(expected.noiseVariance(), actual.noiseVariance(), 0.0);
    for (int user = 0; user < USERS; user++) {
      for (int row = 0; row < trained.map.items().rows(); row++) {
        assertEquals(expected.mean(user, row), actual.mean(user, row), 0.0);
        assertEquals(
            expected.epistemicVariance(user, row), actual.epistemicVariance(user, row), 0.0);
      }
    }
    assertEquals(settings, saved.settings());
    assertEquals(0.1, saved.notes().path("note").doubleValue(), 0.0);
    for (int n = 0; n < dataset.ratings().size(); n++) {
      long timestamp = dataset.ratings().timestamp(n);
      assertEquals(
          trained.row(n), saved.names().itemRows().rowOf(dataset.ratings().item(n), timestamp));
    }
    assertEquals(
        "9", saved.names().userIds().idOf(saved.names().userIds().indexOf(9).orElseThrow()));
  }

  /** Version 1 knew no unit: what it saved is of ratings as they are. */
  @ParameterizedTest
  @MethodSource("models")
  void a_model_of_version_1_predicts_in_the_unit_of_its_parameters(
      ModelSettings settings, List<FieldSpec> fields) {
    Trained trained = new Trained(settings, fields, 1).pass(6);
    ObjectNode header = trained.archive().header().settings();
    header.remove(List.of("centre", "spread"));
    ArrayArchive old =
        new ArrayArchive(
            new ArchiveHeader(ModelFile.FORMAT, 1, "old", header), trained.file.arrays());
    old.write(file);
    Predictor standardised = SavedModel.read(file).predictor();
    Predictor expected = trained.model.predictor();
    for (int user = 0; user < USERS; user++) {
      double mean = UNIT.centre() + UNIT.spread() * standardised.mean(user, 3);
      double variance = UNIT.variance(standardised.epistemicVariance(user, 3));
      assertEquals(expected.mean(user, 3), mean, 1e-12);
      assertEquals(expected.epistemicVariance(user, 3), variance, 1e-12);
    }
    String message =
        assertThrows(ArchiveException.class, () -> trained.file.restore(old)).getMessage();
    assertTrue(message.contains("cannot be trained further"), message);
  }

  @ParameterizedTest
  @MethodSource("models")
  void a_restored_model_goes_on_with_the_same_bits(ModelSettings settings, List<FieldSpec> fields) {
    byte[] uninterrupted = new Trained(settings, fields, 1).pass(9).bytes();
    for (int interruption : new int[] {0, 1, 5}) {
      new Trained(settings, fields, 1).pass(interruption).archive().write(file);
      Trained restored = new Trained(settings, fields, 1).pass(3);
      restored.file.restore(ArrayArchive.read(file, ModelFile.FORMAT, ModelFile.VERSION));
      assertEquals(interruption, restored.model.passes());
      assertArrayEquals(uninterrupted, restored.pass(9 - interruption).bytes());
    }
  }

  @Test
  void what_was_archived_does_not_change_with_later_passes() throws IOException {
    Trained trained = new Trained(settings(ModelType.VFM, Covariance.FULL), SIDE, 1).pass(4);
    byte[] then = trained.bytes();
    ArrayArchive kept = trained.archive();
    trained.pass(3);
    kept.write(file);
    assertArrayEquals(then, Files.readAllBytes(file));
  }

  @ParameterizedTest
  @MethodSource("models")
  void the_parts_of_a_prediction_sum_up_to_it(ModelSettings settings, List<FieldSpec> fields) {
    Trained trained = new Trained(settings, fields, 1).pass(8);
    trained.archive().write(file);
    SavedModel saved = SavedModel.read(file);
    // Sampled rows are kept in single precision, their parts are not rounded.
    double tolerance = settings.type() == ModelType.BAYESIAN_FM ? 1e-5 : 1e-12;
    for (int largest : new int[] {0, 3, 10_000}) {
      for (int row = 0; row < trained.map.items().rows(); row += 4) {
        Explanation explanation = saved.explain(2, row, largest);
        double mean = saved.predictor().mean(2, row);
        double variance = saved.predictor().epistemicVariance(2, row);
        assertEquals(mean, explanation.mean().sum(), tolerance * Math.max(1, Math.abs(mean)));
        assertEquals(variance, explanation.variance().sum(), tolerance * Math.max(1, variance));
        List<Part> parts = explanation.mean().largest();
        assertTrue(parts.size() <= largest);
        for (int n = 1; n < parts.size(); n++) {
          assertTrue(Math.abs(parts.get(n - 1).value()) >= Math.abs(parts.get(n).value()));
        }
      }
    }
  }

  @Test
  void parts_are_named_by_what_they_are_due_to() {
    Trained trained = new Trained(settings(ModelType.VFM, Covariance.FULL), SIDE, 1).pass(8);
    trained.archive().write(file);
    Explanation explanation = SavedModel.read(file).explain(0, trained.row(0), 10_000);
    List<String> names = explanation.mean().largest().stream().map(Part::name).toList();
    for (String name : List.of("bias", "user 7", "item Film 0 (1990)", "rated Film 3 (1990)")) {
      assertTrue(names.contains(name), names.toString());
    }
    assertTrue(names.contains("user 7 x item Film 0 (1990)"), names.toString());
    assertTrue(names.stream().anyMatch(name -> name.startsWith("time")), names.toString());
    assertTrue(
        explanation.variance().largest().stream()
            .anyMatch(part -> part.name().equals("covariance through user 7")));
  }

  @Test
  void a_user_goes_by_another_name_in_the_names_of_parts_and_nobody_else_does() {
    // The item is rated by the same user, whose rating keeps their id.
    List<FieldSpec> fields =
        List.of(new FieldSpec.User(), new FieldSpec.Item(), new FieldSpec.RatedBy());
    Trained trained = new Trained(settings(ModelType.VFM, Covariance.FULL), fields, 1).pass(2);
    trained.archive().write(file);
    SavedModel saved = SavedModel.read(file);
    int user = saved.names().userIds().indexOf("7").orElseThrow();
    Explanation own = saved.explain(user, 0, 10_000);
    Explanation other = saved.explain(user, 0, 10_000, "somebody new");
    Pattern id = Pattern.compile("(?<!rated by )user 7(?![0-9])");
    assertTrue(names(own).stream().anyMatch(id.asPredicate()), names(own).toString());
    assertEquals(
        names(own).stream().map(it -> id.matcher(it).replaceAll("somebody new")).toList(),
        names(other));
  }

  private static List<String> names(Explanation explanation) {
    return Stream.of(explanation.mean(), explanation.variance())
        .flatMap(it -> it.largest().stream())
        .map(Part::name)
        .toList();
  }

  @Test
  void a_model_of_other_settings_features_or_ratings_is_not_gone_on_with() {
    ModelSettings settings = settings(ModelType.VFM, Covariance.DIAGONAL);
    ArrayArchive archive = new Trained(settings, SIDE, 1).pass(1).archive();
    Map<Trained, String> others = new TreeMap<>((a, b) -> a == b ? 0 : 1);
    others.put(new Trained(settings.withFactors(2), SIDE, 1), "in its model");
    others.put(new Trained(settings, SIDE, 2), "in its seed");
    others.put(new Trained(settings, FieldSpec.PLAIN, 1), "in its fields");
    Trained more = new Trained(settings, SIDE, 1);
    more.model.add(0, 0, 3);
    others.put(more, "this one " + (dataset.ratings().size() + 1));
    others.forEach(
        (other, complaint) -> {
          String message =
              assertThrows(ArchiveException.class, () -> other.file.restore(archive)).getMessage();
          assertTrue(message.contains(complaint), message);
        });
  }

  @Test
  void a_sampled_model_without_samples_is_refused() {
    new Trained(settings(ModelType.BAYESIAN_FM, Covariance.DIAGONAL), SIDE, 1)
        .pass(2)
        .archive()
        .write(file);
    assertTrue(refusal().contains("before its first sample"));
  }

  private String refusal() {
    return assertThrows(ArchiveException.class, () -> SavedModel.read(file)).getMessage();
  }

  @Test
  void a_model_without_numbers_is_refused_whatever_its_checksums_say() {
    for (ModelType type : new ModelType[] {ModelType.VFM, ModelType.BAYESIAN_FM}) {
      for (double nothing : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        Trained trained = new Trained(settings(type, Covariance.DIAGONAL), SIDE, 1).pass(40);
        ArrayArchive good = trained.archive();
        for (String name : good.names()) {
          Map<String, NumericArray> arrays = trained.file.arrays();
          int[] shape = good.shape(name);
          int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
          if (size == 0 || arrays.get(name).toString().startsWith("<i")) {
            continue;
          }
          if (arrays.get(name).toString().startsWith("<f8")) {
            double[] values = good.doubles(name, shape).clone();
            values[size - 1] = nothing;
            arrays.put(name, NumericArray.of(values, shape));
          } else {
            float[] values = good.floats(name, shape).clone();
            values[size - 1] = (float) nothing;
            arrays.put(name, NumericArray.of(values, shape));
          }
          new ArrayArchive(good.header(), arrays).write(file);
          assertTrue(refusal().contains("array \"" + name + "\" that is no finite number"));
          ArrayArchive damaged = ArrayArchive.read(file, ModelFile.FORMAT, ModelFile.VERSION);
          assertThrows(ArchiveException.class, () -> trained.file.restore(damaged), name);
        }
      }
    }
  }

  @Test
  void files_that_are_none_of_ours_are_refused_with_what_is_wrong() {
    ArrayArchive good =
        new Trained(settings(ModelType.VFM, Covariance.DIAGONAL), SIDE, 1).pass(1).archive();
    requireRefused(good, header -> header.withObject("/model").put("factors", 4), "feature-means");
    requireRefused(
        good, header -> header.withObject("/model").remove("factors"), "no valid factors");
    requireRefused(
        good, header -> header.withObject("/model").put("type", "tree"), "no valid type");
    requireRefused(good, header -> header.put("scale-min", 9), "a scale from 9.0 to 5.0");
    requireRefused(good, header -> header.put("spread", 0), "a unit of 0.0");
    requireRefused(good, header -> header.remove("centre"), "no valid centre");
    requireRefused(good, header -> header.withObject("/items").put("rows", 3), "rows of items");
    requireRefused(
        good, header -> header.withObject("/users").put("first-feature", 1), "feature 0");
    requireRefused(good, header -> header.remove("fields"), "");
    new ArrayArchive(
            new ArchiveHeader(ModelFile.FORMAT, 4, "later", good.header().settings()), Map.of())
        .write(file);
    assertTrue(refusal().contains("newer Querent (format 4,"), refusal());
    new ArrayArchive(
            new ArchiveHeader("checkpoint", 1, "other", good.header().settings()),
            Map.of("a", NumericArray.of(new int[1], 1)))
        .write(file);
    assertTrue(refusal().contains("checkpoint"), refusal());
  }

  private void requireRefused(ArrayArchive good, Consumer<ObjectNode> change, String complaint) {
    ObjectNode header = good.header().settings();
    change.accept(header);
    Map<String, NumericArray> arrays =
        new Trained(settings(ModelType.VFM, Covariance.DIAGONAL), SIDE, 1).pass(1).file.arrays();
    new ArrayArchive(new ArchiveHeader(ModelFile.FORMAT, ModelFile.VERSION, "test", header), arrays)
        .write(file);
    String message = refusal();
    assertTrue(message.contains(complaint), message);
  }
}

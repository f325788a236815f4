package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.ConsumptionLog;
import org.querent.core.data.Dataset;
import org.querent.core.data.Incidence;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.Covariates;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FeatureSpace;
import org.querent.core.features.FieldSpec;
import org.querent.core.features.FieldSpec.As;
import org.querent.core.features.FieldSpec.Side;
import org.querent.core.features.FieldSpec.Unknown;
import org.querent.core.features.PriorField;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.random.RandomStreams;
import org.querent.core.saved.ModelFile;
import org.querent.core.saved.ModelNames;
import org.querent.core.saved.SavedModel;
import org.querent.core.saved.WholeModel;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;

/** What is gained by knowing who has rated what, on the embedded set, four fifths known. */
class ConsumptionModelTest {
  private static final List<FieldSpec> FIELDS =
      List.of(new FieldSpec.User(), new FieldSpec.Item(), ConsumptionField.DEFAULTS);

  private static Ratings known;
  private static Ratings test;

  @BeforeAll
  static void split() {
    Ratings all = new DatasetCatalog(Path.of("none")).load("ml-latest-small-2016").ratings();
    int[] order = RandomStreams.permutation(all.size(), new SplittableRandom(1));
    int part = all.size() / 5;
    test = all.select(IntStream.range(0, part).map(n -> order[n]).toArray());
    known = all.select(IntStream.range(part, order.length).map(n -> order[n]).toArray());
  }

  private static FeatureMap map(List<FieldSpec> fields, Ratings ratings) {
    return FeatureMap.of(fields, ratings, () -> SideInformation.none(ratings, "none"));
  }

  private static FactorizationMachine fitted(FeatureSpace space, FeatureMap map) {
    return fitted(space, map, known);
  }

  private static FactorizationMachine fitted(FeatureSpace space, FeatureMap map, Ratings known) {
    return fitted(
        space,
        map,
        known,
        ModelSettings.defaults(ModelType.VFM).withCovariance(Covariance.FULL),
        TrainingSettings.DEFAULTS.withSweeps(40, 15));
  }

  private static FactorizationMachine fitted(
      FeatureSpace space,
      FeatureMap map,
      Ratings known,
      ModelSettings settings,
      TrainingSettings training) {
    FactorizationMachine model =
        ModelBuilder.of(space, map.users(), map.items(), RatingUnit.of(known.scale()))
            .settings(settings)
            .training(training)
            .build();
    model.addAll(known);
    model.fit();
    return model;
  }

  private static double error(FactorizationMachine model) {
    return error(model, test);
  }

  private static double error(FactorizationMachine model, Ratings test) {
    double sum = 0;
    for (int n = 0; n < test.size(); n++) {
      double error = test.rating(n) - model.predictor().mean(test.user(n), test.item(n));
      sum += error * error;
    }
    return Math.sqrt(sum / test.size());
  }

  /** The same numbers, of other users and items. */
  private static FeatureSpace permuted(FeatureSpace space) {
    SplittableRandom random = new SplittableRandom(2);
    return new FeatureSpace(
        IntStream.range(0, space.fields())
            .mapToObj(
                field -> {
                  Covariates of = space.covariates(field);
                  int[] order = RandomStreams.permutation(of.size(), random);
                  double[] values = new double[of.values().length];
                  for (int row = 0; row < order.length; row++) {
                    System.arraycopy(
                        of.values(), order[row] * of.width(), values, row * of.width(), of.width());
                  }
                  int size = space.end(field) - space.start(field);
                  return new FeatureSpace.Field(
                      "field" + field, size, new Covariates(of.width(), values));
                })
            .toList());
  }

  @Test
  void who_has_rated_what_lowers_the_error_and_of_others_it_does_not() {
    FeatureMap plain = map(FieldSpec.PLAIN, known);
    FeatureMap described = map(FIELDS, known);
    double without = error(fitted(plain.space(), plain));
    double with = error(fitted(described.space(), described));
    double others = error(fitted(permuted(described.space()), described));
    assertTrue(with < without - 0.01, without + " to " + with);
    assertTrue(others > without - 0.001, without + " to " + others + " by others'");
  }

  @Test
  void who_has_rated_what_lowers_the_error_of_samples_as_well_and_of_others_it_does_not() {
    ModelSettings settings = ModelSettings.defaults(ModelType.BAYESIAN_FM).withFactors(4);
    TrainingSettings training = TrainingSettings.defaults(Optimizer.GIBBS).withSweeps(60, 10);
    FeatureMap plain = map(FieldSpec.PLAIN, known);
    FeatureMap described = map(FIELDS, known);
    double without = error(fitted(plain.space(), plain, known, settings, training));
    double with = error(fitted(described.space(), described, known, settings, training));
    double others =
        error(fitted(permuted(described.space()), described, known, settings, training));
    assertTrue(with < without - 0.01, without + " to " + with);
    assertTrue(others > without - 0.002, without + " to " + others + " by others'");
  }

  @Test
  void a_saved_model_predicts_the_same_and_goes_on_to_the_same_bits(@TempDir Path folder) {
    FeatureMap map = map(FIELDS, known);
    FactorizationMachine model = fitted(map.space(), map);
    Path file = folder.resolve("model.querent");
    new ModelFile(model, ModelNames.of(map, known), "test")
        .knowing(known, SideInformation.none(known, "none"))
        .write(file);
    assertEquals(
        model.posterior().mean(3, 5), SavedModel.read(file).predictor().mean(3, 5), "saved");
    WholeModel whole = WholeModel.read(file, "");
    FactorizationMachine resumed = whole.newMachine();
    resumed.addAll(known);
    whole.restore(resumed);
    resumed.pass();
    model.pass();
    assertArrayEquals(errors(model), errors(resumed));
  }

  @Test
  void genres_lower_the_error_of_items_that_nobody_has_rated_and_those_of_others_do_not() {
    Dataset data = new DatasetCatalog(Path.of("none")).load("ml-latest-small-2016");
    Ratings all = data.ratings();
    Ratings old =
        all.select(IntStream.range(0, all.size()).filter(n -> all.item(n) % 5 > 0).toArray());
    Ratings ofNew =
        all.select(IntStream.range(0, all.size()).filter(n -> all.item(n) % 5 == 0).toArray());
    PriorField genres = new PriorField(Side.ITEM, "genres", As.LIST, "|", Unknown.LEVEL);
    List<FieldSpec> fields = List.of(new FieldSpec.User(), new FieldSpec.Item(), genres);
    FeatureMap plain = map(FieldSpec.PLAIN, old);
    FeatureMap described = FeatureMap.of(fields, old, data.side());
    double without = error(fitted(plain.space(), plain, old), ofNew);
    double with = error(fitted(described.space(), described, old), ofNew);
    double others = error(fitted(permuted(described.space()), described, old), ofNew);
    assertTrue(with < without - 0.01, without + " to " + with);
    assertTrue(others > without - 0.002, without + " to " + others + " by others'");
  }

  private static ConsumptionLog log(Ratings of) {
    return log(
        of,
        IntStream.range(0, of.userCount()).toArray(),
        IntStream.range(0, of.itemCount()).toArray());
  }

  /** A log of some ratings, whose users and items may be dealt out anew. */
  private static ConsumptionLog log(Ratings of, int[] users, int[] items) {
    Incidence pairs =
        Incidence.of(
            of.userCount(),
            of.itemCount(),
            IntStream.range(0, of.size()).map(n -> users[of.user(n)]).toArray(),
            IntStream.range(0, of.size()).map(n -> items[of.item(n)]).toArray());
    return new ConsumptionLog("views.csv", pairs, of.size(), 0, "5e1f");
  }

  private static FeatureMap logged(ConsumptionLog log) {
    List<FieldSpec> fields =
        List.of(
            new FieldSpec.User(),
            new FieldSpec.Item(),
            new ConsumptionField(ConsumptionField.From.FILE, 16));
    return FeatureMap.of(fields, known, () -> side(log));
  }

  private static SideInformation side(ConsumptionLog log) {
    return SideInformation.none(known, "none").with(Map.of("", log));
  }

  private static FactorizationMachine fitted(FeatureMap map, Ratings ratings) {
    FactorizationMachine model =
        ModelBuilder.of(map, ratings.scale())
            .settings(ModelSettings.defaults(ModelType.VFM).withCovariance(Covariance.FULL))
            .training(TrainingSettings.DEFAULTS.withSweeps(40, 15))
            .build();
    model.addAll(ratings);
    model.fit();
    return model;
  }

  /** So that whatever holds of the one, as that engines agree, holds of the other. */
  @Test
  void a_log_of_what_was_rated_says_what_the_ratings_say() {
    double[] rated = errors(fitted(map(FIELDS, known), known));
    double[] logged = errors(fitted(logged(log(known)), known));
    assertArrayEquals(rated, logged);
  }

  @Test
  void a_log_of_ratings_held_back_lowers_the_error_and_of_others_it_does_not() {
    int half = known.size() / 2;
    Ratings asked = known.slice(0, half);
    ConsumptionLog views = log(known.slice(half, known.size()));
    ConsumptionLog others =
        log(
            known.slice(half, known.size()),
            RandomStreams.permutation(known.userCount(), new SplittableRandom(2)),
            RandomStreams.permutation(known.itemCount(), new SplittableRandom(3)));
    double without = error(fitted(map(FieldSpec.PLAIN, asked), asked));
    double with = error(fitted(logged(views), asked));
    assertTrue(with < without - 0.01, without + " to " + with);
    double mixed = error(fitted(map(FIELDS, asked), asked));
    assertTrue(with < mixed, mixed + " by what was rated, " + with + " by the log");
    double permuted = error(fitted(logged(others), asked));
    assertTrue(
        without - permuted < 0.1 * (without - with), without + " to " + permuted + " by others'");
  }

  @Test
  void a_saved_model_has_its_log_and_goes_on_to_the_same_bits(@TempDir Path folder) {
    ConsumptionLog log = log(test);
    FeatureMap map = logged(log);
    FactorizationMachine model = fitted(map, known);
    Path file = folder.resolve("model.querent");
    new ModelFile(model, ModelNames.of(map, known), "test").knowing(known, side(log)).write(file);
    WholeModel whole = WholeModel.read(file, "");
    assertEquals(map.declared(), whole.features().declared());
    assertEquals(log.told(), whole.side().logs().get("").told());
    FactorizationMachine resumed = whole.newMachine();
    resumed.addAll(known);
    whole.restore(resumed);
    resumed.pass();
    model.pass();
    assertArrayEquals(errors(model), errors(resumed));
    Ratings more = known.withUser("somebody");
    assertEquals(
        log.told(),
        whole.side().over(more).logs().get("").told(),
        "by the indices of other ratings");
  }

  private static double[] errors(FactorizationMachine model) {
    return IntStream.range(0, 500)
        .mapToDouble(n -> model.posterior().epistemicVariance(test.user(n), test.item(n)))
        .toArray();
  }
}

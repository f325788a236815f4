package org.querent.experiments.ask;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.querent.core.data.Rating;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;
import org.querent.core.data.SideInformation;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FieldSpec;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.core.saved.ModelFile;
import org.querent.core.saved.ModelNames;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.experiments.experiment.StrategyYaml;
import org.querent.experiments.training.ModelTraining;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.StrategiesModule;
import org.querent.strategies.StrategyRegistry;
import org.querent.strategies.learner.ItemCosts;

/** Small models to ask with. */
public final class Models {
  public static final StrategyRegistry STRATEGIES =
      new StrategyRegistry(Models.class.getClassLoader());
  public static final StrategyYaml YAML =
      com.google.inject.Guice.createInjector(new StrategiesModule())
          .getInstance(StrategyYaml.class);
  public static final AskedBy ASKED_BY = new AskedBy(YAML);

  private Models() {}

  /** Users and items with texts for ids, each pair once; by taste and chance. */
  public static Ratings ratings(int users, int items, int size, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[] levels = random.doubles(users + items, -1, 1).toArray();
    Set<Integer> pairs = new TreeSet<>();
    List<Rating> rows = new ArrayList<>();
    while (pairs.size() < size) {
      int pair = random.nextInt(users * items);
      if (pairs.add(pair)) {
        int user = pair / items;
        int item = pair % items;
        double rating = 3 + levels[user] + levels[users + item] + 0.5 * random.nextGaussian();
        double stars = Math.max(1, Math.min(10, Math.round(2 * rating))) / 2.0;
        rows.add(new Rating("user-" + user, "B00" + item, stars, 1000 + rows.size()));
      }
    }
    return Ratings.of(RatingScale.HALF_STARS, rows);
  }

  public static SideInformation side(Ratings ratings) {
    return side(ratings, "Thing");
  }

  private static SideInformation side(Ratings ratings, String title) {
    SideColumns items =
        new SideColumns("item", ratings.itemIds(), "a test", List.of("title", "category", "year"));
    for (int item = 0; item < ratings.itemCount(); item++) {
      String id = ratings.itemIds().idOf(item);
      items.add(
          id, List.of(title + " " + id, item % 2 == 0 ? "Toys|Games" : "Books", "199" + item % 10));
    }
    return new SideInformation(
        new SideColumns("user", ratings.userIds(), "a test", List.of()), items, "title");
  }

  public static ModelSettings settings(Covariance covariance) {
    return ModelSettings.DEFAULTS.withFactors(2).withCovariance(covariance);
  }

  public static final TrainingSettings TRAINING = TrainingSettings.DEFAULTS.withSweeps(8, 3);

  /** Fits and writes a model as train does; the last user is whoever the ratings have as that. */
  public static Path write(
      Path file, Ratings known, ModelSettings settings, ConfiguredStrategy<?> strategy, long seed) {
    return write(file, known, FieldSpec.PLAIN, settings, strategy, seed, ItemCosts.EQUAL, 1);
  }

  /**
   * Fits and writes a model of any fields, with what questions cost, and a refusal in parts of it.
   */
  public static Path write(
      Path file,
      Ratings known,
      List<FieldSpec> fields,
      ModelSettings settings,
      ConfiguredStrategy<?> strategy,
      long seed,
      ItemCosts costs,
      double refusal) {
    return write(file, known, fields, settings, strategy, seed, costs, refusal, side(known));
  }

  /** A model of items that are all called the same, but for their ids at the end. */
  static Path writeTitled(Path file, Ratings known, String title) {
    return write(
        file,
        known,
        FieldSpec.PLAIN,
        settings(Covariance.FULL),
        strategy("interview"),
        1,
        ItemCosts.EQUAL,
        1,
        side(known, title));
  }

  private static Path write(
      Path file,
      Ratings known,
      List<FieldSpec> fields,
      ModelSettings settings,
      ConfiguredStrategy<?> strategy,
      long seed,
      ItemCosts costs,
      double refusal,
      SideInformation side) {
    FeatureMap map = FeatureMap.of(fields, known, () -> side);
    FactorizationMachine model =
        ModelBuilder.of(map, known.scale())
            .settings(settings)
            .training(TRAINING)
            .streams(new RandomStreams(seed))
            .build();
    model.addAll(known, map.itemRows());
    model.fit();
    JsonMapper mapper = new JsonMapper();
    ObjectNode notes = mapper.createObjectNode();
    ObjectNode asking = mapper.createObjectNode();
    asking.set("strategy", mapper.valueToTree(YAML.toPlain(strategy)));
    notes.set(ModelTraining.ASKING, AskCosts.note(asking, costs, refusal, known.itemIds()));
    new ModelFile(model, ModelNames.of(map, known), "test")
        .knowing(known, side)
        .archive(notes)
        .write(file);
    return file;
  }

  public static ConfiguredStrategy<?> strategy(String name) {
    return ConfiguredStrategy.of(STRATEGIES.find(name).orElseThrow());
  }
}

package org.querent.core.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.data.Ids;
import org.querent.core.data.RatingScale;
import org.querent.core.features.Design;
import org.querent.core.features.FieldSpec;
import org.querent.core.features.ItemRows;
import org.querent.core.features.TimeSpans;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.Predictor;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.posterior.Samples;
import org.querent.core.posterior.Thresholds;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;

/**
 * A model as it was saved, to predict with: it needs no ratings and cannot be fitted further.
 * Thread-safe.
 */
public final class SavedModel {
  private final ModelSettings settings;
  private final ObjectNode header;
  private final ModelNames names;
  private final RatingUnit unit;
  private final Machine machine;
  private final Samples samples;
  private final Posterior posterior;

  private SavedModel(
      ModelSettings settings,
      ObjectNode header,
      ModelNames names,
      Design users,
      Design items,
      ArrayArchive archive) {
    this.settings = settings;
    this.header = header;
    this.names = names;
    unit =
        archive.header().version() == ModelFile.FIRST_VERSION
            ? RatingUnit.STANDARDISED
            : new RatingUnit(number(header, "centre"), number(header, "spread"));
    machine =
        new Machine(
            names.space(),
            users,
            items,
            settings,
            Thresholds.of(settings, Optional.of(names.scale()), unit));
    machine.restore(archive);
    Workers alone = new Workers(1);
    samples = new Samples(machine, unit, alone);
    if (settings.type() == ModelType.BAYESIAN_FM) {
      samples.restore(archive);
    }
    posterior = new Posterior(machine, unit, alone);
  }

  /**
   * Reads a model.
   *
   * @throws ArchiveException if the file is missing, damaged, no model or newer than this program,
   *     or if the model was saved before it could predict
   */
  public static SavedModel read(Path file) {
    ArrayArchive archive =
        ArrayArchive.read(
            file, ModelFile.FORMAT, ModelFile.VERSION, "name another file with a saved model");
    archive.requireFinite();
    SavedModel model;
    try {
      model = read(archive);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
      throw new ArchiveException(
          String.format(
              Locale.ROOT, "%s is not a model as this program writes it: %s", file, e.getMessage()),
          e);
    }
    if (model.settings.type() == ModelType.BAYESIAN_FM && model.samples.all().isEmpty()) {
      throw new ArchiveException(
          file + " was saved before its first sample, so it cannot predict; train it further");
    }
    return model;
  }

  private static SavedModel read(ArrayArchive archive) {
    ObjectNode header = archive.header().settings();
    ModelSettings settings = SavedSettings.read(header);
    Ids userIds = new SavedIds("user").read(archive);
    Ids itemIds = new SavedIds("item").read(archive);
    Optional<TimeSpans> spans =
        archive.names().contains("time-edges")
            ? Optional.of(
                new TimeSpans(archive.longs("time-edges", archive.shape("time-edges")[0])))
            : Optional.empty();
    ItemRows itemRows = new ItemRows(itemIds.size(), spans);
    RatingScale scale = new RatingScale(number(header, "scale-min"), number(header, "scale-max"));
    ModelNames names =
        new ModelNames(userIds, itemIds, scale, itemRows, fields(header, userIds, itemIds));
    return new SavedModel(
        settings,
        header,
        names,
        design(archive, header, "users", userIds.size()),
        design(archive, header, "items", itemRows.count()),
        archive);
  }

  private static double number(JsonNode object, String key) {
    if (!object.path(key).isNumber()) {
      throw new IllegalArgumentException("no valid " + key);
    }
    return object.path(key).doubleValue();
  }

  private static int count(JsonNode object, String key) {
    if (!object.path(key).isInt() || object.path(key).intValue() < 0) {
      throw new IllegalArgumentException("no valid " + key);
    }
    return object.path(key).intValue();
  }

  private static List<ModelNames.Field> fields(ObjectNode header, Ids users, Ids items) {
    List<ModelNames.Field> fields = new ArrayList<>();
    for (JsonNode node : header.path("fields")) {
      String name = node.path("name").asText();
      int size = count(node, "size");
      Optional<List<String>> labels = Optional.empty();
      if (node.path("labels").isArray()) {
        List<String> texts = new ArrayList<>();
        node.path("labels").forEach(text -> texts.add(text.asText()));
        labels = Optional.of(texts);
      }
      boolean named =
          labels
              .map(texts -> texts.size() == size)
              .orElseGet(() -> ModelNames.isDerived(name, size, users, items));
      if (!named || !(node.path("spec") instanceof ObjectNode spec)) {
        throw new IllegalArgumentException("no valid labels or spec of the field " + name);
      }
      fields.add(new ModelNames.Field(name, size, spec, labels));
    }
    return fields;
  }

  private static Design design(ArrayArchive archive, ObjectNode header, String side, long rows) {
    JsonNode node = header.path(side);
    int first = count(node, "first-feature");
    int columns = count(node, "features");
    if (count(node, "rows") != rows) {
      throw new IllegalArgumentException("no valid number of rows of " + side);
    }
    if (node.path("identity").asBoolean()) {
      if (columns != rows) {
        throw new IllegalArgumentException("no valid number of features of " + side);
      }
      return Design.identity(first, columns);
    }
    int[] starts = archive.ints(side + "-row-starts", Math.toIntExact(rows + 1));
    for (int row = 0; row < starts.length; row++) {
      if (starts[row] < (row == 0 ? 0 : starts[row - 1])) {
        throw new IllegalArgumentException("row starts of " + side + " that do not ascend");
      }
    }
    int entries = starts[starts.length - 1];
    return new Design(
        first,
        columns,
        starts,
        archive.ints(side + "-features", entries),
        archive.doubles(side + "-values", entries));
  }

  /** What the model is. */
  public ModelSettings settings() {
    return settings;
  }

  /** What the rows and features stand for. */
  public ModelNames names() {
    return names;
  }

  /** What was noted with it, as JSON; a copy. */
  public JsonNode notes() {
    return header.path("notes").deepCopy();
  }

  /** What predicts, by rows: the posterior, or all samples of it. */
  public Predictor predictor() {
    return settings.type() == ModelType.BAYESIAN_FM ? samples : posterior.answers();
  }

  /**
   * Predicts what a user thinks of an item, at no time. Cost: O(k), or O(k^2) if the covariance is
   * full, times the samples of a sampled model.
   *
   * @param userId the original id of the user
   * @param itemId the original id of the item
   * @return empty if the model was not trained on a data set that has both
   */
  public Optional<Prediction> predict(String userId, String itemId) {
    OptionalInt user = names.userIds().indexOf(userId);
    OptionalInt item = names.itemIds().indexOf(itemId);
    if (user.isEmpty() || item.isEmpty()) {
      return Optional.empty();
    }
    Predictor predictor = predictor();
    int itemRow = names.itemRows().rowOf(item.getAsInt());
    return Optional.of(
        new Prediction(
            predictor.mean(user.getAsInt(), itemRow),
            predictor.epistemicVariance(user.getAsInt(), itemRow),
            predictor.noiseVariance(user.getAsInt(), itemRow)));
  }

  /** What is predicted of a user and an item by ids that are numbers; empty if one is unknown. */
  public Optional<Prediction> predict(long userId, long itemId) {
    return predict(Long.toString(userId), Long.toString(itemId));
  }

  /**
   * What describes the user or the item of a row, to people, in the order of the fields: who it is,
   * and what is known about it. Whom and what it was rated by is left out.
   */
  public List<String> description(FieldSpec.Side side, int row) {
    Design design = side == FieldSpec.Side.USER ? machine.left.design : machine.right.design;
    List<String> labels = new ArrayList<>();
    for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
      int feature = design.feature(entry);
      int field = machine.space.fieldOf(feature);
      if (!ModelNames.OF_RATINGS.contains(names.fields().get(field).name())) {
        labels.add(names.label(field, feature - machine.space.start(field)));
      }
    }
    return labels;
  }

  /**
   * The parts of a prediction and of its variance.
   *
   * @param userRow the row of the user
   * @param itemRow that of the item, at its time; see {@link ModelNames#itemRows}
   * @param largest how many parts are told apart; the others are summed
   */
  public Explanation explain(int userRow, int itemRow, int largest) {
    return explain(userRow, itemRow, largest, "user " + names.userIds().idOf(userRow));
  }

  /**
   * The parts of a prediction and of its variance, with a name for the user, as for somebody new to
   * the model in whose place another row is.
   *
   * @param userRow the row of the user
   * @param itemRow that of the item, at its time; see {@link ModelNames#itemRows}
   * @param largest how many parts are told apart; the others are summed
   * @param user what the user is called in the names of parts
   */
  public Explanation explain(int userRow, int itemRow, int largest, String user) {
    Explainer explainer = new Explainer(machine, unit, names, userRow, itemRow, largest, user);
    return settings.type() == ModelType.BAYESIAN_FM
        ? explainer.ofSamples(samples)
        : explainer.ofPosterior();
  }
}

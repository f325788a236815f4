package org.querent.core.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;
import org.querent.core.features.Design;
import org.querent.core.features.TimeSpans;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelState;
import org.querent.core.posterior.Machine;

/**
 * Saves a model, and lets one go on where a saved one was. {@link SavedModel} reads a file to
 * predict with it. The format is described with the package. Not thread-safe.
 */
public final class ModelFile {
  /** The kind of archive. */
  public static final String FORMAT = "querent-model";

  /** The version whose parameters are in the unit of the ratings. */
  static final int FIRST_VERSION = 1;

  /** The newest version that is understood, and the one that is written. */
  public static final int VERSION = 3;

  private final FactorizationMachine model;
  private final String createdBy;
  private final ObjectNode settings;

  /** The arrays that no pass changes. */
  private final Map<String, NumericArray> fixed = new TreeMap<>();

  /**
   * The file of a model.
   *
   * @param names of the model's features and rows
   * @param createdBy the program and its version
   * @throws IllegalArgumentException if the names are those of another model
   */
  public ModelFile(FactorizationMachine model, ModelNames names, String createdBy) {
    this.model = model;
    this.createdBy = createdBy;
    ModelState state = model.internals();
    Machine machine = state.machine();
    if (names.space().features() != machine.space.features()) {
      throw new IllegalArgumentException(
          "names of "
              + names.space().features()
              + " features for a model of "
              + machine.space.features());
    }
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.set("model", SavedSettings.write(state.settings));
    settings.set("training", SavedSettings.write(state.training));
    settings.put("seed", state.seed());
    settings.put("scale-min", names.scale().min());
    settings.put("scale-max", names.scale().max());
    settings.put("centre", state.unit.centre());
    settings.put("spread", state.unit.spread());
    settings.set("fields", fields(names));
    settings.set("users", design("users", machine.left.design));
    settings.set("items", design("items", machine.right.design));
    this.settings = asRead(settings);
    new SavedIds("user").put(names.userIds(), fixed);
    new SavedIds("item").put(names.itemIds(), fixed);
    names
        .itemRows()
        .spans()
        .map(TimeSpans::edges)
        .ifPresent(edges -> fixed.put("time-edges", NumericArray.of(edges, edges.length)));
  }

  /**
   * Has the file hold what the model was fitted to, so that {@link WholeModel} reads it to go on
   * learning: 24 bytes a rating, and the columns of users and items.
   *
   * @param ratings in the order in which the model got them
   * @param side what is known about users and items besides
   * @return this
   */
  public ModelFile knowing(Ratings ratings, SideInformation side) {
    settings.set(KnownData.KEY, asRead(new KnownData(ratings, side).put(fixed)));
    return this;
  }

  /** Numbers of the types that they have when they are read, so that equal settings are equal. */
  private static ObjectNode asRead(ObjectNode settings) {
    try {
      return (ObjectNode) new JsonMapper().readTree(settings.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ArrayNode fields(ModelNames names) {
    ArrayNode fields = JsonNodeFactory.instance.arrayNode();
    for (ModelNames.Field field : names.fields()) {
      ObjectNode node = fields.addObject();
      node.put("name", field.name());
      node.put("size", field.size());
      node.set("spec", field.spec());
      field.labels().ifPresent(labels -> labels.forEach(node.putArray("labels")::add));
    }
    return fields;
  }

  private ObjectNode design(String side, Design design) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rows", design.rows());
    node.put("first-feature", design.firstFeature());
    node.put("features", design.columns());
    node.put("identity", design.isIdentity());
    if (!design.isIdentity()) {
      int entries = design.rowStart(design.rows());
      int[] starts = new int[design.rows() + 1];
      int[] features = new int[entries];
      double[] values = new double[entries];
      for (int row = 0; row < starts.length; row++) {
        starts[row] = design.rowStart(row);
      }
      for (int entry = 0; entry < entries; entry++) {
        features[entry] = design.feature(entry);
        values[entry] = design.value(entry);
      }
      fixed.put(side + "-row-starts", NumericArray.of(starts, starts.length));
      fixed.put(side + "-features", NumericArray.of(features, entries));
      fixed.put(side + "-values", NumericArray.of(values, entries));
    }
    return node;
  }

  /** What the header says of the model that no pass changes; a copy. */
  public ObjectNode settings() {
    return settings.deepCopy();
  }

  /**
   * The model as it is, to be written now or later: no pass changes it.
   *
   * @param notes what the caller wants to read again, as JSON
   */
  public ArrayArchive archive(ObjectNode notes) {
    ObjectNode all = settings.deepCopy();
    all.put("passes", model.passes());
    all.put("ratings", model.ratings());
    all.set("notes", notes);
    return new ArrayArchive(new ArchiveHeader(FORMAT, VERSION, createdBy, all), arrays());
  }

  /**
   * Writes the model as it is, in the place of an older file.
   *
   * @throws ArchiveException if the file cannot be written
   */
  public void write(Path file) {
    archive(JsonNodeFactory.instance.objectNode()).write(file);
  }

  Map<String, NumericArray> arrays() {
    Map<String, NumericArray> arrays = model.state();
    arrays.putAll(fixed);
    return arrays;
  }

  /**
   * Lets the model, which has the same ratings, go on where a saved one was, with the same bits as
   * if it had gone there itself.
   *
   * @throws ArchiveException if the file is of a model with other settings, features or ratings, or
   *     of one that has lost its numbers
   */
  public void restore(ArrayArchive archive) {
    archive.requireFinite();
    if (archive.header().version() == FIRST_VERSION) {
      throw new ArchiveException(
          "the saved model is of ratings that were not standardised: it predicts, but cannot be"
              + " trained further; train a new one");
    }
    ObjectNode saved = archive.header().settings();
    for (Map.Entry<String, ?> entry : settings.properties()) {
      if (!entry.getValue().equals(saved.get(entry.getKey()))) {
        throw new ArchiveException(
            String.format(
                Locale.ROOT,
                "the saved model differs from this one in its %s; train it with the same settings",
                entry.getKey()));
      }
    }
    if (saved.path("ratings").asInt(-1) != model.ratings() || !saved.path("passes").isInt()) {
      throw new ArchiveException(
          String.format(
              Locale.ROOT,
              "the saved model knows %s ratings, this one %d; train it with the same data",
              saved.path("ratings"),
              model.ratings()));
    }
    model.resume(archive, saved.path("passes").intValue());
  }
}

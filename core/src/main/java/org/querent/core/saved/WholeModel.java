package org.querent.core.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FieldSpec;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;

/**
 * A model that was saved with what it was fitted to, so that it goes on learning. Thread-safe; the
 * machines that it makes are not.
 */
public final class WholeModel {
  private final ArrayArchive archive;
  private final KnownData known;
  private final FeatureMap features;

  private WholeModel(ArrayArchive archive, KnownData known) {
    this.archive = archive;
    this.known = known;
    features = FeatureMap.of(fields(archive), known.ratings(), known::side);
  }

  /**
   * Reads a model. Cost: O(its size).
   *
   * @param advice what to do where it was saved without what it was fitted to, as the end of a
   *     message
   * @throws ArchiveException if it was, or if the file is missing, damaged, no model or newer than
   *     this program
   */
  public static WholeModel read(Path file, String advice) {
    SavedModel saved = SavedModel.read(file);
    ArrayArchive archive = ArrayArchive.read(file, ModelFile.FORMAT, ModelFile.VERSION);
    if (!archive.header().settings().has(KnownData.KEY)) {
      throw new ArchiveException(
          file + " does not have the ratings that it was fitted to; " + advice);
    }
    try {
      ModelNames names = saved.names();
      return new WholeModel(
          archive, KnownData.read(archive, names.userIds(), names.itemIds(), names.scale()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ArchiveException(
          String.format(
              Locale.ROOT, "%s is not a model as this program writes it: %s", file, e.getMessage()),
          e);
    }
  }

  private static List<FieldSpec> fields(ArrayArchive archive) {
    List<FieldSpec> fields = new ArrayList<>();
    for (JsonNode field : archive.header().settings().path("fields")) {
      fields.add(SavedField.read(field.path("spec")));
    }
    return fields;
  }

  /** The ratings that it was fitted to, in the order in which it got them. */
  public Ratings ratings() {
    return known.ratings();
  }

  /** What is known about its users and items besides. */
  public SideInformation side() {
    return known.side();
  }

  /** What its users and items are described by. */
  public FeatureMap features() {
    return features;
  }

  /** What the model is. */
  public ModelSettings settings() {
    return SavedSettings.read(header());
  }

  /** How it was trained. */
  public TrainingSettings training() {
    return SavedSettings.readTraining(header());
  }

  /** The seed that its training drew from. */
  public long seed() {
    return header().path("seed").longValue();
  }

  /** What was noted with it, as JSON; a copy. */
  public JsonNode notes() {
    return header().path("notes").deepCopy();
  }

  private ObjectNode header() {
    return archive.header().settings();
  }

  /** A machine of the same settings, without a rating, on one thread. */
  public FactorizationMachine newMachine() {
    return ModelBuilder.of(features, known.ratings().scale())
        .settings(settings())
        .training(training())
        .streams(new RandomStreams(seed()))
        .build();
  }

  /**
   * Lets a new machine, which has got the ratings, go on where the saved one was, with the same
   * bits as if it had gone there itself.
   *
   * @throws ArchiveException if it has other ratings
   */
  public void restore(FactorizationMachine machine) {
    ModelNames names = ModelNames.of(features, known.ratings());
    new ModelFile(machine, names, archive.header().createdBy())
        .knowing(known.ratings(), known.side())
        .restore(archive);
  }
}

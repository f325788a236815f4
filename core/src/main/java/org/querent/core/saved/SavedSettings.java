package org.querent.core.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.querent.core.settings.SettingsJson;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.RatingNoise;
import org.querent.core.spec.TrainingSettings;

/**
 * What a saved model is and how it is fitted. Noise that is common, a Gaussian likelihood and no
 * tolerance are not said: they are those of all models from before there were any others.
 */
final class SavedSettings {
  private static final String NOISE = "noise";
  private static final String LIKELIHOOD = "likelihood";

  private static final String TOLERANCE = "tolerance";

  private SavedSettings() {}

  static ObjectNode write(TrainingSettings settings) {
    ObjectNode json = SettingsJson.write(settings);
    if (settings.tolerance() == 0) {
      json.remove(TOLERANCE);
    }
    return json;
  }

  /**
   * How a model is fitted.
   *
   * @param header of its archive
   * @throws IllegalArgumentException if that is not valid
   */
  static TrainingSettings readTraining(ObjectNode header) {
    JsonNode training = header.path("training");
    if (training instanceof ObjectNode object) {
      ObjectNode all = object.deepCopy();
      all.putIfAbsent(TOLERANCE, DoubleNode.valueOf(0));
      training = all;
    }
    return SettingsJson.read(training, TrainingSettings.class);
  }

  static ObjectNode write(ModelSettings settings) {
    ObjectNode json = SettingsJson.write(settings);
    if (settings.noise() == RatingNoise.COMMON) {
      json.remove(NOISE);
    }
    if (settings.likelihood() == Likelihood.GAUSSIAN) {
      json.remove(LIKELIHOOD);
    }
    return json;
  }

  /**
   * The settings of a model.
   *
   * @param header of its archive
   * @throws IllegalArgumentException if they are not valid
   */
  static ModelSettings read(ObjectNode header) {
    JsonNode model = header.path("model");
    if (model instanceof ObjectNode object) {
      ObjectNode all = object.deepCopy();
      all.putIfAbsent(NOISE, TextNode.valueOf("common"));
      all.putIfAbsent(LIKELIHOOD, TextNode.valueOf("gaussian"));
      model = all;
    }
    return SettingsJson.read(model, ModelSettings.class);
  }
}

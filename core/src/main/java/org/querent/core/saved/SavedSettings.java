package org.querent.core.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.querent.core.settings.SettingsJson;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.RatingNoise;

/**
 * What a saved model is. Noise that is common and a Gaussian likelihood are not said: they are
 * those of all models from before there were any others.
 */
final class SavedSettings {
  private static final String NOISE = "noise";
  private static final String LIKELIHOOD = "likelihood";

  private SavedSettings() {}

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

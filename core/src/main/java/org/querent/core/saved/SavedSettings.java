package org.querent.core.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.querent.core.settings.SettingsJson;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.RatingNoise;

/**
 * What a saved model is. Noise that is common is not said: it is that of all models from before
 * there was any other.
 */
final class SavedSettings {
  private static final String NOISE = "noise";

  private SavedSettings() {}

  static ObjectNode write(ModelSettings settings) {
    ObjectNode json = SettingsJson.write(settings);
    if (settings.noise() == RatingNoise.COMMON) {
      json.remove(NOISE);
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
    if (model instanceof ObjectNode object && !object.has(NOISE)) {
      model = object.deepCopy().put(NOISE, "common");
    }
    return SettingsJson.read(model, ModelSettings.class);
  }
}

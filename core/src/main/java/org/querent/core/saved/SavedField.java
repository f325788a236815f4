package org.querent.core.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FieldSpec;
import org.querent.core.settings.SettingsJson;

/** How a field was declared, as JSON: without where a log was, which a model has in itself. */
final class SavedField {
  private static final String TYPE = "type";

  private SavedField() {}

  /**
   * What is kept of a {@link ConsumptionField}.
   *
   * @param from where pairs are from
   * @param dims how many directions they have
   */
  public record Consumed(ConsumptionField.From from, int dims) {}

  static ObjectNode write(FieldSpec spec) {
    Record settings =
        spec instanceof ConsumptionField it ? new Consumed(it.from(), it.dims()) : (Record) spec;
    ObjectNode json = SettingsJson.write(settings);
    json.put(TYPE, spec.type());
    return json;
  }

  /**
   * The field that was written.
   *
   * @throws IllegalArgumentException if it is none
   */
  static FieldSpec read(JsonNode json) {
    FieldSpec named =
        FieldSpec.named(json.path(TYPE).asText())
            .orElseThrow(() -> new IllegalArgumentException("no field " + json));
    if (named instanceof ConsumptionField) {
      Consumed consumed = SettingsJson.read(json, Consumed.class);
      return new ConsumptionField(consumed.from(), consumed.dims());
    }
    return (FieldSpec) SettingsJson.read(json, ((Record) named).getClass());
  }
}

package org.querent.experiments.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.experiment.evaluate.Groupings;
import org.querent.experiments.experiment.evaluate.Metrics;
import org.querent.experiments.experiment.evaluate.MetricsType;
import org.querent.experiments.experiment.models.ModelSpec;
import org.querent.experiments.experiment.models.ModelsYaml;
import org.querent.experiments.learner.EvaluatorSpec;
import org.querent.experiments.learner.EvaluatorYaml;
import org.querent.experiments.tune.TuneSpec;
import org.querent.experiments.tune.TuneYaml;
import org.querent.experiments.yaml.JsonSchema;
import org.querent.simulator.judge.LearnerProvider;
import org.querent.simulator.judge.LearnerRegistry;
import org.querent.simulator.spec.GroupBy;
import org.querent.simulator.stopping.StoppingProvider;
import org.querent.simulator.stopping.StoppingRegistry;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.StrategyRegistry;

/**
 * The JSON Schema of an experiment's file, made from the records that it is read into and from the
 * strategies that there are. It checks names, types and bounds; what does not go together only the
 * reader knows.
 */
public final class ExperimentSchema {
  private static final String STRATEGY = "strategy";
  private static final String FEATURE = "feature";
  private static final String SEEDS = "seeds";
  private static final String METRICS = "metrics";
  private static final String GROUPS = "groups";
  private static final String RULE = "stopping-rule";
  private static final String EVALUATOR = "evaluator";
  private static final String RULES = "stopping-rules";

  private final StrategyRegistry strategies;
  private final StoppingRegistry rules;
  private final LearnerRegistry learners;
  private final DatasetCatalog datasets;

  @Inject
  ExperimentSchema(
      StrategyRegistry strategies,
      StoppingRegistry rules,
      LearnerRegistry learners,
      DatasetCatalog datasets) {
    this.learners = learners;
    this.strategies = strategies;
    this.rules = rules;
    this.datasets = datasets;
  }

  /** The schema, anew. */
  public ObjectNode schema() {
    JsonSchema json =
        new JsonSchema(
            Grid.KEY,
            Map.of(
                ConfiguredStrategy.class, STRATEGY,
                SeedRange.class, SEEDS,
                Metrics.class, METRICS,
                Groupings.class, GROUPS));
    ObjectNode schema = json.of(RunSettings.DEFAULTS, "");
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "an experiment of Querent");
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties
        .putObject("name")
        .put("type", "string")
        .put("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$");
    properties.set("dataset", json.orGrid(dataset(json)));
    properties.set(
        "split",
        JsonSchema.anyOf(
            (ObjectNode) properties.get("split"),
            json.of(SplitYaml.Parts.NONE, "split.parts"),
            json.of(SplitYaml.Folds.NONE, "split.folds")));
    properties.set("features", json.orGrid(listOf(FEATURE)));
    properties.set("strategies", json.orGrid(listOf(STRATEGY).put("minItems", 1)));
    properties.set(ModelSpec.KEY, json.orGrid(models(properties)));
    properties.set("stopping", json.orGrid(JsonSchema.reference(RULES)));
    json.define(RULES, listOf(RULE).put("minItems", 1));
    json.define(RULE, rule());
    properties.set(EvaluatorYaml.KEY, json.orGrid(listOf(EVALUATOR).put("minItems", 1)));
    json.define(EVALUATOR, evaluator(json));
    properties.set(TuneSpec.KEY, json.orGrid(tune(json)));
    ObjectNode file = text();
    properties.set("include", JsonSchema.anyOf(file, list(file)));
    properties.set("preset", choice(Presets.names()));
    json.define(STRATEGY, strategy(json));
    json.define(FEATURE, feature(json));
    json.define(SEEDS, seeds(json));
    json.define(METRICS, json.orGrid(metrics()));
    json.define(GROUPS, json.orGrid(list(json.of(GroupBy.BY_ACTIVITY, GROUPS))));
    schema.set("$defs", json.definitions());
    return schema;
  }

  private ObjectNode dataset(JsonSchema json) {
    ObjectNode names = choice(datasets.names());
    ObjectNode mapping = json.of(DatasetReader.Given.NOTHING, "dataset");
    return JsonSchema.anyOf(names, mapping);
  }

  /** What a model may say otherwise is what the experiment may say. */
  private static ObjectNode models(ObjectNode experiment) {
    ObjectNode model = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = model.putObject("properties");
    ObjectNode label = text();
    properties.set("label", label.put("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"));
    ModelsYaml.SECTIONS.forEach(key -> properties.set(key, experiment.get(key)));
    properties.set("strategies", list(text()).put("minItems", 1));
    model.putArray("required").add("label");
    model.put("additionalProperties", false);
    return list(model).put("minItems", 2);
  }

  private static ObjectNode seeds(JsonSchema json) {
    // The one setting of the record, and its bounds.
    JsonNode count = json.of(SeedRangeType.Count.ONE, SEEDS).at("/properties/seeds/anyOf/0");
    ObjectNode ends = json.of(SeedRangeType.Ends.ONE, SEEDS);
    ends.putArray("required").add("to");
    JsonNode some = json.of(SeedRangeType.Some.ONE, SEEDS).at("/properties/seeds/anyOf/0");
    return json.orGrid(JsonSchema.anyOf(count.deepCopy(), ends, some.deepCopy()));
  }

  private static ObjectNode metrics() {
    ObjectNode ofLists = JsonNodeFactory.instance.objectNode().put("type", "string");
    ofLists.put("pattern", MetricsType.pattern());
    return list(JsonSchema.anyOf(choice(MetricsType.plain()), ofLists));
  }

  /** Lists of what each setting may be, or grids of such lists. */
  private static ObjectNode tune(JsonSchema json) {
    ObjectNode tune = json.of(TuneSpec.Inner.USUAL, TuneSpec.KEY);
    tune.put("minProperties", 1);
    TuneYaml.choosable()
        .forEach(
            (key, section) -> {
              ObjectNode setting =
                  (ObjectNode) json.of(section, TuneSpec.KEY).get("properties").get(key);
              ObjectNode values = list((ObjectNode) setting.at("/anyOf/0"));
              values.put("minItems", 2).put("uniqueItems", true);
              ObjectNode property = json.orGrid(values);
              property.set("description", setting.get("description"));
              ((ObjectNode) tune.get("properties")).set(key, property);
            });
    return tune;
  }

  private ObjectNode strategy(JsonSchema json) {
    ObjectNode any = JsonNodeFactory.instance.objectNode();
    ArrayNode forms = any.putArray("anyOf");
    // A class on the class path is a strategy as well, whatever its parameters.
    forms.add(choice(strategies.names()));
    forms.add(className(text()));
    for (StrategyProvider<?> provider : strategies.providers()) {
      ObjectNode mapping = json.of(provider.defaults(), STRATEGY + "." + provider.name());
      mapping.put("description", provider.description());
      typed(mapping, provider.name());
      ((ObjectNode) mapping.get("properties")).set("label", text());
      forms.add(json.orGrid(mapping));
    }
    ObjectNode other = JsonNodeFactory.instance.objectNode().put("type", "object");
    other.putObject("properties").set("type", className(text()));
    other.putArray("required").add("type");
    forms.add(other);
    return any;
  }

  private ObjectNode rule() {
    // A list among the parameters of a rule is one of rules.
    JsonSchema json = new JsonSchema(Grid.KEY, Map.of(List.class, RULES));
    ObjectNode any = JsonNodeFactory.instance.objectNode();
    ArrayNode forms = any.putArray("anyOf");
    forms.add(choice(rules.names()));
    for (StoppingProvider<?> provider : rules.providers()) {
      ObjectNode mapping = json.of(provider.defaults(), RULE + "." + provider.name());
      mapping.put("description", provider.description());
      typed(mapping, provider.name());
      forms.add(mapping);
    }
    return any;
  }

  private ObjectNode evaluator(JsonSchema json) {
    ObjectNode any = JsonNodeFactory.instance.objectNode();
    ArrayNode forms = any.putArray("anyOf");
    forms.add(choice(learners.names()));
    for (LearnerProvider<?> provider : learners.providers()) {
      ObjectNode mapping = json.of(provider.defaults(), EVALUATOR + "." + provider.name());
      mapping.put("description", provider.description());
      typed(mapping, provider.name());
      ((ObjectNode) mapping.get("properties"))
          .setAll(
              (ObjectNode) json.of(EvaluatorSpec.Grid.ALL, EVALUATOR + ".grid").get("properties"));
      forms.add(mapping);
    }
    return any;
  }

  private static ObjectNode feature(JsonSchema json) {
    ObjectNode any = JsonNodeFactory.instance.objectNode();
    ArrayNode forms = any.putArray("anyOf");
    forms.add(choice(FieldSpec.all().stream().map(FieldSpec::type).toList()));
    for (FieldSpec field : FieldSpec.all()) {
      ObjectNode mapping = json.of((Record) field, FEATURE + "." + field.type());
      typed(mapping, field.type());
      forms.add(mapping);
    }
    return any;
  }

  private static void typed(ObjectNode mapping, String type) {
    ((ObjectNode) mapping.get("properties")).putObject("type").put("const", type);
    mapping.putArray("required").add("type");
  }

  private static ObjectNode className(ObjectNode text) {
    return text.put("pattern", "^(([A-Za-z_$][A-Za-z0-9_$]*\\.)+[A-Za-z_$]|[A-Z])[A-Za-z0-9_$]*$");
  }

  private static ObjectNode choice(Collection<String> names) {
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    names.forEach(choice.putArray("enum")::add);
    return choice;
  }

  private static ObjectNode text() {
    return JsonNodeFactory.instance.objectNode().put("type", "string");
  }

  private static ObjectNode listOf(String definition) {
    return list(JsonSchema.reference(definition));
  }

  private static ObjectNode list(ObjectNode items) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("type", "array");
    list.set("items", items);
    return list;
  }
}

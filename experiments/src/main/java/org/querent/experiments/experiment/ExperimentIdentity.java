package org.querent.experiments.experiment;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.experiment.models.ModelSpec;
import org.querent.experiments.stopping.StoppingYaml;
import org.querent.experiments.tune.TuneSpec;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.strategies.ConfiguredStrategy;

/**
 * What makes an experiment this one and no other, as text: the settings that differ from what they
 * were when the format was made, in {@code format-1.json}. So a setting that a later version of
 * Querent adds, or a default that it changes, leaves the experiments of before what they were, if
 * that file says what held without the setting. Immutable and thread-safe.
 *
 * <p>Not part of it are names, where files are, which seeds and strategies there are, and what is
 * shown.
 */
public final class ExperimentIdentity {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What held of each setting, kind of field and strategy. */
  static final Map<String, Object> STANDARD = standard();

  private final StrategyYaml strategyYaml;
  private final StoppingYaml stoppingYaml;

  @Inject
  ExperimentIdentity(StrategyYaml strategyYaml, StoppingYaml stoppingYaml) {
    this.strategyYaml = strategyYaml;
    this.stoppingYaml = stoppingYaml;
  }

  private static Map<String, Object> standard() {
    String name = "format-" + FORMAT + ".json";
    try (InputStream in = ExperimentIdentity.class.getResourceAsStream(name)) {
      return JSON.readValue(in, new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What all runs of an experiment have in common, but the bytes of its data. */
  public String ofSettings(ExperimentSpec spec) {
    Map<String, Object> identity = new TreeMap<>();
    identity.put("format", FORMAT);
    Map<String, Object> settings = settings(spec.settings());
    identity.put(
        "settings",
        difference(
            spec.tune().map(it -> it.without(settings)).orElse(settings), section("settings")));
    identity.put("features", spec.features().stream().map(this::field).toList());
    identity.put("dataset", difference(spec.dataset().settings(), section("dataset")));
    if (!spec.stopping().isEmpty()) {
      // Runs tell of all rules, and earlier versions knew none.
      identity.put("stopping", spec.stopping().stream().map(stoppingYaml::toPlain).toList());
    }
    // Nothing was chosen by seed in earlier versions.
    spec.tune().ifPresent(tune -> identity.put(TuneSpec.KEY, canonical(tune.toPlain())));
    return json(identity);
  }

  /**
   * What a strategy is, whatever it is called, and what its model is where that is not the
   * experiment's own.
   */
  public String ofStrategy(StrategySpec<?> strategy) {
    Map<String, Object> alone = strategy(strategy.strategy());
    return json(
        strategy
            .model()
            .<Map<String, Object>>map(
                model -> new TreeMap<>(Map.of("strategy", alone, "model", model(model))))
            .orElse(alone));
  }

  private Map<String, Object> model(ModelSpec spec) {
    Map<?, ?> standards = section("settings");
    Map<String, Object> model = new TreeMap<>();
    model.put("features", spec.features().stream().map(this::field).toList());
    for (Map.Entry<String, Record> section :
        Map.<String, Record>of("model", spec.model(), "training", spec.training()).entrySet()) {
      model.put(
          section.getKey(),
          difference(
              PlainRecord.toPlain(section.getValue()),
              (Map<?, ?>) standards.get(section.getKey())));
    }
    return model;
  }

  /** The settings that decide what happens in a run. */
  static Map<String, Object> settings(RunSettings settings) {
    Map<String, Object> plain = new TreeMap<>(PlainRecord.toPlain(settings));
    plain.remove("seeds");
    plain.remove("report");
    Map<String, Object> queries = new TreeMap<>(PlainRecord.toPlain(settings.queries()));
    // What they say is a part of the data.
    queries.keySet().removeAll(Set.of("costs", "cost-columns"));
    plain.put("queries", queries);
    Map<String, Object> evaluate = new TreeMap<>(PlainRecord.toPlain(settings.evaluate()));
    // All metrics are logged, but what takes fits, or predictions, of its own, where it is asked
    // for.
    evaluate.keySet().removeAll(Set.of("metrics", "ranking", "groups"));
    if (settings.evaluate().rankingSettings().isOn()) {
      evaluate.put("ranking", settings.evaluate().listsMeasured());
    }
    if (!settings.evaluate().groups().all().isEmpty()) {
      evaluate.put("groups", settings.evaluate().groups().plain());
    }
    evaluate.put("drift", settings.evaluate().measuresDrift());
    evaluate.put("promised", settings.evaluate().measuresPromise());
    evaluate.put("own", settings.evaluate().measuresOwn());
    plain.put("evaluate", evaluate);
    return plain;
  }

  private Map<String, Object> field(FieldSpec field) {
    Map<String, Object> plain = new TreeMap<>(PlainRecord.toPlain((Record) field));
    if (field instanceof ConsumptionField) {
      // What the log says is a part of the data.
      plain.remove("path");
      plain.put("columns", Map.of());
    }
    return typed(field.type(), plain, section("features"));
  }

  private Map<String, Object> strategy(ConfiguredStrategy<?> strategy) {
    return typed(
        strategyYaml.type(strategy.provider()),
        parameters(strategy.parameters()),
        section("strategies"));
  }

  /** The parameters of a strategy, those within it without what they have from the format. */
  Map<String, Object> parameters(Record parameters) {
    return PlainRecord.toPlain(
        parameters,
        value ->
            value instanceof ConfiguredStrategy<?> within
                ? Optional.of(strategy(within))
                : Optional.empty());
  }

  private static Map<String, Object> typed(
      String type, Map<String, Object> plain, Map<?, ?> standards) {
    Object standard = standards.get(type);
    Map<String, Object> typed =
        difference(plain, standard instanceof Map<?, ?> known ? known : Map.of());
    typed.put("type", type);
    return typed;
  }

  static Map<?, ?> section(String name) {
    return (Map<?, ?>) STANDARD.get(name);
  }

  /** What differs; a standard that there is no value for is {@code null}. */
  private static Map<String, Object> difference(Map<?, ?> values, Map<?, ?> standards) {
    Set<String> keys = new TreeSet<>();
    values.keySet().forEach(key -> keys.add((String) key));
    standards.keySet().forEach(key -> keys.add((String) key));
    Map<String, Object> difference = new TreeMap<>();
    for (String key : keys) {
      Object value = values.get(key);
      Object standard = standards.get(key);
      if (value instanceof Map<?, ?> inner && standard instanceof Map<?, ?> known) {
        Map<String, Object> within = difference(inner, known);
        if (!within.isEmpty()) {
          difference.put(key, within);
        }
      } else if (value == null || !canonical(value).equals(canonical(standard))) {
        difference.put(key, value == null ? null : canonical(value));
      }
    }
    return difference;
  }

  /**
   * A text that is the same for equal values of all types, so that a setting can be given another
   * type.
   */
  private static Object canonical(Object value) {
    if (value instanceof Map<?, ?> map) {
      return difference(map, Map.of());
    } else if (value instanceof List<?> list) {
      return list.stream().map(ExperimentIdentity::canonical).toList();
    } else if (value instanceof Number number) {
      return number(number.toString());
    }
    return String.valueOf(value);
  }

  private static String number(String text) {
    try {
      return new BigDecimal(text).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      // A plug-in may have an infinity as its default.
      return text;
    }
  }

  private static String json(Map<String, Object> identity) {
    try {
      return JSON.writeValueAsString(identity);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

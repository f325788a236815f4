package org.querent.experiments.tune;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.KeyPath;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;

/**
 * Reads the settings that each seed chooses: under the key {@code tune} a list of values for each,
 * and {@code folds}.
 *
 * @param model what holds of settings that are not chosen
 * @param training the same of how the model is fitted
 * @param engine what computes it
 */
public record TuneYaml(ModelSettings model, TrainingSettings training, EngineKind engine) {
  /** More are a mistake: each is fitted as often as there are folds, for every seed. */
  public static final int MOST = 100;

  private static final String FOLDS = "folds";

  /** What makes a model another one is compared by grids, in one report or several. */
  private static final Set<String> FIXED = Set.of("type", "optimizer", "estimator");

  /** The settings that can be chosen, with the defaults of the section that each is of. */
  public static Map<String, Record> choosable() {
    Map<String, Record> sections = new LinkedHashMap<>();
    for (Record section : List.of(ModelSettings.DEFAULTS, TrainingSettings.DEFAULTS)) {
      PlainRecord.toPlain(section).keySet().forEach(key -> sections.put(key, section));
    }
    sections.keySet().removeAll(FIXED);
    return sections;
  }

  /**
   * What a node says, unless there is a problem.
   *
   * @param problems gets every problem
   */
  public Optional<TuneSpec> read(YamlNode node, Problems problems) {
    int before = problems.count();
    Set<String> keys = new LinkedHashSet<>(choosable().keySet());
    if (!(node instanceof Mapping mapping)) {
      problems.add(
          node.location(),
          TuneSpec.KEY,
          "found " + Found.withKind(node) + ", allowed a mapping, such as {factors: [4, 8, 16]}");
      return Optional.empty();
    }
    Set<String> allowed = new LinkedHashSet<>(keys);
    allowed.add(FOLDS);
    RecordBinder.reportUnknownKeys(mapping, TuneSpec.KEY, allowed, problems);
    List<Entry> folds =
        mapping.entries().stream().filter(entry -> entry.key().equals(FOLDS)).toList();
    TuneSpec.Inner inner =
        RecordBinder.bind(
            new Mapping(mapping.location(), folds), TuneSpec.Inner.USUAL, TuneSpec.KEY, problems);
    List<Entry> chosen =
        mapping.entries().stream().filter(entry -> keys.contains(entry.key())).toList();
    if (chosen.isEmpty() && problems.count() == before) {
      problems.add(
          mapping.location(),
          TuneSpec.KEY,
          "has no setting to choose; allowed " + String.join(", ", keys));
    }
    chosen.forEach(entry -> check(entry, chosen, problems));
    long count = 1;
    for (Entry entry : chosen) {
      count = Math.min(count * Math.max(1, items(entry).size()), Integer.MAX_VALUE);
    }
    if (count > MOST) {
      problems.add(
          mapping.location(),
          TuneSpec.KEY,
          String.format(Locale.ROOT, "found %,d combinations, allowed %d", count, MOST));
    }
    return problems.count() > before
        ? Optional.empty()
        : alternatives(mapping, chosen, problems).map(all -> new TuneSpec(inner, all));
  }

  private static List<YamlNode> items(Entry entry) {
    return entry.value() instanceof Sequence list ? list.items() : List.of();
  }

  /** One setting by itself: a list of different values that the model can have. */
  private void check(Entry entry, List<Entry> chosen, Problems problems) {
    String path = KeyPath.of(TuneSpec.KEY, entry.key());
    List<YamlNode> items = items(entry);
    if (items.size() < 2) {
      problems.add(
          entry.value().location(),
          path,
          String.format(
              Locale.ROOT,
              "needs a list of two values or more to choose from; a single one is said as %s.%s",
              choosable().get(entry.key()) instanceof ModelSettings ? "model" : "training",
              entry.key()));
      return;
    }
    useless(entry.key(), chosen).ifPresent(reason -> problems.add(entry.location(), path, reason));
    Map<Object, Integer> known = new HashMap<>();
    for (int n = 0; n < items.size(); n++) {
      int before = problems.count();
      String one = KeyPath.of(path, n);
      Object value = value(entry.key(), items.get(n), one, problems);
      if (problems.count() == before && known.put(value, n) != null) {
        problems.add(items.get(n).location(), one, "found " + value + " a second time");
      }
    }
  }

  /** The value of a setting, whatever the others are. */
  private @Nullable Object value(String key, YamlNode item, String path, Problems problems) {
    Problems within = new Problems("");
    Mapping single = new Mapping(item.location(), List.of(new Entry(key, item.location(), item)));
    Record bound =
        choosable().get(key) instanceof ModelSettings
            ? RecordBinder.bind(single, model, "", within)
            : RecordBinder.bind(single, training, "", within);
    for (String fault : within.withoutPlaces()) {
      String start = key + ": ";
      problems.add(
          item.location(), path, fault.startsWith(start) ? fault.substring(start.length()) : fault);
    }
    return PlainRecord.toPlain(bound).get(key);
  }

  /** Why a setting makes no difference to what the model predicts. */
  private Optional<String> useless(String key, List<Entry> chosen) {
    boolean pairs =
        model.interactions() || chosen.stream().anyMatch(it -> it.key().equals("interactions"));
    return switch (key) {
      case "alpha", "batch" ->
          training.optimizer() == Optimizer.ADAM
              ? Optional.empty()
              : Optional.of("is a setting of adam; add training: {optimizer: adam}");
      case "factors", "lambda2" ->
          pairs
              ? Optional.empty()
              : Optional.of("is of pairs of features, and model.interactions is false");
      case "noise-precision" ->
          model.type() == ModelType.FM
              ? Optional.of("does not change what an fm predicts")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<List<Alternative>> alternatives(
      Mapping mapping, List<Entry> chosen, Problems problems) {
    List<Alternative> all = new ArrayList<>();
    int count =
        chosen.stream().mapToInt(entry -> items(entry).size()).reduce(1, Math::multiplyExact);
    for (int number = 0; number < count; number++) {
      List<Entry> picked = new ArrayList<>();
      int block = count;
      for (Entry entry : chosen) {
        List<YamlNode> items = items(entry);
        block /= items.size();
        picked.add(
            new Entry(entry.key(), entry.location(), items.get(number / block % items.size())));
      }
      Optional<Alternative> alternative = alternative(mapping, picked, problems);
      if (alternative.isEmpty()) {
        return Optional.empty(); // What is wrong with one is most likely wrong with others.
      }
      all.add(alternative.get());
    }
    return Optional.of(all);
  }

  private Optional<Alternative> alternative(
      Mapping mapping, List<Entry> picked, Problems problems) {
    Problems within = new Problems("");
    ModelSettings otherModel = RecordBinder.bind(of(picked, model), model, "", within);
    TrainingSettings otherTraining = RecordBinder.bind(of(picked, training), training, "", within);
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Object> all = new HashMap<>(PlainRecord.toPlain(otherTraining));
    all.putAll(PlainRecord.toPlain(otherModel));
    picked.forEach(entry -> values.put(entry.key(), all.get(entry.key())));
    List<String> faults = new ArrayList<>(within.withoutPlaces());
    if (faults.isEmpty()) {
      try {
        otherTraining.requireFor(otherModel);
        otherTraining.requireFor(engine);
        return Optional.of(new Alternative(values, otherModel, otherTraining));
      } catch (IllegalArgumentException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    String words =
        picked.stream()
            .map(entry -> entry.key() + " " + ((Scalar) entry.value()).text())
            .reduce((one, other) -> one + ", " + other)
            .orElseThrow();
    faults.forEach(
        fault -> problems.add(mapping.location(), TuneSpec.KEY, "with " + words + ": " + fault));
    return Optional.empty();
  }

  /** What is picked of one section. */
  private static Mapping of(List<Entry> picked, Record section) {
    Set<String> keys = PlainRecord.toPlain(section).keySet();
    return new Mapping(
        picked.get(0).location(),
        picked.stream().filter(entry -> keys.contains(entry.key())).toList());
  }
}

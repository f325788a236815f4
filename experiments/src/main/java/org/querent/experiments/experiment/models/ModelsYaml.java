package org.querent.experiments.experiment.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.ModelSettings;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;
import org.querent.experiments.yaml.YamlTree;

/**
 * Reads the models that an experiment compares: a list of mappings, each of which says what differs
 * from what the experiment says beside it. The first is the experiment's own model, which the
 * others are measured by. Stateless.
 */
public final class ModelsYaml {
  /** The keys of an experiment that a model may say otherwise. */
  public static final List<String> SECTIONS = List.of("features", "model", "training");

  private static final String LABEL = "label";
  private static final String STRATEGIES = "strategies";
  private static final Set<String> KEYS =
      new LinkedHashSet<>(List.of(LABEL, "features", "model", "training", STRATEGIES));
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  private ModelsYaml() {}

  /** The experiment with what its first model says in the place of what it says itself. */
  public static Mapping withFirst(Mapping experiment) {
    return find(experiment, ModelSpec.KEY)
        .flatMap(ModelsYaml::first)
        .map(first -> (Mapping) YamlTree.over(experiment, sections(first)))
        .orElse(experiment);
  }

  private static Optional<Mapping> first(YamlNode models) {
    return models instanceof Sequence list
            && !list.items().isEmpty()
            && list.items().get(0) instanceof Mapping first
        ? Optional.of(first)
        : Optional.empty();
  }

  private static Mapping sections(Mapping model) {
    return new Mapping(
        model.location(),
        model.entries().stream().filter(entry -> SECTIONS.contains(entry.key())).toList());
  }

  /**
   * The models of an experiment; none if it does not list any.
   *
   * @param experiment as it is written
   * @param first the experiment's own model, which the first of the list is; its label is not read
   * @param strategies the labels of the experiment's strategies
   */
  public static List<ModelSpec> read(
      Mapping experiment, ModelSpec first, List<String> strategies, Problems problems) {
    Optional<YamlNode> given = find(experiment, ModelSpec.KEY);
    if (given.isEmpty()) {
      return List.of();
    }
    if (!(given.get() instanceof Sequence list) || list.items().size() < 2) {
      problems.add(
          given.get().location(),
          ModelSpec.KEY,
          "needs a list of at least two mappings with label, features, model, training, strategies");
      return List.of();
    }
    List<ModelSpec> models = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (int n = 0; n < list.items().size(); n++) {
      YamlNode node = list.items().get(n);
      String path = ModelSpec.KEY + "[" + n + "]";
      if (!(node instanceof Mapping model)) {
        problems.add(node.location(), path, "needs a mapping with at least a label");
        continue;
      }
      RecordBinder.reportUnknownKeys(model, path, KEYS, problems);
      String label = label(model, path, problems);
      if (!label.isEmpty() && !labels.add(label)) {
        problems.add(
            model.location(), path, "a second model with the label " + Found.quoted(label));
      }
      List<String> played = played(model, n == 0, path, strategies, problems);
      models.add(
          n == 0
              ? new ModelSpec(label, first.features(), first.model(), first.training(), played)
              : model(experiment, model, label, path, played, problems));
    }
    return models;
  }

  /** What is wrong with what the experiment says itself was told where that was read. */
  private static ModelSpec model(
      Mapping experiment,
      Mapping model,
      String label,
      String path,
      List<String> played,
      Problems problems) {
    Problems told = new Problems("");
    ModelDefaults kinds = ModelDefaults.of(YamlTree.over(experiment, sections(model)));
    List<FieldSpec> features =
        find(model, "features")
            .map(node -> FeaturesReader.read(node, path + ".features", problems))
            .or(
                () ->
                    find(experiment, "features")
                        .map(node -> FeaturesReader.read(node, "features", told)))
            .orElse(FieldSpec.PLAIN);
    ModelSettings settings = over(experiment, model, "model", kinds.model(), path, told, problems);
    TrainingSpec training =
        over(
            experiment,
            model,
            "training",
            TrainingSpec.defaults(kinds.training()),
            path,
            told,
            problems);
    return new ModelSpec(label, features, settings, training, played);
  }

  private static <R extends Record> R over(
      Mapping experiment,
      Mapping model,
      String key,
      R defaults,
      String path,
      Problems told,
      Problems problems) {
    R usual =
        find(experiment, key)
            .map(node -> RecordBinder.bind(node, defaults, key, told))
            .orElse(defaults);
    return find(model, key)
        .map(node -> RecordBinder.bind(node, usual, path + "." + key, problems))
        .orElse(usual);
  }

  private static String label(Mapping model, String path, Problems problems) {
    Optional<YamlNode> given = find(model, LABEL);
    if (given.isPresent()
        && given.get() instanceof Scalar scalar
        && NAME.matcher(scalar.text()).matches()) {
      return scalar.text();
    }
    problems.add(
        given.orElse(model).location(),
        path + "." + LABEL,
        given.map(node -> "found " + found(node) + ", allowed ").orElse("needs ")
            + "up to 40 letters, digits, dots, dashes and underscores");
    return "";
  }

  /** The strategies that a model is played with, in the order of the experiment. */
  private static List<String> played(
      Mapping model, boolean isFirst, String path, List<String> strategies, Problems problems) {
    Optional<YamlNode> given = find(model, STRATEGIES);
    if (given.isEmpty()) {
      return strategies;
    }
    String place = path + "." + STRATEGIES;
    if (isFirst) {
      problems.add(
          given.get().location(),
          place,
          "the first model is what the others are measured by, and is played with all strategies");
      return strategies;
    }
    List<YamlNode> labels = given.get() instanceof Sequence list ? list.items() : List.of();
    if (labels.isEmpty()) {
      problems.add(given.get().location(), place, "needs a list of labels of strategies");
    }
    Set<String> chosen = new HashSet<>();
    for (YamlNode label : labels) {
      String text = label instanceof Scalar scalar ? scalar.text() : "";
      if (!strategies.contains(text)) {
        problems.add(
            label.location(),
            place,
            String.format(
                Locale.ROOT,
                "found %s, allowed the labels of strategies: %s%s",
                found(label),
                String.join(", ", strategies),
                Nearest.hint(text, strategies)));
      }
      chosen.add(text);
    }
    return strategies.stream().filter(chosen::contains).toList();
  }

  private static String found(YamlNode node) {
    return node instanceof Scalar scalar && scalar.kind() == Kind.TEXT
        ? Found.quoted(scalar.text())
        : Found.withKind(node);
  }

  private static Optional<YamlNode> find(Mapping mapping, String key) {
    return mapping.find(key).map(Entry::value);
  }
}

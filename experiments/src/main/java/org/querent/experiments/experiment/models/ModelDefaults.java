package org.querent.experiments.experiment.models;

import java.util.Arrays;
import java.util.Optional;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.experiments.yaml.Kebab;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;

/**
 * What a model and its training are where nothing more is said than their kind.
 *
 * @param model the defaults of the type asked for
 * @param training the defaults of the optimiser asked for, or of that which fits the type
 */
public record ModelDefaults(ModelSettings model, TrainingSettings training) {
  /**
   * The defaults of the kinds that a mapping names under {@code model.type} and {@code
   * training.optimizer}.
   */
  public static ModelDefaults of(YamlNode mapping) {
    ModelType type =
        chosen(mapping, "model", "type", ModelType.values()).orElse(ModelSettings.DEFAULTS.type());
    Optimizer usual = type.usualOptimizer();
    Optimizer optimizer =
        chosen(mapping, "training", "optimizer", Optimizer.values()).orElse(usual);
    return new ModelDefaults(ModelSettings.defaults(type), TrainingSettings.defaults(optimizer));
  }

  private static <E extends Enum<E>> Optional<E> chosen(
      YamlNode node, String section, String key, E[] choices) {
    return find(node, section).flatMap(inner -> chosen(inner, key, choices));
  }

  /**
   * What a key chooses, if it is a choice; that it must be, is checked as it binds.
   *
   * @param <E> the type of the choices
   */
  public static <E extends Enum<E>> Optional<E> chosen(YamlNode node, String key, E[] choices) {
    return find(node, key)
        .filter(Scalar.class::isInstance)
        .flatMap(
            value ->
                Arrays.stream(choices)
                    .filter(choice -> Kebab.ofConstant(choice).equals(((Scalar) value).text()))
                    .findFirst());
  }

  private static Optional<YamlNode> find(YamlNode node, String key) {
    return node instanceof Mapping mapping ? mapping.find(key).map(Entry::value) : Optional.empty();
  }
}

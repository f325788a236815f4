package org.querent.experiments.learner;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.SettingHelp;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;
import org.querent.simulator.judge.ConfiguredLearner;
import org.querent.simulator.judge.LearnerProvider;
import org.querent.simulator.judge.LearnerRegistry;

/**
 * Learners that judge as they are written in YAML: a name, or a mapping of one, under the key
 * {@code type}, of parameters, and of {@code every}. Immutable and thread-safe.
 */
public final class EvaluatorYaml {
  /** The key of an experiment that lists learners. */
  public static final String KEY = "evaluators";

  private static final Set<String> OWN_KEYS = Set.of("type", "every");

  private final LearnerRegistry learners;

  @Inject
  EvaluatorYaml(LearnerRegistry learners) {
    this.learners = learners;
  }

  /**
   * The learners that the key {@code evaluators} gives, a list of which none is there twice.
   *
   * @param problems gets every problem
   */
  public List<EvaluatorSpec> readAll(YamlNode node, Problems problems) {
    if (!(node instanceof Sequence list) || list.items().isEmpty()) {
      problems.add(node.location(), KEY, "needs a list with at least one of " + names());
      return List.of();
    }
    List<EvaluatorSpec> all = new ArrayList<>();
    for (int n = 0; n < list.items().size(); n++) {
      read(list.items().get(n), KEY + "[" + n + "]", problems).ifPresent(all::add);
    }
    Set<String> labels = all.stream().map(EvaluatorSpec::label).collect(Collectors.toSet());
    if (labels.size() < all.size()) {
      problems.add(node.location(), KEY, "has the same learner twice; keep one of them");
    }
    return all;
  }

  /**
   * The learner that a node gives; where parameters are refused, with their defaults.
   *
   * @param path the keys that lead to the node
   * @param problems gets every problem
   */
  public Optional<EvaluatorSpec> read(YamlNode node, String path, Problems problems) {
    YamlNode type = node.named();
    if (!(type instanceof Scalar scalar)) {
      problems.add(node.location(), path, "needs a type: " + names());
      return Optional.empty();
    }
    Optional<LearnerProvider<?>> provider = learners.find(scalar.text());
    if (provider.isEmpty()) {
      problems.add(scalar.location(), path, "found " + unknown(scalar.text()));
    }
    return provider.map(it -> bind(it, node, path, problems));
  }

  private static <P extends Record> EvaluatorSpec bind(
      LearnerProvider<P> provider, YamlNode node, String path, Problems problems) {
    if (!(node instanceof Mapping mapping)) {
      return new EvaluatorSpec(ConfiguredLearner.of(provider), EvaluatorSpec.Grid.ALL);
    }
    P parameters = RecordBinder.bind(node, provider.defaults(), path, problems, OWN_KEYS);
    // What is neither was told of just now.
    List<YamlNode.Entry> every =
        mapping.entries().stream().filter(entry -> entry.key().equals("every")).toList();
    return new EvaluatorSpec(
        new ConfiguredLearner<>(provider, parameters),
        RecordBinder.bind(
            new Mapping(mapping.location(), every), EvaluatorSpec.Grid.ALL, path, problems));
  }

  private String names() {
    return String.join(", ", learners.names());
  }

  /**
   * A name that no learner has, with those that there are, the nearest, and where more are from.
   */
  public String unknown(String name) {
    return String.format(
        Locale.ROOT,
        "%s, allowed %s, or one from a jar that --plugin names%s",
        Found.quoted(name),
        names(),
        Nearest.hint(name, learners.names()));
  }

  /** A line of help on every parameter of a learner. */
  public static List<SettingHelp> help(LearnerProvider<?> provider) {
    return SettingHelp.describe(provider.defaults(), List.of());
  }
}

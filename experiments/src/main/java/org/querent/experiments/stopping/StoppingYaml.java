package org.querent.experiments.stopping;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.querent.experiments.yaml.ComponentType;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.SettingHelp;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;
import org.querent.simulator.stopping.ConfiguredStopping;
import org.querent.simulator.stopping.StoppingProvider;
import org.querent.simulator.stopping.StoppingRegistry;

/**
 * Stopping rules as they are written in YAML: a name, or a mapping of one, under the key {@code
 * type}, and of parameters, among which may be lists of rules again. Immutable and thread-safe.
 */
public final class StoppingYaml {
  /** The key of an experiment that lists rules. */
  public static final String KEY = "stopping";

  /** More than anybody means, and few enough to be read without harm. */
  private static final int DEEPEST = 8;

  private final StoppingRegistry rules;

  @Inject
  StoppingYaml(StoppingRegistry rules) {
    this.rules = rules;
  }

  /**
   * The rule that a node gives; where parameters are refused, with their defaults.
   *
   * @param path the keys that lead to the node
   * @param problems gets every problem
   */
  public Optional<ConfiguredStopping<?>> read(YamlNode node, String path, Problems problems) {
    return read(node, path, 1, problems);
  }

  /**
   * The rules that the key {@code stopping} gives, a list of which none is there twice.
   *
   * @param problems gets every problem
   */
  public List<ConfiguredStopping<?>> readAll(YamlNode node, Problems problems) {
    List<ConfiguredStopping<?>> all = new ArrayList<>();
    new Rules(1)
        .read(node, KEY, problems)
        .ifPresent(several -> several.forEach(rule -> all.add((ConfiguredStopping<?>) rule)));
    if (Set.copyOf(all).size() < all.size()) {
      problems.add(node.location(), KEY, "has the same rule twice; keep one of them");
    }
    return all;
  }

  private Optional<ConfiguredStopping<?>> read(
      YamlNode node, String path, int depth, Problems problems) {
    YamlNode type = node.named();
    String names = String.join(", ", rules.names());
    if (depth > DEEPEST || !(type instanceof Scalar scalar)) {
      problems.add(node.location(), path, "needs a type: " + names);
      return Optional.empty();
    }
    Optional<StoppingProvider<?>> provider = rules.find(scalar.text());
    if (provider.isEmpty()) {
      problems.add(
          scalar.location(),
          path,
          String.format(
              Locale.ROOT,
              "found %s, allowed %s%s",
              Found.quoted(scalar.text()),
              names,
              Nearest.hint(scalar.text(), rules.names())));
    }
    return provider.map(it -> bind(it, node, path, depth, problems));
  }

  private <P extends Record> ConfiguredStopping<P> bind(
      StoppingProvider<P> provider, YamlNode node, String path, int depth, Problems problems) {
    return node instanceof Mapping
        ? new ConfiguredStopping<>(
            provider,
            RecordBinder.bind(
                node,
                provider.defaults(),
                path,
                problems,
                Set.of("type"),
                List.of(new Rules(depth + 1))))
        : ConfiguredStopping.of(provider);
  }

  /** The mapping that reads as the same rule, with every default filled in. */
  public Map<String, Object> toPlain(ConfiguredStopping<?> rule) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("type", rule.provider().name());
    plain.putAll(
        PlainRecord.toPlain(
            rule.parameters(),
            value ->
                value instanceof ConfiguredStopping<?> within
                    ? Optional.of(toPlain(within))
                    : Optional.empty()));
    return plain;
  }

  /**
   * A rule in a few words, as in {@code expected-gain below 0.002} and {@code budget questions 10
   * or stable-top items 5 answers 3}.
   */
  public static String label(ConfiguredStopping<?> rule) {
    Map<String, Object> parameters =
        PlainRecord.toPlain(
            rule.parameters(),
            value ->
                value instanceof ConfiguredStopping<?> within
                    ? Optional.of(label(within))
                    : Optional.empty());
    if (parameters.get("of") instanceof List<?> several) {
      String joint = rule.provider().name().equals("all") ? " and " : " or ";
      return several.stream().map(Object::toString).collect(Collectors.joining(joint));
    }
    return rule.provider().name()
        + parameters.entrySet().stream()
            .map(entry -> " " + entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining());
  }

  /** A line of help on every parameter of a rule. */
  public List<SettingHelp> help(StoppingProvider<?> provider) {
    return SettingHelp.describe(provider.defaults(), List.of(new Rules(2)));
  }

  /** Lists of rules that are so many levels deep, counted from one. */
  private final class Rules implements ComponentType {
    private final int depth;

    Rules(int depth) {
      this.depth = depth;
    }

    @Override
    public boolean covers(Class<?> type) {
      return type == List.class;
    }

    @Override
    public String allowed() {
      return "a list of rules, each a name, or a mapping of its type and parameters";
    }

    @Override
    public String brief(Object value) {
      return ((List<?>) value)
          .stream().map(it -> label((ConfiguredStopping<?>) it)).toList().toString();
    }

    @Override
    public Optional<List<?>> read(YamlNode node, String path, Problems problems) {
      if (!(node instanceof Sequence sequence) || sequence.items().isEmpty()) {
        problems.add(node.location(), path, "needs " + allowed());
        return Optional.empty();
      }
      List<ConfiguredStopping<?>> several = new ArrayList<>();
      for (int n = 0; n < sequence.items().size(); n++) {
        StoppingYaml.this
            .read(sequence.items().get(n), path + "[" + n + "]", depth, problems)
            .ifPresent(several::add);
      }
      return Optional.<List<?>>of(several).filter(it -> it.size() == sequence.items().size());
    }
  }
}

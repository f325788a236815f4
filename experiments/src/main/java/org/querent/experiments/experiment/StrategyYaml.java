package org.querent.experiments.experiment;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.experiments.process.ProcessStrategy;
import org.querent.experiments.yaml.ComponentType;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.SettingHelp;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.StrategyRegistry;

/**
 * Query strategies as they are written in YAML: a name, a class, or a mapping of one of them, under
 * the key {@code type}, and of parameters, among which may be strategies again. Immutable and
 * thread-safe.
 */
public final class StrategyYaml {
  /** More than anybody means, and few enough to be read without harm. */
  private static final int DEEPEST = 8;

  private final StrategyRegistry strategies;

  @Inject
  StrategyYaml(StrategyRegistry strategies) {
    this.strategies = strategies;
  }

  /**
   * The strategy that a node gives; where parameters are refused, with their defaults.
   *
   * @param path the keys that lead to the node
   * @param alsoAllowed keys beside {@code type} that the caller reads itself
   */
  public Optional<ConfiguredStrategy<?>> read(
      YamlNode node, String path, Set<String> alsoAllowed, Problems problems) {
    return new Level(1).read(node, path, alsoAllowed, problems);
  }

  /** The mapping that reads as the same strategy, with every default filled in. */
  public Map<String, Object> toPlain(ConfiguredStrategy<?> strategy) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("type", type(strategy.provider()));
    plain.putAll(PlainRecord.toPlain(strategy.parameters(), this::within));
    return plain;
  }

  private Optional<Object> within(Object value) {
    return value instanceof ConfiguredStrategy<?> strategy
        ? Optional.of(toPlain(strategy))
        : Optional.empty();
  }

  /** The name of a strategy, or its class where no service file names it. */
  String type(StrategyProvider<?> provider) {
    boolean named =
        strategies.providers().stream().anyMatch(one -> one.getClass() == provider.getClass());
    return named ? provider.name() : provider.getClass().getName();
  }

  /**
   * A line of help on every parameter of a strategy.
   *
   * @throws StrategyException if one is of a type that YAML has not
   */
  public List<SettingHelp> help(StrategyProvider<?> provider) {
    try {
      return SettingHelp.describe(provider.defaults(), List.of(new Level(2)));
    } catch (IllegalArgumentException | LinkageError e) {
      throw unreadable(provider, e);
    }
  }

  private static StrategyException unreadable(StrategyProvider<?> provider, Throwable thrown) {
    return StrategyException.thrown(
        provider.getClass(), "has parameters that cannot be read", thrown);
  }

  /** The names of all strategies, as messages list them. */
  String names() {
    return String.join(", ", strategies.names());
  }

  /**
   * A name that no strategy has, with those that there are, the nearest, and where more are from.
   */
  public String unknown(String name) {
    List<String> allowed = new ArrayList<>(strategies.names());
    String what = "";
    if (StrategyRegistry.isClassName(name)) {
      strategies.providers().forEach(provider -> allowed.add(provider.getClass().getName()));
      what = ", a class that is neither on the class path nor in a plug-in";
    }
    return String.format(
        Locale.ROOT,
        "%s%s, allowed %s, or one from a jar that --plugin or QUERENT_CLASSPATH names%s",
        Found.quoted(name),
        what,
        names(),
        Nearest.hint(name, allowed));
  }

  /** Strategies that are so many levels deep, counted from one. */
  private final class Level implements ComponentType {
    private final int depth;

    Level(int depth) {
      this.depth = depth;
    }

    @Override
    public boolean covers(Class<?> type) {
      return type == ConfiguredStrategy.class;
    }

    @Override
    public String allowed() {
      return "a strategy, or a mapping of its type and parameters";
    }

    @Override
    public String brief(Object value) {
      ConfiguredStrategy<?> strategy = (ConfiguredStrategy<?>) value;
      String type = type(strategy.provider());
      if (strategy.isDefault()) {
        return type;
      }
      return PlainRecord.toPlain(strategy.parameters(), this::briefWithin).entrySet().stream()
          .map(entry -> ", " + entry.getKey() + ": " + entry.getValue())
          .collect(Collectors.joining("", "{type: " + type, "}"));
    }

    private Optional<Object> briefWithin(Object value) {
      return covers(value.getClass()) ? Optional.of(brief(value)) : Optional.empty();
    }

    @Override
    public Optional<?> read(YamlNode node, String path, Problems problems) {
      return read(node, path, Set.of(), problems);
    }

    Optional<ConfiguredStrategy<?>> read(
        YamlNode node, String path, Set<String> alsoAllowed, Problems problems) {
      YamlNode type = node.named();
      if (depth > DEEPEST) {
        problems.add(
            node.location(),
            path,
            String.format(
                Locale.ROOT,
                "found deeper nesting, allowed %d strategies, one within another",
                DEEPEST));
        return Optional.empty();
      }
      if (!(type instanceof Scalar scalar)) {
        problems.add(node.location(), path, "needs a type: " + names());
        return Optional.empty();
      }
      try {
        Optional<StrategyProvider<?>> provider = strategies.find(scalar.text());
        if (provider.isEmpty()) {
          problems.add(scalar.location(), path, "found " + unknown(scalar.text()));
        }
        return provider.map(found -> guarded(found, node, path, alsoAllowed, problems));
      } catch (StrategyException e) {
        problems.add(scalar.location(), path, e.getMessage());
        return Optional.empty();
      }
    }

    /** Parameters are of the code of others, which may be of no type that YAML has. */
    private ConfiguredStrategy<?> guarded(
        StrategyProvider<?> provider,
        YamlNode node,
        String path,
        Set<String> alsoAllowed,
        Problems problems) {
      try {
        ConfiguredStrategy<?> strategy = bind(provider, node, path, alsoAllowed, problems);
        toPlain(strategy); // what cannot be written back is refused here as well
        if (strategy.parameters() instanceof ProcessStrategy.Parameters it) {
          requireProgram(it, node, path, problems);
        }
        return strategy;
      } catch (IllegalArgumentException | LinkageError e) {
        throw unreadable(provider, e);
      }
    }

    private static void requireProgram(
        ProcessStrategy.Parameters parameters, YamlNode node, String path, Problems problems) {
      Optional<YamlNode> command =
          node instanceof Mapping it ? it.find("command").map(Entry::value) : Optional.empty();
      // What is no list was told of when it was read.
      if (command.isEmpty() || command.get() instanceof Sequence) {
        parameters
            .fault(command.isPresent())
            .ifPresent(
                fault ->
                    problems.add(
                        command.map(YamlNode::location).orElse(node.location()),
                        path + ".command",
                        fault));
      }
    }

    private <P extends Record> ConfiguredStrategy<P> bind(
        StrategyProvider<P> provider,
        YamlNode node,
        String path,
        Set<String> alsoAllowed,
        Problems problems) {
      if (!(node instanceof Mapping)) {
        return ConfiguredStrategy.of(provider);
      }
      Set<String> own =
          Stream.concat(alsoAllowed.stream(), Stream.of("type")).collect(Collectors.toSet());
      return new ConfiguredStrategy<>(
          provider,
          RecordBinder.bind(
              node, provider.defaults(), path, problems, own, List.of(new Level(depth + 1))));
    }
  }
}

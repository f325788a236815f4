package org.querent.experiments.experiment;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.experiments.experiment.models.ModelSpec;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.simulator.oracle.Disclosure;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;

/**
 * One strategy of an experiment, with its parameters, and the model it asks for.
 *
 * @param label how files and reports call it, with the model's label behind a plus sign where that
 *     is not the experiment's own; different for each strategy of an experiment
 * @param strategy what it is
 * @param model what learns in the place of the experiment's own model
 * @param <P> the type of the parameters
 */
public record StrategySpec<P extends Record>(
    String label, ConfiguredStrategy<P> strategy, Optional<ModelSpec> model) {
  /** What stands between the label of a strategy and that of a model; no label has it. */
  private static final String WITH = "+";

  StrategySpec(String label, ConfiguredStrategy<P> strategy) {
    this(label, strategy, Optional.empty());
  }

  /** The strategy named by its type and by those parameters that are not the defaults. */
  static <P extends Record> StrategySpec<P> of(ConfiguredStrategy<P> strategy) {
    return new StrategySpec<>(label(strategy, "-"), strategy);
  }

  /**
   * Those within are named always, unless all is as it comes. Within them another separator stands
   * before parameters, so that what differs in a parameter of another strategy has another label.
   */
  private static String label(ConfiguredStrategy<?> strategy, String separator) {
    StringBuilder label = new StringBuilder(strategy.provider().name());
    if (strategy.isDefault()) {
      return label.toString();
    }
    Map<String, Object> defaults = plain(strategy.provider().defaults());
    plain(strategy.parameters())
        .forEach(
            (key, value) -> {
              if (value instanceof ConfiguredStrategy<?> within) {
                label.append(separator).append(label(within, deeper(separator)));
              } else if (!value.equals(defaults.get(key))) {
                label.append(separator).append(text(value));
              }
            });
    return label.toString();
  }

  /** A value as a part of a label; the words of a list, as a command, without folders. */
  private static String text(Object value) {
    Stream<?> words = value instanceof List<?> several ? several.stream() : Stream.of(value);
    String text =
        words
            .map(Object::toString)
            .map(word -> value instanceof List<?> ? word.replaceFirst(".*[/\\\\](?=.)", "") : word)
            .collect(Collectors.joining("-"))
            .replaceAll("[^A-Za-z0-9.]+", "-");
    return value instanceof List<?> ? text.replaceAll("^-|-$", "") : text;
  }

  private static String deeper(String separator) {
    return separator.equals("-") ? "_" : separator + "_";
  }

  private static Map<String, Object> plain(Record parameters) {
    return PlainRecord.toPlain(
        parameters,
        value -> value instanceof ConfiguredStrategy<?> ? Optional.of(value) : Optional.empty());
  }

  /**
   * The jars, or folders of classes, that the strategy and those within it are from, as far as that
   * is not Querent itself.
   */
  public Set<URI> plugins() {
    Set<URI> plugins = new TreeSet<>();
    addPlugins(strategy, plugins);
    return plugins;
  }

  private static void addPlugins(ConfiguredStrategy<?> strategy, Set<URI> plugins) {
    strategy.plugin().ifPresent(plugins::add);
    for (Object value : plain(strategy.parameters()).values()) {
      if (value instanceof ConfiguredStrategy<?> within) {
        addPlugins(within, plugins);
      }
    }
  }

  /** Where the ideas of the strategy and of those within it come from, as their providers say. */
  public List<String> sources() {
    Set<String> sources = new LinkedHashSet<>();
    addSources(strategy, sources);
    return List.copyOf(sources);
  }

  private static void addSources(ConfiguredStrategy<?> strategy, Set<String> sources) {
    // Providers wrap long lines: a source begins where somebody wrote something in some year.
    strategy.provider().source().stream()
        .flatMap(text -> Stream.of(text.strip().split("\\R(?=.* [0-9]{4}[a-z]?, )")))
        .map(source -> source.replaceAll("\\s+", " "))
        .forEach(sources::add);
    for (Object value : plain(strategy.parameters()).values()) {
      if (value instanceof ConfiguredStrategy<?> within) {
        addSources(within, sources);
      }
    }
  }

  /** The strategy with another model. */
  StrategySpec<P> with(ModelSpec other) {
    return new StrategySpec<>(label + WITH + other.label(), strategy, Optional.of(other));
  }

  /** The strategy with the log of its model, if it has one, in another place. */
  StrategySpec<P> at(UnaryOperator<Path> paths) {
    return new StrategySpec<>(label, strategy, model.map(it -> it.at(paths)));
  }

  /** The label of the strategy, whatever the model. */
  public String ownLabel() {
    return model
        .map(other -> label.substring(0, label.length() - WITH.length() - other.label().length()))
        .orElse(label);
  }

  StrategySpec<P> labelled(String other) {
    return new StrategySpec<>(other, strategy);
  }

  /** What makes it. */
  public StrategyProvider<P> provider() {
    return strategy.provider();
  }

  /** What the provider is given. */
  public P parameters() {
    return strategy.parameters();
  }

  /**
   * A fresh strategy for one run.
   *
   * @throws StrategyException if the provider makes none, whatever it throws, or one that is shown
   *     the answers without saying so
   */
  public QueryStrategy create() {
    QueryStrategy made = strategy.create();
    if (Disclosure.isShownTo(made) && !strategy.has(Trait.CHEATS)) {
      throw new StrategyException(
          "the strategy "
              + provider().name()
              + " is shown the answers as the oracle is, but has not the trait CHEATS; give it that");
    }
    return made;
  }
}

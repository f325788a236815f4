package org.querent.experiments.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;

/**
 * One strategy of an experiment, with its parameters.
 *
 * @param type how YAML calls it: a strategy's name, or a provider's class
 * @param label how files and reports call it; different for each strategy of an experiment
 * @param provider what makes it
 * @param parameters of the type that the provider asks for
 * @param <P> the type of the parameters
 */
public record StrategySpec<P extends Record>(
    String type, String label, StrategyProvider<P> provider, P parameters) {
  /** The strategy named by its type and by those parameters that are not the defaults. */
  static <P extends Record> StrategySpec<P> of(StrategyProvider<P> provider, P parameters) {
    Map<String, Object> defaults = PlainRecord.toPlain(provider.defaults());
    String suffix =
        PlainRecord.toPlain(parameters).entrySet().stream()
            .filter(entry -> !entry.getValue().equals(defaults.get(entry.getKey())))
            .map(entry -> "-" + entry.getValue().toString().replaceAll("[^A-Za-z0-9.]+", "-"))
            .collect(Collectors.joining());
    return new StrategySpec<>(provider.name(), provider.name() + suffix, provider, parameters);
  }

  StrategySpec<P> labelled(String other) {
    return new StrategySpec<>(type, other, provider, parameters);
  }

  /** The same of a strategy that YAML can call by its class only. */
  StrategySpec<P> ofClass() {
    return new StrategySpec<>(provider.getClass().getName(), label, provider, parameters);
  }

  /**
   * A fresh strategy for one run.
   *
   * @throws StrategyException if the provider makes none, whatever it throws
   */
  public QueryStrategy create() {
    try {
      return Objects.requireNonNull(provider.create(parameters), "create() returned null");
    } catch (Throwable e) { // whatever the code of others throws
      throw StrategyException.thrown(provider.getClass(), "cannot be made", e);
    }
  }

  Map<String, Object> toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("type", type);
    plain.put("label", label);
    plain.putAll(PlainRecord.toPlain(parameters));
    return plain;
  }
}

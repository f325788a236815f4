package org.querent.experiments.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;

/**
 * One strategy of an experiment, with its parameters.
 *
 * @param label how files and reports call it; different for each strategy of an experiment
 * @param provider what makes it
 * @param parameters of the type that the provider asks for
 * @param <P> the type of the parameters
 */
public record StrategySpec<P extends Record>(
    String label, StrategyProvider<P> provider, P parameters) {
  /** The strategy named by its type and by those parameters that are not the defaults. */
  static <P extends Record> StrategySpec<P> of(StrategyProvider<P> provider, P parameters) {
    Map<String, Object> defaults = PlainRecord.toPlain(provider.defaults());
    String suffix =
        PlainRecord.toPlain(parameters).entrySet().stream()
            .filter(entry -> !entry.getValue().equals(defaults.get(entry.getKey())))
            .map(entry -> "-" + entry.getValue().toString().replaceAll("[^A-Za-z0-9.]+", "-"))
            .collect(Collectors.joining());
    return new StrategySpec<>(provider.name() + suffix, provider, parameters);
  }

  StrategySpec<P> labelled(String other) {
    return new StrategySpec<>(other, provider, parameters);
  }

  /** A fresh strategy for one run. */
  public QueryStrategy create() {
    return provider.create(parameters);
  }

  Map<String, Object> toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("type", provider.name());
    plain.put("label", label);
    plain.putAll(PlainRecord.toPlain(parameters));
    return plain;
  }
}

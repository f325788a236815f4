package org.querent.experiments.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.StrategyYaml;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.experiments.yaml.YamlNode;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.Protocol;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.Trait;

/** The strategy that people are asked by, as a model notes it. Immutable and thread-safe. */
public final class AskedBy {
  private static final String STRATEGY = "strategy";

  /** A model may come from anybody, and nobody sees in it what it would run. */
  private static final String PROGRAM = "a model does not run programs; ask by another strategy";

  private final StrategyYaml yaml;

  @Inject
  AskedBy(StrategyYaml yaml) {
    this.yaml = yaml;
  }

  /**
   * What a model notes of a strategy.
   *
   * @param text as it is written in YAML
   * @param model that asks by it
   * @param fields of the model
   * @param problems gets what is wrong with it, or does not go with the model
   * @return nothing if something is
   */
  public Optional<ObjectNode> note(
      String text, ModelSettings model, List<FieldSpec> fields, Problems problems) {
    Optional<YamlNode> node = YamlDocument.parse(text, problems);
    Problems found = new Problems("--ask");
    Optional<ConfiguredStrategy<?>> strategy =
        node.flatMap(it -> yaml.read(it, "--ask", Set.of(), found));
    // Of what is not done at all it does not matter how.
    if (strategy.filter(it -> it.has(Trait.RUNS_PROGRAM)).isEmpty()) {
      problems.addAll(found);
    }
    Optional<String> refusal = strategy.flatMap(it -> refusal(it, model, fields));
    refusal.ifPresent(reason -> problems.add(node.orElseThrow().location(), "--ask", reason));
    return strategy
        .filter(it -> refusal.isEmpty())
        .map(
            it -> {
              JsonMapper mapper = new JsonMapper();
              ObjectNode note = mapper.createObjectNode();
              note.set(STRATEGY, mapper.valueToTree(yaml.toPlain(it)));
              return note;
            });
  }

  private static Optional<String> refusal(
      ConfiguredStrategy<?> strategy, ModelSettings model, List<FieldSpec> fields) {
    if (strategy.has(Trait.RUNS_PROGRAM)) {
      return Optional.of(PROGRAM);
    }
    if (strategy.has(Trait.CHEATS)) {
      return Optional.of("the strategy needs to know the answers, which people have yet to give");
    }
    if (model.type() == ModelType.BAYESIAN_FM) {
      return Optional.of("a bayesian-fm does not take in single answers; use a vfm");
    }
    if (model.type() == ModelType.FM && strategy.has(Trait.NEEDS_VARIANCES)) {
      return Optional.of("an fm has no variances, which the strategy needs; use a vfm");
    }
    return Protocol.COLD_START.refusal(fields, About.ANYTHING);
  }

  /** A strategy as an experiment writes it. */
  Map<String, Object> toPlain(ConfiguredStrategy<?> strategy) {
    return yaml.toPlain(strategy);
  }

  /**
   * The strategy that was noted.
   *
   * @throws ExperimentException if there is no such strategy here, or it would run a program
   */
  ConfiguredStrategy<?> read(JsonNode note) {
    Problems problems = new Problems("the model's strategy");
    ConfiguredStrategy<?> strategy =
        YamlDocument.parse(note.path(STRATEGY).toString(), problems)
            .<ConfiguredStrategy<?>>flatMap(it -> yaml.read(it, STRATEGY, Set.of(), problems))
            .filter(it -> problems.isEmpty())
            .orElseThrow(
                () -> new ExperimentException(String.join("\n", problems.withoutPlaces())));
    if (strategy.has(Trait.RUNS_PROGRAM)) {
      throw new ExperimentException("the model's strategy: " + PROGRAM);
    }
    return strategy;
  }
}

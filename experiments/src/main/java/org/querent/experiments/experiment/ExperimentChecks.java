package org.querent.experiments.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.ModelType;
import org.querent.experiments.stopping.StoppingYaml;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Kebab;
import org.querent.experiments.yaml.Location;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.stopping.ConfiguredStopping;
import org.querent.strategies.Trait;

/** Refuses parts of an experiment that do not go together, each where it is written. */
final class ExperimentChecks {
  private final Mapping mapping;
  private final Problems problems;

  ExperimentChecks(Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  private Location place(String key) {
    return ExperimentReader.find(mapping, key).orElse(mapping).location();
  }

  /** What does not fit the model is refused. */
  void training(RunSettings settings) {
    try {
      settings.training().fit().requireFor(settings.model());
      settings.training().fit().requireFor(settings.engine());
    } catch (IllegalArgumentException e) {
      Location place = place("training");
      problems.add(place, "training", e.getMessage());
    }
  }

  /** What a protocol has no use for, or cannot be had under it, is refused where it is written. */
  void protocol(RunSettings settings, List<FieldSpec> features) {
    Protocol protocol = settings.protocol();
    if (protocol.hasNewcomers() && settings.evaluate().measuresDrift()) {
      problems.add(
          place("evaluate"),
          "evaluate.metrics",
          "drift is that of one model, which there is not under the protocol "
              + Kebab.ofConstant(protocol));
    }
    if (protocol != Protocol.COLD_START && settings.evaluate().measuresOwn()) {
      problems.add(
          place("evaluate"),
          "evaluate.metrics",
          "own-rmse is that of new users, who are asked under the protocol cold-start only");
    }
    if (protocol == Protocol.NEW_ITEMS && settings.evaluate().rankingSettings().isOn()) {
      problems.add(place("evaluate"), "evaluate.metrics", RankingSettings.NO_LISTS_OF_NEW_ITEMS);
    }
    protocol
        .refusal(features, settings.oracle().about())
        .ifPresent(reason -> problems.add(place("features"), "features", reason));
    if (ConsumptionField.of(features).isPresent()) {
      try {
        settings.model().requireRegression();
      } catch (IllegalArgumentException e) {
        problems.add(place("model"), "model", e.getMessage());
      }
    }
    protocol
        .refusal(settings.oracle().natural())
        .ifPresent(reason -> problems.add(place("oracle"), "oracle.natural", reason));
  }

  /** What a strategy reads must be what the model has. */
  void strategies(List<StrategySpec<?>> specs, ModelType type) {
    Location place = place("model");
    if (type == ModelType.BAYESIAN_FM) {
      problems.add(
          place,
          "model.type",
          "a bayesian-fm is a set of samples, without the variances that strategies read; use a vfm,"
              + " or fit it with querent train");
    }
    if (type == ModelType.FM) {
      specs.stream()
          .filter(spec -> spec.strategy().has(Trait.NEEDS_VARIANCES))
          .forEach(
              spec ->
                  problems.add(
                      place,
                      "model.type",
                      String.format(
                          Locale.ROOT,
                          "an fm has no variances, which the strategy %s needs; use a vfm",
                          spec.label())));
    }
  }

  /** The rules that are given: they end interviews, of which only one protocol has any. */
  List<ConfiguredStopping<?>> stopping(RunSettings settings, StoppingYaml yaml) {
    Optional<YamlNode> given = ExperimentReader.find(mapping, StoppingYaml.KEY);
    if (given.isPresent() && settings.protocol() != Protocol.COLD_START) {
      problems.add(
          given.get().location(),
          StoppingYaml.KEY,
          "rules end the interviews of new users: they go with the protocol cold-start");
    }
    return given.map(rules -> yaml.readAll(rules, problems)).orElse(List.of());
  }

  /** Refuses a baseline that is no strategy. */
  void baseline(String baseline, List<StrategySpec<?>> specs) {
    List<String> labels = specs.stream().map(StrategySpec::label).toList();
    if (!labels.contains(baseline)) {
      problems.add(
          place("report"),
          "report.baseline",
          String.format(
              Locale.ROOT,
              "found %s, allowed the label of a strategy: %s%s",
              Found.quoted(baseline),
              String.join(", ", labels),
              Nearest.hint(baseline, labels)));
    }
  }
}

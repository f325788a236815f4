package org.querent.experiments.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.data.side.SideTable;
import org.querent.core.features.FieldSpec;
import org.querent.core.features.PriorField;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.experiments.experiment.models.ModelSpec;
import org.querent.experiments.stopping.StoppingYaml;
import org.querent.experiments.tune.TuneSpec;
import org.querent.experiments.tune.TuneYaml;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Kebab;
import org.querent.experiments.yaml.Location;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Sequence;
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
    answers(settings.model(), settings, place("oracle"));
  }

  /** Answers with noise are between the steps of a scale. */
  private void answers(ModelSettings model, RunSettings settings, Location place) {
    if (model.likelihood() != Likelihood.GAUSSIAN && settings.oracle().noise() > 0) {
      problems.add(
          place,
          "oracle.noise",
          "makes answers that are no steps of the scale, which likelihood: ordinal or binary takes;"
              + " say inconsistency, by which they are off by a step");
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
    if (protocol != Protocol.POOL && settings.evaluate().measuresPromise()) {
      problems.add(
          place("evaluate"),
          "evaluate.metrics",
          "promised is what the model expects of answers of the whole pool, which is asked from under"
              + " the protocol pool only");
    }
    if (protocol == Protocol.NEW_ITEMS && settings.evaluate().rankingSettings().isOn()) {
      problems.add(place("evaluate"), "evaluate.metrics", RankingSettings.NO_LISTS_OF_NEW_ITEMS);
    }
    protocol
        .refusal(features, settings.oracle().about())
        .ifPresent(reason -> problems.add(place("features"), "features", reason));
    if (PriorField.regresses(features)) {
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

  /**
   * What a further model is must go with the rest of the experiment, as its own model must.
   *
   * @param models all that there are
   * @param specs the strategies themselves
   */
  void model(
      ModelSpec model, List<ModelSpec> models, RunSettings settings, List<StrategySpec<?>> specs) {
    int number = models.indexOf(model);
    String path = ModelSpec.KEY + "[" + number + "]";
    Location place =
        ExperimentReader.find(mapping, ModelSpec.KEY)
            .filter(Sequence.class::isInstance)
            .map(list -> ((Sequence) list).items().get(number))
            .orElse(mapping)
            .location();
    if (number == 1 && ExperimentReader.find(mapping, TuneSpec.KEY).isPresent()) {
      problems.add(
          place(TuneSpec.KEY),
          TuneSpec.KEY,
          "seeds choose the settings of one model; leave out tune, or models");
    }
    try {
      model.training().fit().requireFor(model.model());
      model.training().fit().requireFor(settings.engine());
      if (PriorField.regresses(model.features())) {
        model.model().requireRegression();
      }
    } catch (IllegalArgumentException e) {
      problems.add(place, path, e.getMessage());
    }
    answers(model.model(), settings, place);
    settings
        .protocol()
        .refusal(model.features(), settings.oracle().about())
        .ifPresent(reason -> problems.add(place, path + ".features", reason));
    strategies(
        specs.stream().filter(spec -> model.strategies().contains(spec.label())).toList(),
        model.model().type(),
        place,
        path + ".model.type");
  }

  /** What a strategy reads must be what the model has. */
  void strategies(List<StrategySpec<?>> specs, ModelType type) {
    strategies(specs, type, place("model"), "model.type");
  }

  private void strategies(
      List<StrategySpec<?>> specs, ModelType type, Location place, String path) {
    if (type == ModelType.BAYESIAN_FM) {
      problems.add(
          place,
          path,
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
                      path,
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

  /** What each seed chooses, which has to go with all that it does not choose. */
  Optional<TuneSpec> tune(RunSettings settings, List<FieldSpec> features) {
    TuneYaml yaml = new TuneYaml(settings.model(), settings.training().fit(), settings.engine());
    Optional<YamlNode> given = ExperimentReader.find(mapping, TuneSpec.KEY);
    Optional<TuneSpec> tune = given.flatMap(node -> yaml.read(node, problems));
    if (tune.isPresent() && PriorField.regresses(features)) {
      try {
        tune.get().alternatives().forEach(it -> it.model().requireRegression());
      } catch (IllegalArgumentException e) {
        problems.add(place(TuneSpec.KEY), TuneSpec.KEY, e.getMessage());
      }
    }
    return tune;
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

  /** Tells of each file that is not there, and of columns that its table lacks. */
  static void files(ExperimentSpec spec, DataFiles files, YamlNode node, Problems problems) {
    DatasetSpec dataset = spec.dataset().with(files);
    checkFile(dataset.path(), "--data-file", "dataset.path", node, problems);
    checkFile(
        dataset.users().map(SideTable::path), "--users-file", "dataset.users.path", node, problems);
    checkFile(
        dataset.items().map(SideTable::path), "--items-file", "dataset.items.path", node, problems);
    Optional<Path> costs =
        spec.settings().queries().costs().map(path -> files.costs().orElse(path));
    checkFile(costs, "--costs-file", "queries.costs", node, problems);
    for (Path log : spec.logs()) {
      checkFile(
          Optional.of(spec.moved(files).apply(log)),
          "--consumption-file",
          "features",
          node,
          problems);
    }
    TableColumns.check(dataset.users(), FieldSpec.Side.USER, spec, node, problems);
    TableColumns.check(dataset.items(), FieldSpec.Side.ITEM, spec, node, problems);
  }

  private static void checkFile(
      Optional<Path> file, String option, String path, YamlNode node, Problems problems) {
    Location location =
        ExperimentReader.find(node, path.replaceFirst("\\..*", "")).orElse(node).location();
    file.flatMap(it -> DataFiles.missing(it, option))
        .ifPresent(missing -> problems.add(location, path, missing));
  }
}

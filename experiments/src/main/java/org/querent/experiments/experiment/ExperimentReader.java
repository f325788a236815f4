package org.querent.experiments.experiment;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.evaluate.GroupingsType;
import org.querent.experiments.experiment.evaluate.MetricsType;
import org.querent.experiments.experiment.models.FeaturesReader;
import org.querent.experiments.experiment.models.ModelDefaults;
import org.querent.experiments.experiment.models.ModelSpec;
import org.querent.experiments.experiment.models.ModelsYaml;
import org.querent.experiments.learner.EvaluatorYaml;
import org.querent.experiments.stopping.StoppingYaml;
import org.querent.experiments.tune.TuneSpec;
import org.querent.experiments.yaml.ComponentType;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;
import org.querent.simulator.spec.Protocol;
import org.querent.strategies.ConfiguredStrategy;

/** Reads experiments from YAML and checks them, reporting all problems of a file at once. */
public final class ExperimentReader {
  private static final Set<String> OWN_KEYS =
      Set.of(
          "name",
          "dataset",
          "features",
          "strategies",
          ModelSpec.KEY,
          StoppingYaml.KEY,
          EvaluatorYaml.KEY,
          TuneSpec.KEY,
          // Read and taken away before the others are looked at.
          ExperimentDocument.INCLUDE,
          ExperimentDocument.PRESET);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final StrategyYaml strategyYaml;
  private final StoppingYaml stoppingYaml;
  private final EvaluatorYaml evaluatorYaml;
  private final DatasetReader datasets;

  @Inject
  ExperimentReader(
      StrategyYaml strategyYaml,
      StoppingYaml stoppingYaml,
      EvaluatorYaml evaluatorYaml,
      DatasetReader datasets) {
    this.evaluatorYaml = evaluatorYaml;
    this.stoppingYaml = stoppingYaml;
    this.strategyYaml = strategyYaml;
    this.datasets = datasets;
  }

  /**
   * Reads one experiment.
   *
   * @throws ExperimentException listing every problem with file, line and column, or if there are
   *     several experiments in the file
   */
  public ExperimentSpec read(Path file) {
    List<ExperimentSpec> all = read(file, List.of());
    if (all.size() != 1) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT, "%s holds %,d experiments where one is needed", file, all.size()));
    }
    return all.get(0);
  }

  /**
   * Reads the experiments that a file describes: one for each choice of values from its grids.
   *
   * @param settings what holds in the place of what the file says, such as {@code
   *     queries.budget=1000}
   * @throws ExperimentException listing every problem with file, line and column
   */
  public List<ExperimentSpec> read(Path file, List<String> settings) {
    return read(file, settings, Optional.empty());
  }

  /**
   * Reads the experiments that a file describes, whose own files have to be there.
   *
   * @param files where they are if they are not where the experiments say
   */
  public List<ExperimentSpec> read(Path file, List<String> settings, DataFiles files) {
    return read(file, settings, Optional.of(files));
  }

  private List<ExperimentSpec> read(Path file, List<String> settings, Optional<DataFiles> files) {
    Problems problems = new Problems(file.toString());
    List<ExperimentSpec> specs = new ArrayList<>();
    Optional<YamlNode> document = ExperimentDocument.read(file, settings, problems);
    List<Grid.Choice> choices =
        document.map(node -> Grid.choices(node, problems)).orElse(List.of());
    for (Grid.Choice choice : choices) {
      // What is wrong with one is most likely wrong with all.
      if (choice == choices.get(0) || problems.isEmpty()) {
        Optional<ExperimentSpec> spec = bind(choice.node(), file, problems);
        files.ifPresent(
            now -> spec.ifPresent(it -> ExperimentChecks.files(it, now, choice.node(), problems)));
        spec.map(it -> it.named(choice.label())).ifPresent(specs::add);
      }
    }
    problems.throwIfAny();
    return files.isEmpty() ? specs : specs.stream().map(spec -> spec.with(files.get())).toList();
  }

  private Optional<ExperimentSpec> bind(YamlNode written, Path file, Problems problems) {
    YamlNode node = written instanceof Mapping it ? ModelsYaml.withFirst(it) : written;
    Protocol protocol =
        ModelDefaults.chosen(node, "protocol", Protocol.values()).orElse(Protocol.POOL);
    RunSettings defaults = RunSettings.defaults(ModelDefaults.of(node), protocol);
    SplitYaml split = SplitYaml.read(node, DatasetReader.seenFrom(file), problems);
    List<ComponentType> types =
        List.of(new SeedRangeType(), new MetricsType(), new GroupingsType());
    RunSettings settings =
        split
            .over(RecordBinder.bind(split.rest(), defaults, "", problems, OWN_KEYS, types))
            .withCosts(DatasetReader.seenFrom(file));
    if (!(node instanceof Mapping mapping)) {
      return Optional.empty();
    }
    ExperimentChecks checks = new ExperimentChecks(mapping, problems);
    checks.training(settings);
    String name = mapping.find("name").map(e -> name(e, problems)).orElse(baseName(file));
    DatasetSpec dataset =
        datasets.read(mapping, split.files(), DatasetReader.seenFrom(file), problems);
    List<FieldSpec> features =
        mapping
            .find("features")
            .map(entry -> FeaturesReader.read(entry.value(), "features", problems))
            .orElse(FieldSpec.PLAIN);
    split.check(settings, mapping, problems);
    checks.protocol(settings, features);
    List<StrategySpec<?>> specs = strategies(mapping, problems);
    checks.strategies(specs, settings.model().type());
    List<ModelSpec> models = models((Mapping) written, settings, features, specs, problems);
    models.stream().skip(1).forEach(model -> checks.model(model, models, settings, specs));
    List<StrategySpec<?>> played = new ArrayList<>(specs);
    models.stream()
        .skip(1)
        .forEach(
            model ->
                specs.stream()
                    .filter(strategy -> model.strategies().contains(strategy.label()))
                    .forEach(strategy -> played.add(strategy.with(model))));
    settings.report().baseline().ifPresent(it -> checks.baseline(it, played));
    ExperimentSpec spec =
        new ExperimentSpec(
            name,
            dataset,
            features,
            settings,
            models,
            played,
            checks.stopping(settings, stoppingYaml),
            find(mapping, EvaluatorYaml.KEY)
                .map(given -> evaluatorYaml.readAll(given, problems))
                .orElse(List.of()),
            checks.tune(settings, features));
    return Optional.of(spec.withLogs(DatasetReader.seenFrom(file)));
  }

  private static List<ModelSpec> models(
      Mapping written,
      RunSettings settings,
      List<FieldSpec> features,
      List<StrategySpec<?>> specs,
      Problems problems) {
    List<String> labels = specs.stream().map(StrategySpec::label).toList();
    ModelSpec own = new ModelSpec("", features, settings.model(), settings.training(), labels);
    return ModelsYaml.read(written, own, labels, problems);
  }

  static Optional<YamlNode> find(YamlNode node, String key) {
    return node instanceof Mapping mapping
        ? mapping.find(key).map(YamlNode.Entry::value)
        : Optional.empty();
  }

  private static String baseName(Path file) {
    String base = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return NAME.matcher(base).matches() ? base : "experiment";
  }

  private static String name(YamlNode.Entry entry, Problems problems) {
    return identifier(entry.value(), "name", problems).orElse("experiment");
  }

  /** A text that is safe as a part of a file name. */
  private static Optional<String> identifier(YamlNode node, String path, Problems problems) {
    if (node instanceof Scalar scalar
        && scalar.kind() != Kind.NOTHING
        && NAME.matcher(scalar.text()).matches()) {
      return Optional.of(scalar.text());
    }
    String found =
        node instanceof Scalar scalar && scalar.kind() == Kind.TEXT
            ? Found.quoted(scalar.text())
            : Found.withKind(node);
    problems.add(
        node.location(),
        path,
        "found " + found + ", allowed up to 100 letters, digits, dots, dashes and underscores");
    return Optional.empty();
  }

  private List<StrategySpec<?>> strategies(Mapping mapping, Problems problems) {
    List<StrategySpec<?>> specs = new ArrayList<>();
    Optional<YamlNode> given = mapping.find("strategies").map(YamlNode.Entry::value);
    if (!(given.orElse(mapping) instanceof Sequence sequence) || sequence.items().isEmpty()) {
      problems.add(
          given.orElse(mapping).location(),
          "strategies",
          "needs a list with at least one of " + strategyYaml.names());
      return specs;
    }
    Set<String> labels = new HashSet<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      YamlNode node = sequence.items().get(i);
      String path = "strategies[" + i + "]";
      int before = problems.count();
      Optional<StrategySpec<?>> spec = strategy(node, path, problems);
      // Where parameters are refused, it is not the strategy that was meant.
      if (spec.isEmpty() || problems.count() > before) {
        continue;
      }
      specs.add(spec.get());
      if (!labels.add(spec.get().label())) {
        problems.add(
            node.location(),
            path,
            String.format(
                Locale.ROOT,
                "a second strategy with the label \"%s\"; give one of them another label",
                spec.get().label()));
      }
    }
    return specs;
  }

  private Optional<StrategySpec<?>> strategy(YamlNode node, String path, Problems problems) {
    return strategyYaml
        .read(node, path, Set.of("label"), problems)
        .map(strategy -> labelled(strategy, node, path, problems));
  }

  private static StrategySpec<?> labelled(
      ConfiguredStrategy<?> strategy, YamlNode node, String path, Problems problems) {
    StrategySpec<?> spec = StrategySpec.of(strategy);
    Optional<String> label =
        find(node, "label").flatMap(given -> identifier(given, path + ".label", problems));
    if (label.isEmpty() && !NAME.matcher(spec.label()).matches()) {
      problems.add(node.location(), path, "is too long to be named by its parameters; add a label");
    }
    return label.isPresent() ? spec.labelled(label.get()) : spec;
  }
}

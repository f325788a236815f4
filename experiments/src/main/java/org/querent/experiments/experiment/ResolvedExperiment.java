package org.querent.experiments.experiment;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.querent.core.data.catalog.SplitFiles;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.prepare.PreparationSettings;
import org.querent.core.data.side.LogTable;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.experiment.evaluate.EvaluateSpec;
import org.querent.experiments.experiment.models.ModelSpec;
import org.querent.experiments.learner.EvaluatorSpec;
import org.querent.experiments.learner.EvaluatorYaml;
import org.querent.experiments.stopping.StoppingYaml;
import org.querent.experiments.tune.TuneSpec;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.experiments.yaml.YamlText;

/** Writes an experiment back as YAML with every default filled in. */
public final class ResolvedExperiment {
  private final StrategyYaml strategyYaml;
  private final StoppingYaml stoppingYaml;

  @Inject
  ResolvedExperiment(StrategyYaml strategyYaml, StoppingYaml stoppingYaml) {
    this.strategyYaml = strategyYaml;
    this.stoppingYaml = stoppingYaml;
  }

  /** The experiment as YAML that reads back as the same experiment, wherever it is put. */
  public String yaml(ExperimentSpec spec) {
    return yaml(spec, Path::toAbsolutePath);
  }

  /**
   * The experiment as YAML for a file in a folder, so that both can be moved together with the
   * data: paths are seen from the folder, unless they have nothing in common with it.
   */
  public String yaml(ExperimentSpec spec, Path folder) {
    Path from = folder.toAbsolutePath().normalize();
    return yaml(spec, path -> seenFrom(from, path.toAbsolutePath().normalize()));
  }

  private static Path seenFrom(Path folder, Path path) {
    boolean near =
        path.getNameCount() > 0
            && folder.getNameCount() > 0
            && path.getRoot().equals(folder.getRoot())
            && path.getName(0).equals(folder.getName(0));
    return near ? folder.relativize(path) : path;
  }

  private String yaml(ExperimentSpec written, UnaryOperator<Path> paths) {
    ExperimentSpec spec = written.withLogs(paths);
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", spec.name());
    plain.put("dataset", dataset(spec.dataset().with(paths)));
    Map<String, Object> all = PlainRecord.toPlain(spec.settings().withCosts(paths));
    Map<String, Object> settings = spec.tune().map(it -> it.without(all)).orElse(all);
    plain.put("protocol", settings.get("protocol"));
    List<SplitFiles> splits = spec.dataset().with(paths).splits();
    plain.put(
        "split",
        splits.isEmpty()
            ? split(spec.settings())
            : SplitYaml.plain(splits, spec.settings().split()));
    plain.put("oracle", settings.get("oracle"));
    plain.put("features", spec.features().stream().map(ResolvedExperiment::field).toList());
    plain.put("model", settings.get("model"));
    plain.put("training", settings.get("training"));
    spec.tune().ifPresent(tune -> plain.put(TuneSpec.KEY, tune.toPlain()));
    plain.put("engine", settings.get("engine"));
    plain.put("strategies", spec.ownStrategies().stream().map(this::strategy).toList());
    if (!spec.models().isEmpty()) {
      plain.put(ModelSpec.KEY, models(spec.models()));
    }
    if (!spec.stopping().isEmpty()) {
      plain.put("stopping", spec.stopping().stream().map(stoppingYaml::toPlain).toList());
    }
    if (!spec.evaluators().isEmpty()) {
      plain.put(EvaluatorYaml.KEY, spec.evaluators().stream().map(EvaluatorSpec::toPlain).toList());
    }
    plain.put("queries", queries(spec.settings().withCosts(paths).queries()));
    plain.put("evaluate", evaluate(spec.settings().evaluate()));
    if (!spec.dataset().hasFolds()) {
      plain.put("seeds", spec.settings().seeds().plain());
    }
    plain.put("checkpoints", settings.get("checkpoints"));
    Map<String, Object> report = new LinkedHashMap<>(PlainRecord.toPlain(spec.settings().report()));
    if (!spec.settings().report().yardstick()) {
      report.remove("yardstick");
    }
    if (!report.isEmpty()) {
      plain.put("report", report);
    }
    return YamlText.of(plain);
  }

  /** Without what the protocol, or how is held out, has no use for. */
  private static Map<String, Object> split(RunSettings settings) {
    Map<String, Object> plain = new LinkedHashMap<>(PlainRecord.toPlain(settings.split()));
    plain.remove(settings.protocol().hasNewcomers() ? "initial" : "newcomers");
    if (!settings.split().holdsPartOut()) {
      plain.remove("test");
    }
    return plain;
  }

  /** Without what is said of costs where nothing is. */
  private static Map<String, Object> queries(QuerySpec queries) {
    Map<String, Object> plain = new LinkedHashMap<>(PlainRecord.toPlain(queries));
    if (queries.costColumns().equals(QuerySpec.CostColumns.NAMED)) {
      plain.remove("cost-columns");
    }
    return plain;
  }

  /** Metrics as one list, and without what is said of lists of items where none is measured. */
  private static Map<String, Object> evaluate(EvaluateSpec evaluate) {
    Map<String, Object> plain = new LinkedHashMap<>(PlainRecord.toPlain(evaluate));
    plain.put("metrics", evaluate.metrics().keys());
    if (!evaluate.rankingSettings().isOn()) {
      plain.remove("ranking");
    }
    plain.put("groups", evaluate.groups().plain());
    if (evaluate.groups().all().isEmpty()) {
      plain.remove("groups");
    }
    return plain;
  }

  /** All but the first, which is what stands beside the list, with all that they are. */
  private static List<Map<String, Object>> models(List<ModelSpec> models) {
    List<Map<String, Object>> list = new ArrayList<>();
    list.add(Map.of("label", models.get(0).label()));
    for (ModelSpec model : models.subList(1, models.size())) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("label", model.label());
      plain.put("features", model.features().stream().map(ResolvedExperiment::field).toList());
      plain.put("model", PlainRecord.toPlain(model.model()));
      plain.put("training", PlainRecord.toPlain(model.training()));
      if (!model.strategies().equals(models.get(0).strategies())) {
        plain.put("strategies", model.strategies());
      }
      list.add(plain);
    }
    return list;
  }

  private Map<String, Object> strategy(StrategySpec<?> spec) {
    Map<String, Object> plain = new LinkedHashMap<>();
    Map<String, Object> strategy = strategyYaml.toPlain(spec.strategy());
    plain.put("type", strategy.get("type"));
    plain.put("label", spec.label());
    plain.putAll(strategy);
    return plain;
  }

  private static Map<String, Object> field(FieldSpec field) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("type", field.type());
    plain.putAll(PlainRecord.toPlain((Record) field));
    if (field instanceof ConsumptionField it && it.columns().equals(LogTable.NAMED)) {
      plain.remove("columns");
    }
    return plain;
  }

  /** What is taken away is written where anything is. */
  private static Map<String, Object> dataset(DatasetSpec dataset) {
    Map<String, Object> plain = new LinkedHashMap<>();
    dataset.name().ifPresent(name -> plain.put("name", name));
    dataset.path().ifPresent(path -> plain.put("path", path.toString()));
    plain.putAll(dataset.settings());
    dataset.users().ifPresent(table -> plain.put("users", PlainRecord.toPlain(table)));
    dataset.items().ifPresent(table -> plain.put("items", PlainRecord.toPlain(table)));
    if (dataset.name().isPresent()) {
      plain.remove("scale");
    }
    PlainRecord.toPlain(PreparationSettings.NONE).forEach(plain::remove);
    PlainRecord.toPlain(RatingsForm.FOUND_OUT).forEach(plain::remove);
    return plain;
  }
}

package org.querent.experiments.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.models.ConsumptionLogs;
import org.querent.experiments.experiment.models.ModelSpec;
import org.querent.experiments.experiment.models.TrainingSpec;
import org.querent.experiments.learner.EvaluatorSpec;
import org.querent.experiments.tune.TuneSpec;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.stopping.ConfiguredStopping;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.learner.ItemCosts;

/**
 * A whole experiment, checked and with every default filled in. Its runs are all pairs of a
 * strategy, with the model it asks for, and a seed.
 *
 * @param name the name, used for the run folder; letters, digits, dots, dashes and underscores
 * @param dataset what is replayed
 * @param features what users and items are described by
 * @param settings everything but data, features and strategies
 * @param models the models that are compared, the first of which is that of the features and the
 *     settings; none where there is but one
 * @param strategies the strategies to compare, with different labels; each as often as there are
 *     models that it is played with
 * @param stopping the rules of which runs tell where they would have stopped, all different
 * @param evaluators the learners that judge the runs, all different; no run depends on them
 * @param tune what each seed chooses for itself, if anything; it holds in the place of what the
 *     settings say
 */
public record ExperimentSpec(
    String name,
    DatasetSpec dataset,
    List<FieldSpec> features,
    RunSettings settings,
    List<ModelSpec> models,
    List<StrategySpec<?>> strategies,
    List<ConfiguredStopping<?>> stopping,
    List<EvaluatorSpec> evaluators,
    Optional<TuneSpec> tune) {
  /** Copies the lists. */
  public ExperimentSpec {
    features = List.copyOf(features);
    models = List.copyOf(models);
    strategies = List.copyOf(strategies);
    stopping = List.copyOf(stopping);
    evaluators = List.copyOf(evaluators);
  }

  /** This experiment, told apart from others of its name; as it is for an empty label. */
  ExperimentSpec named(String label) {
    String longer = label.isEmpty() ? name : name + "-" + label;
    String fitting = longer.substring(0, Math.min(longer.length(), 100));
    return new ExperimentSpec(
        fitting, dataset, features, settings, models, strategies, stopping, evaluators, tune);
  }

  /**
   * This experiment with its files in other places.
   *
   * @param files where they are now
   * @throws ExperimentException if it has no such file
   */
  public ExperimentSpec with(DataFiles files) {
    if (files.ratings().isPresent() && dataset.path().isEmpty()) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "--data-file goes with dataset.path; the data set of %s is %s, looked for in --data",
              name,
              dataset.name().orElse("that of the files of its split")));
    }
    require("--users-file", files.users(), "dataset.users", dataset.users());
    require("--items-file", files.items(), "dataset.items", dataset.items());
    require("--costs-file", files.costs(), "queries.costs", settings.queries().costs());
    UnaryOperator<Path> moved = moved(files);
    require(
        "--consumption-file",
        files.log(),
        "a log of that name as the path of the field consumption",
        logs().stream()
            .filter(path -> files.log().equals(Optional.of(moved.apply(path))))
            .findAny());
    return new ExperimentSpec(
            name,
            dataset.with(files),
            features,
            settings.withCosts(path -> files.costs().orElse(path)),
            models,
            strategies,
            stopping,
            evaluators,
            tune)
        .withLogs(moved);
  }

  /** Where logs are now. */
  UnaryOperator<Path> moved(DataFiles files) {
    boolean one = logs().size() == 1;
    return path -> files.log().filter(it -> one || it.endsWith(path.getFileName())).orElse(path);
  }

  /** Where the logs of who has consumed what are, each once. */
  List<Path> logs() {
    return Stream.concat(Stream.of(features), models.stream().skip(1).map(ModelSpec::features))
        .flatMap(fields -> ConsumptionLogs.path(fields).stream())
        .distinct()
        .toList();
  }

  /** This experiment with its logs of who has consumed what in other places. */
  ExperimentSpec withLogs(UnaryOperator<Path> paths) {
    if (logs().isEmpty()) {
      return this;
    }
    return new ExperimentSpec(
        name,
        dataset,
        ConsumptionField.at(features, paths),
        settings,
        models.stream().map(model -> model.at(paths)).toList(),
        strategies.stream().<StrategySpec<?>>map(strategy -> strategy.at(paths)).toList(),
        stopping,
        evaluators,
        tune);
  }

  private void require(String option, Optional<Path> file, String setting, Optional<?> given) {
    if (file.isPresent() && given.isEmpty()) {
      throw new ExperimentException(
          String.format(Locale.ROOT, "%s goes with %s, which %s has not", option, setting, name));
    }
  }

  /** What is read of users and items, to describe them and to measure. */
  public List<FieldSpec> fieldsRead() {
    return Stream.of(
            features.stream(),
            settings.evaluate().columnsRead().stream(),
            models.stream().skip(1).flatMap(model -> model.features().stream()))
        .flatMap(fields -> fields)
        .toList();
  }

  /** This experiment with another budget. */
  public ExperimentSpec withBudget(int budget) {
    return new ExperimentSpec(
        name,
        dataset,
        features,
        settings.withBudget(budget),
        models,
        strategies,
        stopping,
        evaluators,
        tune);
  }

  /** The seeds of the runs of each strategy. */
  public List<Long> seeds() {
    return settings.seeds().all();
  }

  /** The seeds as they are told of; folds by their names. */
  public String repetitions() {
    return dataset.hasFolds()
        ? seeds().stream().map(dataset::repetition).collect(Collectors.joining(", "))
        : settings.seeds().toString();
  }

  /** The number of runs. */
  public int runs() {
    return strategies.size() * settings.seeds().count();
  }

  /** The strategies themselves, each with the experiment's own model. */
  public List<StrategySpec<?>> ownStrategies() {
    return strategies.stream().filter(strategy -> strategy.model().isEmpty()).toList();
  }

  /** One strategy that is played with it for each model but the experiment's own. */
  public List<StrategySpec<?>> oneOfEachOtherModel() {
    Map<ModelSpec, StrategySpec<?>> found = new LinkedHashMap<>();
    strategies.forEach(
        strategy -> strategy.model().ifPresent(model -> found.putIfAbsent(model, strategy)));
    return List.copyOf(found.values());
  }

  /** The experiment's own model, whatever it is called. */
  ModelSpec ownModel() {
    return new ModelSpec(
        models.isEmpty() ? "" : models.get(0).label(),
        features,
        settings.model(),
        settings.training(),
        ownStrategies().stream().map(StrategySpec::label).toList());
  }

  /**
   * What the simulator needs to know to play one run with the experiment's own model.
   *
   * @param costs what the file of costs says, if there is one
   */
  public SimulationSettings simulation(ItemCosts costs) {
    return simulation(costs, ownModel());
  }

  /** What the simulator needs to know to play one run of a strategy. */
  public SimulationSettings simulation(ItemCosts costs, StrategySpec<?> strategy) {
    return simulation(costs, strategy.model().orElseGet(this::ownModel));
  }

  private SimulationSettings simulation(ItemCosts costs, ModelSpec model) {
    TrainingSpec training = model.training();
    return new SimulationSettings(
        settings.split(),
        settings.protocol(),
        settings.oracle(),
        model.features(),
        model.model(),
        training.fit(),
        settings.engine(),
        training.incremental(),
        new QueryBudget(settings.queries().budget(), settings.queries().batch()),
        costs.withRefusal(settings.queries().refusalCost()),
        settings.evaluate().every(),
        settings.evaluate().measuresDrift(),
        settings.evaluate().measuresOwn(),
        settings.evaluate().measuresPromise(),
        settings.evaluate().rankingSettings(),
        settings.evaluate().groups().all(),
        stopping);
  }
}

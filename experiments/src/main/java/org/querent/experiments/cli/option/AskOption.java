package org.querent.experiments.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.inject.Injector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.querent.core.data.Ids;
import org.querent.core.data.SideInformation;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.ModelSettings;
import org.querent.experiments.RunningBuild;
import org.querent.experiments.ask.AskCosts;
import org.querent.experiments.ask.AskedBy;
import org.querent.experiments.experiment.CostSettings;
import org.querent.experiments.run.CostFile;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.strategies.learner.ItemCosts;
import picocli.CommandLine.Option;

/** How a model asks people: the strategy, and what questions cost. */
public final class AskOption {
  /** The option of the strategy. */
  public static final String ASK = "--ask";

  /** The option of costs. */
  public static final String QUERIES = "--queries";

  @Option(
      names = ASK,
      paramLabel = "STRATEGY",
      description =
          "Make a model that querent ask can ask people with, by a strategy, as interview or \"{type:"
              + " interview, answer-power: 1}\": its files hold the ratings that it learned from, and"
              + " what users and items are called.")
  private Optional<String> ask = Optional.empty();

  @Option(
      names = QUERIES,
      paramLabel = "SETTINGS",
      description =
          "What questions cost, as the key queries of an experiment says it, as in \"costs: costs.csv,"
              + " refusal-cost: 0.2\" (default: 1 each).")
  private Optional<String> queries = Optional.empty();

  /**
   * What the model notes of the strategy, if it is to ask.
   *
   * @param options get what is wrong with it, or does not go with the model
   */
  public Optional<ObjectNode> note(
      Injector injector, ModelSettings model, List<FieldSpec> fields, SettingOptions options) {
    if (queries.isPresent() && ask.isEmpty()) {
      options.refuse(QUERIES + " needs " + ASK + ", the strategy that asks");
    }
    costs(options);
    Problems problems = new Problems(ASK);
    Optional<ObjectNode> note =
        ask.flatMap(
            text -> injector.getInstance(AskedBy.class).note(text, model, fields, problems));
    problems.withoutPlaces().forEach(options::refuse);
    return note;
  }

  private CostSettings costs(SettingOptions options) {
    Problems problems = new Problems(QUERIES);
    CostSettings costs =
        queries
            .flatMap(text -> YamlDocument.parse("{" + text + "}", problems))
            .map(node -> RecordBinder.bind(node, CostSettings.EQUAL, QUERIES, problems))
            .orElse(CostSettings.EQUAL);
    problems.withoutPlaces().forEach(options::refuse);
    costs
        .costs()
        .filter(file -> !Files.exists(file))
        .ifPresent(file -> options.refuse(QUERIES + ": there is no file " + file));
    return costs;
  }

  /**
   * What to do with a model that was made to ask, and what would name its items where nothing does.
   *
   * @param model its file
   * @param side what is known of its items
   */
  public List<String> next(Path model, SideInformation side) {
    if (ask.isEmpty()) {
      return List.of();
    }
    String file = RunningBuild.shellWord(model.toString());
    List<String> lines = new ArrayList<>();
    lines.add("# an interview here, or on a page:");
    lines.add(RunningBuild.command() + " ask " + file);
    lines.add(RunningBuild.command() + " serve " + file);
    if (!side.items().has(side.titleColumn())) {
      lines.add(
          "# items have no titles and are called by their ids; a table names them: train with"
              + " --dataset 'items: {path: items.csv, id: item_id, title: title}'");
    }
    return lines;
  }

  /**
   * The same with what questions cost.
   *
   * @param note of the strategy
   * @param items of the data set
   * @throws org.querent.core.UserException if the file of costs is none
   */
  public ObjectNode withCosts(ObjectNode note, Ids items, SettingOptions options) {
    CostSettings settings = costs(options);
    ItemCosts costs =
        settings
            .costs()
            .map(file -> CostFile.read(file, items, settings.costColumns()).costs())
            .orElse(ItemCosts.EQUAL);
    return AskCosts.note(note, costs, settings.refusalCost(), items);
  }
}

package org.querent.experiments.cli.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.querent.core.Counted;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.experiments.training.FitOptions;
import org.querent.experiments.yaml.Kebab;
import org.querent.experiments.yaml.Location;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.SettingHelp;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options that are the components of records of settings, with the names, bounds and texts that
 * they have in an experiment.
 */
public final class SettingOptions {
  /** Keys whose option has another name, or several; the first is what messages call it. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "type", List.of("--model"),
          "factors", List.of("--factors", "--rank"),
          "sweeps", List.of("--epochs", "--sweeps"),
          "interactions", List.of("--no-interactions"));

  /** There are no places on a command line. */
  static final Location PLACE = new Location(1, 1);

  private final CommandLine line;
  private final List<String> problems = new ArrayList<>();

  /** The options of a command whose arguments were parsed. */
  public SettingOptions(CommandLine line) {
    this.line = line;
  }

  /** Adds the options of a model, of how it is optimised and of how it is fitted. */
  public static void addTo(CommandSpec command) {
    List<Record> models = new ArrayList<>();
    List<Record> optimizers = new ArrayList<>();
    for (ModelType type : ModelType.values()) {
      models.add(ModelSettings.defaults(type));
    }
    for (Optimizer optimizer : Optimizer.values()) {
      optimizers.add(TrainingSettings.defaults(optimizer));
    }
    add(command, models, ModelSettings.DEFAULTS);
    add(command, optimizers, TrainingSettings.DEFAULTS);
    add(command, List.of(FitOptions.defaults()), FitOptions.defaults());
  }

  private static void add(CommandSpec command, List<Record> variants, Record standard) {
    for (SettingHelp help : SettingHelp.describe(standard)) {
      List<String> names = names(help.key());
      if (names.get(0).startsWith("--no-")) {
        command.addOption(
            OptionSpec.builder(names.toArray(new String[0]))
                .type(boolean.class)
                .arity("0")
                .description("Leave pairs of features out, as 0 factors do.")
                .build());
        continue;
      }
      String meaning =
          help.meaning().substring(0, 1).toUpperCase(Locale.ROOT) + help.meaning().substring(1);
      command.addOption(
          OptionSpec.builder(names.toArray(new String[0]))
              .type(String.class)
              .arity("1")
              .paramLabel("VALUE")
              .description(
                  String.format(
                          Locale.ROOT,
                          "%s: %s (default: %s).",
                          meaning,
                          help.allowed(),
                          defaults(help, variants))
                      .replace("%", "%%"))
              .build());
    }
  }

  private static List<String> names(String key) {
    return NAMES.getOrDefault(key, List.of("--" + key));
  }

  /** One default, or those of all variants where they differ. */
  private static String defaults(SettingHelp help, List<Record> variants) {
    Map<String, Set<String>> users = new TreeMap<>();
    for (Record variant : variants) {
      List<SettingHelp> all = SettingHelp.describe(variant);
      String name = all.get(0).standard();
      all.stream()
          .filter(it -> it.key().equals(help.key()))
          .forEach(it -> users.computeIfAbsent(it.standard(), key -> new TreeSet<>()).add(name));
    }
    boolean chooses = users.size() == variants.size() && users.containsKey(help.standard());
    if (users.size() == 1 || chooses && help.key().matches("type|optimizer")) {
      return help.standard() + (help.key().equals("optimizer") ? "; of a bayesian-fm gibbs" : "");
    }
    List<String> texts = new ArrayList<>();
    users.forEach((value, names) -> texts.add(value + " for " + String.join(", ", names)));
    return String.join("; ", texts);
  }

  /** The defaults of a model with what the options say in their place. */
  public ModelSettings model() {
    ModelType type = chosen("type", ModelType.values()).orElse(ModelSettings.DEFAULTS.type());
    return bind(ModelSettings.defaults(type));
  }

  /** The defaults of an optimiser, which may follow from the model, and what the options say. */
  public TrainingSettings training(ModelSettings model) {
    Optimizer usual = model.type().usualOptimizer();
    TrainingSettings training =
        bind(TrainingSettings.defaults(chosen("optimizer", Optimizer.values()).orElse(usual)));
    try {
      training.requireFor(model);
      if (training.optimizer() == Optimizer.GIBBS && training.heldSweeps() >= training.sweeps()) {
        problems.add(
            String.format(
                Locale.ROOT,
                "--epochs: of %s of gibbs, --held-sweeps %,d %s burnt in; none is left to predict with",
                Counted.of(training.sweeps(), "epoch"),
                training.heldSweeps(),
                Counted.are(training.heldSweeps())));
      }
    } catch (IllegalArgumentException e) {
      problems.add(asOptions(e.getMessage()));
    }
    return training;
  }

  /** How the model is fitted. */
  public FitOptions fit() {
    return bind(FitOptions.defaults());
  }

  private <E extends Enum<E>> Optional<E> chosen(String key, E[] choices) {
    Optional<String> given = given(key);
    for (E choice : choices) {
      if (given.equals(Optional.of(Kebab.ofConstant(choice)))) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }

  private Optional<String> given(String key) {
    OptionSpec option = line.getCommandSpec().findOption(names(key).get(0));
    if (!line.getParseResult().hasMatchedOption(option)) {
      return Optional.empty();
    }
    return Optional.of(key.equals("interactions") ? "false" : option.getValue().toString());
  }

  private <R extends Record> R bind(R defaults) {
    Map<String, YamlNode> values = new LinkedHashMap<>();
    for (SettingHelp help : SettingHelp.describe(defaults)) {
      given(help.key()).ifPresent(text -> values.put(help.key(), scalar(text)));
    }
    List<Entry> entries =
        values.entrySet().stream().map(it -> new Entry(it.getKey(), PLACE, it.getValue())).toList();
    Problems found = new Problems("");
    R bound = RecordBinder.bind(new Mapping(PLACE, entries), defaults, "", found);
    for (String problem : found.withoutPlaces()) {
      String key = problem.replaceFirst(":.*", "");
      problems.add(
          values.containsKey(key) && problem.startsWith(key + ": found ")
              ? names(key).get(0) + problem.substring(key.length())
              : asOptions(problem));
    }
    return bound;
  }

  /** What a value reads as in YAML; text, where it is no single value there. */
  static YamlNode scalar(String text) {
    return YamlDocument.parse(text, new Problems(""))
        .filter(Scalar.class::isInstance)
        .orElseGet(() -> new Scalar(PLACE, text, Kind.TEXT));
  }

  /** Settings that a message names as in YAML, as options. */
  private static String asOptions(String message) {
    String named = message;
    for (String key :
        List.of(
            "optimizer",
            "estimator",
            "covariance",
            "grouping",
            "prior-scale",
            "noise",
            "likelihood",
            "tolerance")) {
      named = named.replace(key + ": ", "--" + key + " ");
    }
    return named;
  }

  /** Adds a problem of another option. */
  public void refuse(String problem) {
    problems.add(problem);
  }

  /**
   * Ends the reading of options if anything was wrong.
   *
   * @throws ParameterException naming all problems
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new ParameterException(line, String.join("\n", problems));
    }
  }
}

package org.querent.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.inject.Injector;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.querent.core.data.Dataset;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.data.catalog.PublishedFolds;
import org.querent.core.features.FieldSpec;
import org.querent.core.features.PriorField;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.experiments.Destination;
import org.querent.experiments.cli.option.AskOption;
import org.querent.experiments.cli.option.PluginOption;
import org.querent.experiments.cli.option.RatingsOption;
import org.querent.experiments.cli.option.SettingOptions;
import org.querent.experiments.cli.progress.EpochDisplay;
import org.querent.experiments.cli.progress.FitTable;
import org.querent.experiments.experiment.DatasetReader;
import org.querent.experiments.experiment.DatasetSpec;
import org.querent.experiments.experiment.models.ConsumptionLogs;
import org.querent.experiments.experiment.models.FeaturesReader;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.training.Epoch;
import org.querent.experiments.training.FitOptions;
import org.querent.experiments.training.FitPlan;
import org.querent.experiments.training.FitResult;
import org.querent.experiments.training.Holdout;
import org.querent.experiments.training.ModelTraining;
import org.querent.experiments.training.TrainingFolder;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlDocument;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    description = {
      "Fits one model on a part of a data set and measures it on the rest, or on published folds.",
      "The part held out also chooses the best epoch, so the error of that one is optimistic; the"
          + " last epoch's is not, unless --patience chooses when to stop.",
      ""
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class TrainCommand implements Runnable {
  @Mixin private RatingsOption ratings;

  @Option(
      names = "--folds",
      paramLabel = "FOLDER",
      description =
          "Fit u1.base ... u5.base of a folder and measure on u1.test ... u5.test, as in MovieLens"
              + " 100K, instead.")
  private Optional<Path> folds = Optional.empty();

  @Option(
      names = "--features",
      paramLabel = "FIELDS",
      defaultValue = "user, item",
      description =
          "Fields that describe a rating, by name or with settings, as in \"user, item, {type:"
              + " year, width: 10}\" (default: ${DEFAULT-VALUE}); others are genres, year, age,"
              + " sex, occupation, column, rated-items, rated-by,"
              + " consumption, prior, time.")
  private String features;

  @Option(
      names = "--unknown",
      paramLabel = "POLICY",
      defaultValue = "error",
      description =
          "What fields do about users and items whose value is unknown, unless they say it"
              + " themselves: error, or level for a feature of its own (default: error).")
  private FieldSpec.Unknown unknown;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Where last.querent, best.querent and log.csv are written; by default nothing is.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--resume",
      description = "Go on from the last snapshot in --out; the result has the same bytes.")
  private boolean resume;

  @Mixin private AskOption ask;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    SettingOptions options = new SettingOptions(line);
    ModelSettings model = options.model();
    TrainingSettings training = options.training(model);
    FitOptions fit = options.fit();
    List<FieldSpec> fields = fields(options, model);
    refuseMeaningless(options, fit);
    Injector injector = plugins.injector();
    DatasetCatalog catalog = injector.getInstance(DatasetCatalog.class);
    DatasetReader reader = injector.getInstance(DatasetReader.class);
    Optional<DatasetSpec> given =
        folds.isPresent()
            ? Optional.empty()
            : Optional.of(ratings.read(reader, catalog, options, line.getErr()::println));
    Optional<ObjectNode> asking = ask.note(injector, model, fields, options);
    options.throwIfAny();
    out.ifPresent(Destination::requireFolder);
    if (folds.isPresent()) {
      fitFolds(folds.get(), new FitPlan(model, training, fields, fit, ""));
    } else {
      Dataset dataset = ConsumptionLogs.with(given.orElseThrow().load(catalog), fields);
      String known =
          dataset.sha256()
              + dataset.preparation().told()
              + ConsumptionLogs.sum(fields, dataset.side());
      Optional<ObjectNode> noted =
          asking.map(note -> ask.withCosts(note, dataset.ratings().itemIds(), options));
      fitOne(new FitPlan(model, training, fields, fit, known, noted), dataset);
    }
  }

  private List<FieldSpec> fields(SettingOptions options, ModelSettings model) {
    Problems problems = new Problems("--features");
    List<FieldSpec> fields =
        YamlDocument.parse("[" + features + "]", problems)
            .map(node -> FeaturesReader.read(node, "--features", unknown, problems))
            .orElse(List.of());
    for (String problem : problems.withoutPlaces()) {
      options.refuse(problem.startsWith("--features") ? problem : "--features: " + problem);
    }
    if (PriorField.regresses(fields)) {
      try {
        model.requireRegression();
      } catch (IllegalArgumentException e) {
        options.refuse("--features: " + e.getMessage());
      }
    }
    ConsumptionLogs.path(fields)
        .filter(log -> !Files.exists(log))
        .ifPresent(log -> options.refuse("--features: there is no file " + log));
    return fields;
  }

  private void refuseMeaningless(SettingOptions options, FitOptions fit) {
    if (folds.isPresent()) {
      ratings
          .source()
          .ifPresent(it -> options.refuse("--folds brings its own data; leave \"" + it + "\" out"));
      for (String name :
          List.of(
              "--out",
              AskOption.ASK,
              "--split",
              "--test",
              "--scale",
              "--columns",
              "--dataset",
              "--inspect",
              "--duplicates",
              "--sample",
              "--filter",
              "--eval-every",
              "--snapshot-every")) {
        if (given(name) && !(name.equals("--eval-every") && given("--patience"))) {
          options.refuse(name + " goes with one split, not with --folds");
        }
      }
    }
    for (String name : List.of("--resume", "--snapshot-every", AskOption.ASK)) {
      if (given(name) && out.isEmpty() && folds.isEmpty()) {
        options.refuse(name + " needs --out, the folder of the training");
      }
    }
    if (fit.test() == 0 && fit.patience() > 0) {
      options.refuse("--patience needs a part held out, of which --test 0 leaves none");
    }
    if (resume && folds.isPresent()) {
      options.refuse("--resume goes with one split, not with --folds");
    }
  }

  private boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private void fitOne(FitPlan plan, Dataset dataset) {
    PrintWriter err = spec.commandLine().getErr();
    Holdout holdout = Holdout.of(dataset.ratings(), plan.options());
    ModelTraining training = new ModelTraining(plan, holdout, dataset.side());
    err.printf(
        Locale.ROOT,
        "%s; %,d to learn from, %,d held out%n",
        dataset.facts(),
        holdout.train().size(),
        holdout.test().size());
    ConsumptionLogs.notes(plan.fields(), dataset.side(), holdout.train(), holdout.test())
        .forEach(err::println);
    if (out.isEmpty()) {
      long start = System.nanoTime();
      try (EpochDisplay display = display(plan)) {
        training.run(display);
      }
      conclude(training, Optional.empty(), start);
      return;
    }
    try (TrainingFolder folder = TrainingFolder.open(out.get())) {
      long start = System.nanoTime();
      try (EpochDisplay display = display(plan)) {
        if (resume) {
          int from = training.resume(folder, display);
          err.println(
              from == 0
                  ? "there was no snapshot in " + out.get() + " yet: started anew"
                  : "went on from epoch " + from);
        } else {
          training.run(folder, display);
        }
      }
      conclude(training, Optional.of(folder), start);
      ask.next(folder.lastPath(), dataset.sideInformation()).forEach(err::println);
    }
  }

  private EpochDisplay display(FitPlan plan) {
    return new EpochDisplay(plan.training().sweeps(), spec.commandLine().getOut());
  }

  private void conclude(ModelTraining training, Optional<TrainingFolder> folder, long start) {
    PrintWriter print = spec.commandLine().getOut();
    double seconds = (System.nanoTime() - start) / 1e9;
    print.println();
    if (!training.isMeasured()) {
      folder.ifPresent(it -> print.println(it.lastPath()));
      return;
    }
    FitTable table = new FitTable(print, "epoch");
    table.row("last, " + training.epochs(), new FitResult(training.accuracy(), seconds));
    if (folder.isPresent() && training.bestEpoch() > 0) {
      training.takeBest(folder);
      table.row("best, " + training.bestEpoch(), new FitResult(training.accuracy(), seconds));
    } else if (training.bestEpoch() > 0) {
      print.printf(
          Locale.ROOT,
          "best validation RMSE: %s at epoch %d%n",
          Numbers.rating(training.bestRmse().getAsDouble()),
          training.bestEpoch());
    }
    folder.ifPresent(it -> print.println(it.lastPath() + "\n" + it.bestPath()));
  }

  private void fitFolds(Path folder, FitPlan plan) {
    List<PublishedFolds.Fold> all = PublishedFolds.read(folder);
    FitTable table = new FitTable(spec.commandLine().getOut(), "fold");
    List<FitResult> fits = new ArrayList<>();
    for (PublishedFolds.Fold fold : all) {
      fits.add(fit(folder, fold, plan));
      table.row(Integer.toString(fits.size()), fits.get(fits.size() - 1));
    }
    table.row("mean", FitResult.mean(fits));
  }

  private static FitResult fit(Path folder, PublishedFolds.Fold fold, FitPlan plan) {
    ModelTraining training =
        new ModelTraining(
            plan,
            new Holdout(fold.train(), fold.test()),
            ConsumptionLogs.with(
                PublishedFolds.lazySideInformation(folder, fold),
                ConsumptionLogs.read(plan.fields(), fold.train())));
    long start = System.nanoTime();
    if (plan.options().patience() > 0) {
      Consumer<Epoch> nobody = epoch -> {};
      training.run(nobody);
      training.takeBest(Optional.empty());
    } else {
      training.fit();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new FitResult(training.accuracy(), seconds);
  }
}

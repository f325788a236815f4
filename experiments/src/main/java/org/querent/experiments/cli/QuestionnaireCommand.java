package org.querent.experiments.cli;

import com.google.inject.Injector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.archive.AtomicFile;
import org.querent.experiments.Destination;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.AskedBy;
import org.querent.experiments.cli.option.PluginOption;
import org.querent.experiments.questionnaire.Choice;
import org.querent.experiments.questionnaire.ChoiceReader;
import org.querent.experiments.questionnaire.Measured;
import org.querent.experiments.questionnaire.Questionnaire;
import org.querent.experiments.questionnaire.QuestionnaireFiles;
import org.querent.experiments.questionnaire.QuestionnairePage;
import org.querent.experiments.questionnaire.QuestionnaireText;
import org.querent.experiments.questionnaire.Trial;
import org.querent.strategies.rehearsal.Rehearsal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "questionnaire",
    description = {
      "Chooses the questions that are worth the most to new users if everybody is asked the same,"
          + " and says what the answers are worth to users who were held out.",
      "Prints both as tables; --out writes them as CSV, JSON or a page to print.",
      ""
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class QuestionnaireCommand implements Runnable {
  private static final int MOST_ITEMS = 1000;
  private static final int MOST_SEEDS = 1000;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model that train saved with --ask.")
  private Path file;

  @Option(
      names = "--items",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many questions (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--exclude",
      paramLabel = "ID",
      description = "An item that is not asked about; may be given several times.")
  private List<String> excluded = new ArrayList<>();

  @Option(
      names = "--exclude-file",
      paramLabel = "FILE",
      description = "A file with ids of items that are not asked about, one on a line.")
  private Optional<Path> excludedFile = Optional.empty();

  @Option(
      names = "--quota",
      paramLabel = "QUOTAS",
      description =
          "How many items of a kind, by columns of the items: at most, as \"genres: {Drama: 2,"
              + " Comedy: 1-3, Western: 1-}\", of every value, as \"genres: 3\".")
  private Optional<String> quota = Optional.empty();

  @Option(
      names = "--lists",
      paramLabel = "W",
      description =
          "What recommendations count beside the error of predictions, from 0 to 1 (default:"
              + " 0.05).")
  private double lists = Rehearsal.Parameters.DEFAULTS.lists();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "On how many random quarters of the users it is measured; 0 does not measure (default:"
              + " ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      defaultValue = "Questionnaire",
      description = "The title of the page (default: ${DEFAULT-VALUE}).")
  private String title;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Writes a file as well, which is what its name ends with: .csv, .json or .html; may be"
              + " given several times.")
  private List<Path> out = new ArrayList<>();

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    require("--items", items, 1, MOST_ITEMS);
    require("--seeds", seeds, 0, MOST_SEEDS);
    if (!(lists >= 0 && lists <= 1)) {
      throw new ParameterException(spec.commandLine(), "--lists must be 0 to 1, found " + lists);
    }
    out.forEach(this::requireKnown);
    out.forEach(Destination::requireFile);
    Injector injector = plugins.injector();
    AskModel model = AskModel.read(file, injector.getInstance(AskedBy.class));
    Choice choice = choice(model);
    Rehearsal.Parameters defaults = Rehearsal.Parameters.DEFAULTS;
    Rehearsal.Parameters parameters = new Rehearsal.Parameters(items, defaults.users(), lists);
    Questionnaire questionnaire = Questionnaire.of(model, choice, parameters);
    PrintWriter print = spec.commandLine().getOut();
    QuestionnaireText.questions(questionnaire).forEach(print::println);
    print.flush();
    PrintWriter err = spec.commandLine().getErr();
    List<Measured> measured =
        seeds == 0
            ? List.of()
            : Trial.of(
                model,
                choice,
                parameters,
                seeds,
                text -> {
                  err.println(text);
                  err.flush();
                });
    if (!measured.isEmpty()) {
      print.println();
      QuestionnaireText.worth(measured).forEach(print::println);
    }
    out.forEach(path -> write(path, questionnaire, measured));
  }

  private Choice choice(AskModel model) {
    ChoiceReader reader =
        new ChoiceReader(model.whole().ratings().itemIds(), model.whole().side().items(), items);
    excluded.forEach(id -> reader.exclude("--exclude", id));
    excludedFile.ifPresent(reader::exclude);
    quota.ifPresent(reader::quota);
    return reader.choice();
  }

  private void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + " must be " + least + " to " + most + ", found " + value);
    }
  }

  private void requireKnown(Path path) {
    if (!ending(path).matches("csv|json|html")) {
      throw new ParameterException(
          spec.commandLine(),
          "--out: " + path + " must end with .csv, .json or .html, which says what is written");
    }
  }

  private static String ending(Path path) {
    return path.toString().replaceFirst("(?s).*\\.", "").toLowerCase(Locale.ROOT);
  }

  private void write(Path path, Questionnaire questionnaire, List<Measured> measured) {
    String text =
        switch (ending(path)) {
          case "csv" -> QuestionnaireFiles.csv(questionnaire);
          case "json" -> QuestionnaireFiles.json(questionnaire, measured);
          default -> QuestionnairePage.write(title, questionnaire, measured);
        };
    try {
      AtomicFile.write(path, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw ExperimentException.unwritten(path, e);
    }
    spec.commandLine().getOut().println(path);
  }
}

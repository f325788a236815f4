package org.querent.experiments.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.querent.core.Counted;
import org.querent.core.data.Ids;
import org.querent.core.data.form.LineSource;
import org.querent.core.features.FieldSpec;
import org.querent.core.random.RandomStreams;
import org.querent.core.saved.Explanation;
import org.querent.core.saved.SavedModel;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelType;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.AskedBy;
import org.querent.experiments.ask.Interview;
import org.querent.experiments.ask.Reasons;
import org.querent.experiments.cli.option.PluginOption;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Texts;
import org.querent.experiments.training.ModelTraining;
import org.querent.experiments.training.Newcomers;
import org.querent.experiments.training.PairPredictions;
import org.querent.experiments.yaml.NearestId;
import org.querent.strategies.profile.Profile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    description = {
      "Prints what a prediction and its variance are the sums of.",
      "These are the bias, the slope of every feature of the user and the item, and every pair of"
          + " features; of the variance also the covariances between these, which features are"
          + " common to. Of a model to ask with also what it would teach to ask the user about the"
          + " item.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Runnable {
  private static final int MOST_DECIMALS = 15;
  private static final String NEW = "somebody new";

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model that train saved.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..2",
      paramLabel = "[USER] ITEM",
      hideParamSyntax = true,
      description = "The ids of a user and an item, after -- if one begins with a dash.")
  private List<String> pair = List.of();

  @Option(
      names = "--new",
      description =
          "In the place of USER: of somebody who is new to the model, which has to be one to ask"
              + " with.")
  private boolean isNew;

  @Option(
      names = "--timestamp",
      paramLabel = "SECONDS",
      description = "When it is rated, in seconds since 1970; of a model with the field time only.")
  private @Nullable Long timestamp;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many parts are told apart, the largest first (default: 20).")
  private int top;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (top < 0) {
      throw new ParameterException(spec.commandLine(), "--top must be at least 0, found " + top);
    }
    if (pair.size() != (isNew ? 1 : 2)) {
      throw new ParameterException(
          spec.commandLine(),
          "explain takes MODEL USER ITEM, or MODEL --new ITEM of somebody who is new to the model");
    }
    SavedModel model = SavedModel.read(file);
    int userRow = isNew ? newcomer(model) : user(model, pair.get(0));
    String user = model.names().userIds().idOf(userRow);
    String item = pair.get(pair.size() - 1);
    index(model.names().itemIds(), "item", item);
    if (timestamp != null && model.names().itemRows().spans().isEmpty()) {
      throw new ExperimentException("--timestamp is for models with the field time; this has none");
    }
    int itemRow =
        PairPredictions.itemRow(
            model, item, timestamp == null ? OptionalLong.empty() : OptionalLong.of(timestamp));
    String called = isNew ? NEW : "user " + user;
    Explanation explanation = model.explain(userRow, itemRow, top, called);
    PrintWriter out = spec.commandLine().getOut();
    double variance = model.predictor().epistemicVariance(userRow, itemRow);
    out.printf(
        Locale.ROOT,
        "%s, item %s: %s, standard deviation %s, of a new rating %s%n",
        isNew ? NEW : "user " + LineSource.shown(user),
        LineSource.shown(item),
        Numbers.rating(model.predictor().mean(userRow, itemRow)),
        Numbers.rating(Math.sqrt(variance)),
        Numbers.rating(Math.sqrt(variance + model.predictor().noiseVariance(userRow, itemRow))));
    describe(out, "user ", user, model.description(FieldSpec.Side.USER, userRow));
    describe(out, "item ", item, model.description(FieldSpec.Side.ITEM, itemRow));
    if (model.settings().likelihood() != Likelihood.GAUSSIAN) {
      out.printf(
          Locale.ROOT,
          "%nA rating is the step of the scale that what is felt comes to. The parts are of what is felt,"
              + " which goes on beyond the scale, in the unit of the ratings.%n");
    }
    print(out, "mean", explanation.mean());
    if (model.settings().type() == ModelType.FM) {
      out.printf(
          Locale.ROOT,
          "%nvariance%n  an fm is a point estimate: it has no variance but the noise%n");
    } else {
      print(out, "variance", explanation.variance());
    }
    if (model.notes().has(ModelTraining.ASKING)) {
      explainQuestion(out, user, item);
    }
    out.flush();
  }

  private int newcomer(SavedModel model) {
    return Newcomers.row(model)
        .orElseThrow(
            () ->
                new ExperimentException(
                    "--new is for models to ask with; train one with --ask STRATEGY"));
  }

  private int user(SavedModel model, String user) {
    Ids others = Newcomers.others(model);
    if (others.indexOf(user).isEmpty() && model.names().userIds().indexOf(user).isPresent()) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "nobody whom the model knows is called %s; for somebody new to it, put --new in the place of USER",
              LineSource.shown(user)));
    }
    if (others.indexOf(user).isEmpty() && model.notes().has(ModelTraining.ASKING)) {
      throw new ExperimentException(
          unknown(
              others,
              "user",
              user,
              "; answers alone put nobody into it: within ask, w says why, and --new in the place of"
                  + " USER explains somebody of whom nothing is known"));
    }
    return index(others, "user", user);
  }

  /** Why the user would be asked about the item, and what they would be asked instead. */
  private void explainQuestion(PrintWriter out, String user, String item) {
    AskModel model = AskModel.read(file, plugins.injector().getInstance(AskedBy.class));
    IntFunction<RandomGenerator> random = asked -> new RandomStreams(1).stream("strategy", asked);
    try (Interview interview = model.interview(user, new BitSet(), List.of(), random)) {
      out.printf(Locale.ROOT, "%nasking about it%n");
      Profile profile = interview.profile();
      int index = model.item(item).orElseThrow();
      if (!interview.isOpen(index)) {
        out.println("  teaches nothing: the user has rated it");
        return;
      }
      print(out, "  ", Reasons.ofQuestion(profile, index));
      int next = interview.questions(1)[0];
      String strategy = model.strategy().provider().name();
      if (next == index) {
        out.printf(Locale.ROOT, "  %s asks about it next%n", strategy);
      } else {
        out.printf(Locale.ROOT, "  %s asks about %s next:%n", strategy, model.label(next).name());
        print(out, "    ", Reasons.ofQuestion(profile, next));
      }
    }
  }

  private static void print(PrintWriter out, String margin, List<String> lines) {
    lines.forEach(line -> out.println(margin + line));
  }

  private int index(Ids ids, String kind, String id) {
    return ids.indexOf(id).orElseThrow(() -> new ExperimentException(unknown(ids, kind, id, "")));
  }

  private static String unknown(Ids ids, String kind, String id, String more) {
    return String.format(
        Locale.ROOT,
        "the model knows no %s %s; it was trained with %s%s%s",
        kind,
        LineSource.shown(id),
        Counted.of(ids.size(), kind),
        more,
        NearestId.hint(id, ids));
  }

  /** On a line, unless nothing is known but the id. */
  private static void describe(PrintWriter out, String kind, String id, List<String> labels) {
    List<String> known =
        labels.stream()
            .filter(label -> !label.equals(kind + id))
            .map(label -> label.startsWith(kind) ? label.substring(kind.length()) : label)
            .map(Texts::label)
            .toList();
    if (!known.isEmpty()) {
      out.printf(Locale.ROOT, "%s%s: %s%n", kind, LineSource.shown(id), String.join(", ", known));
    }
  }

  private static void print(PrintWriter out, String what, Explanation.Parts parts) {
    out.printf(Locale.ROOT, "%n%s%n", what);
    double largest =
        parts.largest().stream()
            .mapToDouble(part -> Math.abs(part.value()))
            .max()
            .orElse(Math.abs(parts.sum()));
    String row = "  %10." + decimals(largest) + "f  %s%n";
    for (Explanation.Part part : parts.largest()) {
      out.printf(Locale.ROOT, row, part.value(), Texts.printable(part.name()));
    }
    if (parts.others() > 0) {
      out.printf(Locale.ROOT, row, parts.sumOfOthers(), Counted.of(parts.others(), "other"));
    }
    out.printf(Locale.ROOT, row, parts.sum(), "sum");
  }

  /** Five decimals, and where even the largest part is smaller than 1, five significant digits. */
  private static int decimals(double largest) {
    return largest > 0 && largest < 1
        ? Math.min(MOST_DECIMALS, 4 - (int) Math.floor(Math.log10(largest)))
        : 5;
  }
}

package org.querent.experiments.cli;

import com.google.inject.Injector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.Counted;
import org.querent.core.data.Ids;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ask.AnswerLog;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.AskedBy;
import org.querent.experiments.ask.Conversation;
import org.querent.experiments.ask.Screen;
import org.querent.experiments.ask.Session;
import org.querent.experiments.cli.option.AnswersOption;
import org.querent.experiments.cli.option.PluginOption;
import org.querent.experiments.cli.option.StoppingOption;
import org.querent.experiments.report.Texts;
import org.querent.simulator.stopping.ConfiguredStopping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "ask",
    description = {
      "Asks a person in the terminal: shows items by name, takes ratings, and shows after each what"
          + " they would like best and how much is still uncertain.",
      "Answers are on the disk before they count; the same command goes on from them.",
      ""
    },
    mixinStandardHelpOptions = true)
final class AskCommand implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model that train saved with --ask.")
  private Path file;

  @Option(
      names = "--user",
      paramLabel = "ID",
      description =
          "Who is asked; of whom the model has no rating is new to it (default: guest-1, guest-2"
              + " ...).")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many recommendations are shown (default: 5).")
  private int top;

  @Mixin private StoppingOption stopping;

  @Mixin private AnswersOption answers;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (top < 1) {
      throw new ParameterException(spec.commandLine(), "--top must be at least 1, found " + top);
    }
    user.flatMap(Ids::fault)
        .ifPresent(
            fault -> {
              throw new ParameterException(spec.commandLine(), "--user: " + fault);
            });
    Injector injector = plugins.injector();
    Optional<ConfiguredStopping<?>> rule = stopping.rule(injector, spec.commandLine());
    AskModel model = AskModel.read(file, injector.getInstance(AskedBy.class));
    Path folder = answers.of(file);
    answers.sweep(file, spec.commandLine().getErr());
    long now = Instant.now().getEpochSecond();
    try (AnswerLog log =
            user.isPresent()
                ? AnswerLog.open(folder, user.get(), model.sha256(), now)
                : AnswerLog.ofGuest(folder, model.sha256(), now);
        Session session = Session.of(model, log, new BitSet(), rule)) {
      hold(model, log, session);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read what is answered", e);
    }
  }

  private void hold(AskModel model, AnswerLog log, Session session) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    String who = Texts.printable(log.user());
    out.printf(
        Locale.ROOT,
        "asking %s, %s%n",
        who,
        model.knows(log.user(), log.answers())
            ? "whose ratings the model knows"
            : "who is new to the model");
    // Not closed, for it is standard input.
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    Screen screen = screen();
    new Conversation(model, session, in, out, screen, top, InstantSource.system()).hold();
    String kept = Counted.of(log.answers().size(), "answer") + " of " + who + " kept";
    String more = "; the same command with --user " + who + " goes on";
    out.println();
    screen.lines("", kept + more).forEach(out::println);
    out.flush();
  }

  /** What is shown here: NO_COLOR (no-color.org) asks for plain letters. */
  private Screen screen() {
    if (System.console() == null) {
      return Screen.PLAIN;
    }
    boolean plain =
        !System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(System.getenv("TERM"));
    int width = spec.usageMessage().autoWidth(true).width();
    return new Screen(true, !plain, System.getenv("QUERENT_ASCII") == null, width);
  }
}

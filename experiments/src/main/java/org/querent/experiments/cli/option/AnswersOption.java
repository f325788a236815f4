package org.querent.experiments.cli.option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.experiments.ask.RefitFiles;
import picocli.CommandLine.Option;

/** The option that says where people's answers are kept. */
public final class AnswersOption {
  @Option(
      names = "--answers",
      paramLabel = "FOLDER",
      description =
          "Where answers, and the token of serve, are kept (default: answers beside the model).")
  private Optional<Path> answers = Optional.empty();

  /** The folder that was given, or the one beside the file of a model. */
  public Path of(Path model) {
    return answers.orElseGet(() -> model.resolveSibling("answers"));
  }

  /**
   * Removes from that folder models that were fitted to what nobody says any more.
   *
   * @param err where it says which
   */
  public void sweep(Path model, PrintWriter err) {
    new RefitFiles(new AnswerFolder(of(model)))
        .sweep(
            model,
            message -> {
              err.println("querent: " + message);
              err.flush();
            });
  }
}

package org.querent.experiments.cli.option;

import com.google.inject.Injector;
import java.util.Optional;
import org.querent.experiments.stopping.StoppingYaml;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.simulator.stopping.ConfiguredStopping;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that says when enough was asked. */
public final class StoppingOption {
  @Option(
      names = "--stop",
      paramLabel = "RULE",
      description =
          "When enough was asked, as \"{type: budget, questions: 10}\" or \"{type: any, of: [budget,"
              + " stable-top]}\"; strategies --rules lists the rules (default: never).")
  private Optional<String> stop = Optional.empty();

  /**
   * The rule that was given, if one was.
   *
   * @throws ParameterException if there is no such rule
   */
  public Optional<ConfiguredStopping<?>> rule(Injector injector, CommandLine line) {
    StoppingYaml yaml = injector.getInstance(StoppingYaml.class);
    Problems problems = new Problems("--stop");
    Optional<ConfiguredStopping<?>> rule =
        stop.flatMap(text -> YamlDocument.parse(text, problems))
            .flatMap(node -> yaml.read(node, "--stop", problems));
    if (!problems.isEmpty()) {
      throw new ParameterException(line, String.join("\n", problems.withoutPlaces()));
    }
    return rule;
  }
}

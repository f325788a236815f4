package org.querent.experiments.cli.option;

import com.google.inject.Injector;
import java.util.ArrayList;
import java.util.List;
import org.querent.experiments.learner.EvaluatorSpec;
import org.querent.experiments.learner.EvaluatorYaml;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlDocument;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that says which learners judge. */
public final class EvaluatorOption {
  private static final String NAME = "--with";

  @Option(
      names = NAME,
      paramLabel = "LEARNER",
      description =
          "Who judges, as item-knn or \"{type: als, factors: 32, every: 1000}\"; may be given several"
              + " times; strategies --learners lists them (default: the evaluators of the experiment).")
  private List<String> with = new ArrayList<>();

  /**
   * The learners that were given.
   *
   * @throws ParameterException if there is no such learner
   */
  public List<EvaluatorSpec> evaluators(Injector injector, CommandLine line) {
    EvaluatorYaml yaml = injector.getInstance(EvaluatorYaml.class);
    Problems problems = new Problems(NAME);
    List<EvaluatorSpec> all =
        with.stream()
            .flatMap(text -> YamlDocument.parse(text, problems).stream())
            .flatMap(node -> yaml.read(node, NAME, problems).stream())
            .distinct()
            .toList();
    if (!problems.isEmpty()) {
      throw new ParameterException(line, String.join("\n", problems.withoutPlaces()));
    }
    return all;
  }
}

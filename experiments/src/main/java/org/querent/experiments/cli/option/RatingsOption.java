package org.querent.experiments.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.data.inspect.Inspection;
import org.querent.core.data.inspect.RatingsInspector;
import org.querent.experiments.RunningBuild;
import org.querent.experiments.experiment.DatasetReader;
import org.querent.experiments.experiment.DatasetSpec;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlTree;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What the key {@code dataset} is to an experiment. It is put as there and read by the same reader,
 * so that both take the same.
 */
public final class RatingsOption {
  private static final String KEY = "dataset";

  /** The settings that have options of their own. */
  private static final Set<String> OPTIONS =
      Set.of("scale", "columns", "duplicates", "sample", "filter");

  @Parameters(
      paramLabel = "DATASET",
      arity = "0..1",
      description = "A known data set or a file of ratings (default: ml-latest-small-2016).")
  private Optional<String> source = Optional.empty();

  @Option(
      names = "--scale",
      paramLabel = "MIN,MAX",
      description = "Smallest and largest rating that a file may hold (default: 0.5,5).")
  private Optional<String> scale = Optional.empty();

  @Option(
      names = "--columns",
      paramLabel = "COLUMNS",
      description =
          "What is where in a file that is not as MovieLens publishes it, by name or position, as"
              + " in \"user: uid, item: 3, rating: stars, separator: tab\".")
  private Optional<String> columns = Optional.empty();

  @Option(
      names = "--dataset",
      paramLabel = "SETTINGS",
      description =
          "What else the key dataset of an experiment may say of a file, as in \"form: wide, missing:"
              + " [99]\" or \"decimal: comma, encoding: latin-1\".")
  private Optional<String> settings = Optional.empty();

  @Option(
      names = "--inspect",
      description =
          "Find out, as querent inspect does, what a file is that does not say so itself, and tell"
              + " how it is read; what other options say of it counts.")
  private boolean inspect;

  @Option(
      names = "--duplicates",
      paramLabel = "WHICH",
      description =
          "What becomes of a pair that is rated more than once: refuse, first, last, mean (default:"
              + " refuse).")
  private Optional<String> duplicates = Optional.empty();

  @Option(
      names = "--sample",
      paramLabel = "SAMPLE",
      description = "Which users are drawn, as in \"users: 1000, seed: 1\".")
  private Optional<String> sample = Optional.empty();

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description =
          "How many ratings users and items must have, as in \"min-user-ratings: 5, k-core: 3\".")
  private Optional<String> filter = Optional.empty();

  /** What was named, if anything. */
  public Optional<String> source() {
    return source;
  }

  /**
   * What is to be read.
   *
   * @param options get what is wrong with it
   * @param told gets what was found out about a file, in lines
   * @throws org.querent.core.UserException if a file is to be inspected and has no ratings
   */
  public DatasetSpec read(
      DatasetReader reader, DatasetCatalog catalog, SettingOptions options, Consumer<String> told) {
    List<String> known = catalog.names();
    String name = source.orElse(known.get(0));
    boolean isKnown = known.contains(name);
    if (!isKnown && !Files.exists(Path.of(name))) {
      options.refuse(
          String.format(
              Locale.ROOT,
              "\"%s\" is neither a file nor a known data set; known are %s%s",
              name,
              String.join(", ", known),
              Nearest.hint(name, known)));
    }
    Problems problems = new Problems("");
    YamlNode text = new Scalar(SettingOptions.PLACE, name, Kind.TEXT);
    YamlNode node = under(text, isKnown ? "name" : "path");
    if (inspect && isKnown) {
      options.refuse("--inspect is for a file; the data set " + name + " says itself what it is");
    } else if (inspect && Files.exists(Path.of(name))) {
      node = with(node, Optional.of(inspected(Path.of(name), told)), options, "--inspect");
    }
    if (scale.isPresent()) {
      String[] ends = scale.get().split(",", -1);
      if (ends.length != 2) {
        options.refuse(
            String.format(
                Locale.ROOT, "--scale: found %s, allowed MIN,MAX", Found.quoted(scale.get())));
      } else {
        node = YamlTree.over(node, under(SettingOptions.scalar(ends[0]), "scale", "min"));
        node = YamlTree.over(node, under(SettingOptions.scalar(ends[1]), "scale", "max"));
      }
    }
    node = with(node, settings, options, "--dataset");
    node = with(node, columns, options, "--columns", "columns");
    node = with(node, sample, options, "--sample", "sample");
    node = with(node, filter, options, "--filter", "filter");
    if (duplicates.isPresent()) {
      node = YamlTree.over(node, under(SettingOptions.scalar(duplicates.get()), "duplicates"));
    }
    DatasetSpec spec = reader.read((Mapping) node, path -> path, problems);
    problems.withoutPlaces().forEach(problem -> options.refuse(asOption(problem)));
    return spec;
  }

  /** The settings that read a file, as far as it does not say them itself. */
  private static String inspected(Path file, Consumer<String> told) {
    Inspection seen = new RatingsInspector().inspect(file);
    String settings = seen.block().onOneLine();
    told.accept(
        settings.isEmpty()
            ? file + " says itself what it is"
            : file + " is read as by --dataset " + RunningBuild.shellWord(settings));
    seen.notes().forEach(note -> told.accept("note: " + note));
    return settings;
  }

  /** With the settings of a mapping that is given without its braces. */
  private static YamlNode with(
      YamlNode node,
      Optional<String> given,
      SettingOptions options,
      String option,
      String... keys) {
    Problems problems = new Problems("");
    Optional<YamlNode> read = given.flatMap(it -> YamlDocument.parse("{" + it + "}", problems));
    problems.withoutPlaces().forEach(problem -> options.refuse(option + ": " + problem));
    return read.map(it -> YamlTree.over(node, under(it, keys))).orElse(node);
  }

  private static YamlNode under(YamlNode value, String... keys) {
    return YamlTree.nested(Stream.concat(Stream.of(KEY), Stream.of(keys)).toList(), value);
  }

  private static String asOption(String problem) {
    if (!problem.startsWith(KEY + ".")) {
      return problem;
    }
    String setting = problem.substring(KEY.length() + 1);
    return OPTIONS.contains(setting.split("[.:]")[0])
        ? "--" + setting
        : "--" + KEY + ": " + setting;
  }
}

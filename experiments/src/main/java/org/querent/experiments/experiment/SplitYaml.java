package org.querent.experiments.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.querent.core.data.catalog.SplitFiles;
import org.querent.core.settings.Setting;
import org.querent.experiments.yaml.Kebab;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlTree;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SplitSettings;

/**
 * Splits of one's own as they are written under the key {@code split}: three files, or folds that
 * take the place of seeds.
 *
 * @param files of each split; empty where ratings are to be split
 * @param rest the document without what was read of it
 * @param settings how what is known is chosen, where splits are folds
 */
record SplitYaml(List<SplitFiles> files, YamlNode rest, Optional<SplitSettings> settings) {
  /** The form of three files. */
  record Parts(
      @Setting("file of what is held out") Optional<Path> test,
      @Setting("file of what is known at the start") Optional<Path> initial,
      @Setting("file of what may be asked for") Optional<Path> pool) {
    static final Parts NONE = new Parts(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The form of folds. */
  record Folds(
      @Setting("folds, as u1 for u1.base and u1.test; they take the place of seeds")
          List<Path> folds,
      @Setting(value = "number of ratings of the base known at the start", min = 1) int initial,
      @Setting("what decides which of the base is known at the start") SplitSettings.By by) {
    static final Folds NONE =
        new Folds(List.of(), SplitSettings.DEFAULTS.initial(), SplitSettings.DEFAULTS.by());
  }

  /**
   * Reads what there is.
   *
   * @param absolute makes a path absolute
   */
  static SplitYaml read(YamlNode document, UnaryOperator<Path> absolute, Problems problems) {
    if (document instanceof Mapping mapping
        && mapping.find("split").map(Entry::value).orElse(document) instanceof Mapping split
        && split != document) {
      if (split.find("folds").isPresent()) {
        return folds(mapping, split, absolute, problems);
      } else if (split.find("pool").isPresent() || isText(split.find("test"))) {
        return parts(mapping, split, absolute, problems);
      }
    }
    return new SplitYaml(List.of(), document, Optional.empty());
  }

  private static boolean isText(Optional<Entry> entry) {
    return entry.isPresent()
        && entry.get().value() instanceof Scalar scalar
        && scalar.kind() == Kind.TEXT;
  }

  private static SplitYaml parts(
      Mapping document, Mapping split, UnaryOperator<Path> absolute, Problems problems) {
    int before = problems.count();
    Parts parts = RecordBinder.bind(split, Parts.NONE, "split", problems);
    List<SplitFiles> files = List.of();
    if (parts.test().isPresent() && parts.initial().isPresent() && parts.pool().isPresent()) {
      SplitFiles seen = new SplitFiles(parts.test().get(), parts.initial(), parts.pool().get());
      files = List.of(seen.with(absolute));
    } else if (problems.count() == before) {
      problems.add(
          split.location(), "split", "needs test, initial and pool, each a file of ratings");
    }
    return new SplitYaml(files, YamlTree.without(document, "split"), Optional.empty());
  }

  private static SplitYaml folds(
      Mapping document, Mapping split, UnaryOperator<Path> absolute, Problems problems) {
    int before = problems.count();
    Folds folds = RecordBinder.bind(split, Folds.NONE, "split", problems);
    if (folds.folds().isEmpty() && problems.count() == before) {
      problems.add(split.location(), "split.folds", "needs one fold at least, such as u1");
    }
    List<Path> names = folds.folds().stream().map(Path::getFileName).toList();
    if (Set.copyOf(names).size() < names.size()) {
      problems.add(split.location(), "split.folds", "needs a name of its own for each fold");
    }
    document
        .find("seeds")
        .ifPresent(
            seeds ->
                problems.add(
                    seeds.location(),
                    "seeds",
                    "has no use with split.folds: each fold is a repetition"));
    SplitSettings standard = SplitSettings.DEFAULTS;
    return new SplitYaml(
        folds.folds().stream().map(absolute).map(SplitFiles::fold).toList(),
        YamlTree.without(YamlTree.without(document, "split"), "seeds"),
        Optional.of(
            new SplitSettings(standard.test(), folds.initial(), folds.by(), standard.newcomers())));
  }

  /** The settings of the rest, with those of the splits. */
  RunSettings over(RunSettings read) {
    return settings.isEmpty() || files.isEmpty()
        ? read
        : read.with(settings.get(), SeedRange.first(files.size()));
  }

  /** Refuses what has no use, where it is written. */
  void check(RunSettings read, Mapping document, Problems problems) {
    Protocol protocol = read.protocol();
    String under = "under the protocol " + Kebab.ofConstant(protocol);
    if (settings.isPresent() && protocol.hasNewcomers()) {
      refuse("folds", under + "; name the three files", document, problems);
    } else if (files.isEmpty()) {
      for (String useless :
          protocol.hasNewcomers() ? List.of("initial", "at") : List.of("newcomers")) {
        refuse(useless, under, document, problems);
      }
      if (!read.split().holdsPartOut()) {
        refuse("test", "with leave-out, or at", document, problems);
      }
    }
  }

  private static void refuse(String key, String why, Mapping document, Problems problems) {
    if (document.find("split").map(Entry::value).orElse(document) instanceof Mapping split) {
      split
          .find(key)
          .ifPresent(
              given -> problems.add(given.value().location(), "split." + key, "has no use " + why));
    }
  }

  /** As an experiment writes it. */
  static Map<String, Object> plain(List<SplitFiles> files, SplitSettings settings) {
    SplitFiles first = files.get(0);
    return PlainRecord.toPlain(
        first.initial().isPresent()
            ? new Parts(Optional.of(first.test()), first.initial(), Optional.of(first.pool()))
            : new Folds(
                files.stream().map(SplitFiles::prefix).toList(),
                settings.initial(),
                settings.by()));
  }
}

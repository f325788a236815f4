package org.querent.experiments.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.data.side.SideTable;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Location;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Sequence;

/** Refuses files of an experiment that were moved and not found, each where it is written. */
final class FileChecks {
  private FileChecks() {}

  /** Tells of each file that is not there, and of columns that its table lacks. */
  static void check(ExperimentSpec spec, DataFiles files, YamlNode node, Problems problems) {
    DatasetSpec dataset = spec.dataset().with(files);
    checkFile(dataset.path(), "--data-file", "dataset.path", node, problems);
    checkFile(
        dataset.users().map(SideTable::path), "--users-file", "dataset.users.path", node, problems);
    checkFile(
        dataset.items().map(SideTable::path), "--items-file", "dataset.items.path", node, problems);
    Optional<Path> costs =
        spec.settings().queries().costs().map(path -> files.costs().orElse(path));
    checkFile(costs, "--costs-file", "queries.costs", node, problems);
    checkTable(dataset.users(), FieldSpec.Side.USER, spec.features(), node, problems);
    checkTable(dataset.items(), FieldSpec.Side.ITEM, spec.features(), node, problems);
  }

  /** Looks for the columns that are named in a table, and in fields of it, if it is there. */
  private static void checkTable(
      Optional<SideTable> table,
      FieldSpec.Side side,
      List<FieldSpec> fields,
      YamlNode node,
      Problems problems) {
    if (table.filter(it -> Files.isRegularFile(it.path())).isEmpty()) {
      return;
    }
    String key = side == FieldSpec.Side.USER ? "users" : "items";
    Optional<YamlNode> given =
        ExperimentReader.find(node, "dataset").flatMap(it -> ExperimentReader.find(it, key));
    List<String> columns =
        table
            .get()
            .columns(
                (setting, fault) ->
                    problems.add(
                        given
                            .flatMap(it -> ExperimentReader.find(it, setting))
                            .or(() -> given)
                            .orElse(node)
                            .location(),
                        "dataset." + key + "." + setting,
                        fault));
    for (int n = 0; n < fields.size() && !columns.isEmpty(); n++) {
      Optional<String> column =
          fields.get(n).column().filter(it -> it.of() == side).map(FieldSpec.Column::name);
      if (column.isPresent() && !columns.contains(column.get())) {
        YamlNode features = ExperimentReader.find(node, "features").orElse(node);
        YamlNode field = features instanceof Sequence list ? list.items().get(n) : features;
        problems.add(
            ExperimentReader.find(field, "name").orElse(field).location(),
            "features[" + n + "].name",
            String.format(
                Locale.ROOT,
                "found %s, and the columns of %s are %s%s",
                Found.quoted(column.get()),
                table.get().path(),
                String.join(", ", columns),
                Nearest.hint(column.get(), columns)));
      }
    }
  }

  private static void checkFile(
      Optional<Path> file, String option, String path, YamlNode node, Problems problems) {
    Location location =
        ExperimentReader.find(node, path.replaceFirst("\\..*", "")).orElse(node).location();
    file.flatMap(it -> DataFiles.missing(it, option))
        .ifPresent(missing -> problems.add(location, path, missing));
  }
}

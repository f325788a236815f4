package org.querent.experiments.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.data.side.SideTable;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.experiment.models.ModelSpec;
import org.querent.experiments.experiment.models.ModelsYaml;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Sequence;

/** Refuses fields that name a column which their table has not. */
final class TableColumns {
  private TableColumns() {}

  /** Looks for the columns that are named in a table, and in fields of it, if it is there. */
  static void check(
      Optional<SideTable> table,
      FieldSpec.Side side,
      ExperimentSpec spec,
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
    if (columns.isEmpty()) {
      return;
    }
    Columns known = new Columns(side, table.get().path(), columns);
    Mapping experiment = (Mapping) node;
    known.check(
        spec.features(),
        ExperimentReader.find(ModelsYaml.withFirst(experiment), "features").orElse(node),
        "",
        problems);
    for (int n = 1; n < spec.models().size(); n++) {
      YamlNode models = ExperimentReader.find(node, ModelSpec.KEY).orElse(node);
      YamlNode model = models instanceof Sequence list ? list.items().get(n) : models;
      // What a model does not say itself was looked at with the first.
      Optional<YamlNode> features = ExperimentReader.find(model, "features");
      if (features.isPresent()) {
        known.check(
            spec.models().get(n).features(),
            features.get(),
            ModelSpec.KEY + "[" + n + "].",
            problems);
      }
    }
  }

  /** The columns that a table has, which fields may name. */
  private record Columns(FieldSpec.Side side, Path path, List<String> columns) {
    void check(List<FieldSpec> fields, YamlNode features, String within, Problems problems) {
      for (int n = 0; n < fields.size(); n++) {
        Optional<String> column =
            fields.get(n).column().filter(it -> it.of() == side).map(FieldSpec.Column::name);
        if (column.isPresent() && !columns.contains(column.get())) {
          YamlNode field = features instanceof Sequence list ? list.items().get(n) : features;
          refuse(column.get(), field, within + "features[" + n + "].name", problems);
        }
      }
    }

    private void refuse(String column, YamlNode field, String place, Problems problems) {
      problems.add(
          ExperimentReader.find(field, "name").orElse(field).location(),
          place,
          String.format(
              Locale.ROOT,
              "found %s, and the columns of %s are %s%s",
              Found.quoted(column),
              path,
              String.join(", ", columns),
              Nearest.hint(column, columns)));
    }
  }
}

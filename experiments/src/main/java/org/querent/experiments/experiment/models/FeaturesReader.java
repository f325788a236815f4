package org.querent.experiments.experiment.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FieldSpec;
import org.querent.core.features.PriorField;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;

/**
 * Reads what users and items are described by: a list of fields, each a name or a mapping of its
 * type and settings. Stateless.
 */
public final class FeaturesReader {
  private static final List<String> NAMES = FieldSpec.all().stream().map(FieldSpec::type).toList();

  private FeaturesReader() {}

  /**
   * The fields of a list, or plain users and items if anything was refused.
   *
   * @param path the keys that lead to the list
   */
  public static List<FieldSpec> read(YamlNode node, String path, Problems problems) {
    return read(node, path, FieldSpec.Unknown.ERROR, problems);
  }

  /**
   * The fields of a list, or plain users and items if anything was refused.
   *
   * @param path the keys that lead to the list
   * @param unknown what fields do about unknown values, unless they say it themselves
   */
  public static List<FieldSpec> read(
      YamlNode node, String path, FieldSpec.Unknown unknown, Problems problems) {
    if (!(node instanceof Sequence sequence)) {
      problems.add(node.location(), path, "needs a list of " + String.join(", ", NAMES));
      return FieldSpec.PLAIN;
    }
    int before = problems.count();
    List<FieldSpec> fields = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      field(sequence.items().get(i), unknown, path + "[" + i + "]", problems)
          .ifPresent(fields::add);
    }
    if (problems.count() > before) {
      return FieldSpec.PLAIN;
    }
    try {
      FeatureMap.requireUsable(fields);
    } catch (IllegalArgumentException e) {
      problems.add(node.location(), path, e.getMessage());
      return FieldSpec.PLAIN;
    }
    return fields;
  }

  private static Optional<FieldSpec> field(
      YamlNode node, FieldSpec.Unknown unknown, String path, Problems problems) {
    YamlNode type = node.named();
    if (!(type instanceof Scalar scalar)) {
      problems.add(node.location(), path, "needs a type: " + String.join(", ", NAMES));
      return Optional.empty();
    }
    Optional<FieldSpec> named =
        FieldSpec.named(scalar.text()).map(field -> withUnknown(field, unknown));
    if (named.isEmpty()) {
      problems.add(
          scalar.location(),
          path,
          String.format(
              Locale.ROOT,
              "found %s, allowed %s%s",
              Found.quoted(scalar.text()),
              String.join(", ", NAMES),
              Nearest.hint(scalar.text(), NAMES)));
    }
    Optional<FieldSpec> bound =
        node instanceof Mapping
            ? named.map(
                field ->
                    (FieldSpec)
                        RecordBinder.bind(node, (Record) field, path, problems, Set.of("type")))
            : named;
    if (bound.flatMap(FieldSpec::column).filter(column -> column.name().isBlank()).isPresent()) {
      problems.add(
          node.location(),
          path,
          String.format(
              Locale.ROOT,
              "needs the name of a column: {type: %s, of: item, name: category}",
              bound.get().type()));
    }
    bound
        .filter(ConsumptionField.class::isInstance)
        .flatMap(field -> ((ConsumptionField) field).fault())
        .ifPresent(fault -> problems.add(node.location(), path, fault));
    return bound;
  }

  private static FieldSpec withUnknown(FieldSpec field, FieldSpec.Unknown unknown) {
    if (field instanceof FieldSpec.Genres) {
      return new FieldSpec.Genres(unknown);
    } else if (field instanceof FieldSpec.Year year) {
      return new FieldSpec.Year(year.width(), unknown);
    } else if (field instanceof FieldSpec.Age age) {
      return new FieldSpec.Age(age.width(), unknown);
    } else if (field instanceof FieldSpec.Sex) {
      return new FieldSpec.Sex(unknown);
    } else if (field instanceof FieldSpec.Occupation) {
      return new FieldSpec.Occupation(unknown);
    } else if (field instanceof FieldSpec.Column column) {
      return new FieldSpec.Column(
          column.of(), column.name(), column.as(), column.width(), column.separator(), unknown);
    } else if (field instanceof PriorField prior) {
      return new PriorField(prior.of(), prior.name(), prior.as(), prior.separator(), unknown);
    }
    return field;
  }
}

package org.querent.experiments.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.querent.core.archive.Sha256;
import org.querent.core.data.Dataset;
import org.querent.core.data.SideColumns;
import org.querent.core.data.SideInformation;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.experiment.models.ConsumptionLogs;

/**
 * Tells by a checksum whether what is known of users and items is the same, as far as it counts.
 */
final class SideSum {
  private SideSum() {}

  /**
   * The SHA-256 of what some fields read besides the ratings; empty if they read nothing else. The
   * same values give the same sum, whatever else stands in their files. Cost: O(users + items).
   */
  static String of(Collection<FieldSpec> fields, Dataset dataset) {
    StringBuilder text = new StringBuilder();
    for (FieldSpec field : fields) {
      if (field.column().isPresent()) {
        FieldSpec.Column column = field.column().get();
        boolean ofUsers = column.of() == FieldSpec.Side.USER;
        SideInformation side = dataset.sideInformation();
        SideColumns columns = ofUsers ? side.users() : side.items();
        int count = ofUsers ? dataset.ratings().userCount() : dataset.ratings().itemCount();
        text.append(field.field()).append('\n');
        for (int n = 0; n < count; n++) {
          text.append(value(column, columns.text(column.name(), n))).append('\n');
        }
      }
      ConsumptionLogs.of(field, dataset.side())
          .ifPresent(
              log -> text.append(field.field()).append('\n').append(log.sha256()).append('\n'));
    }
    return text.isEmpty() ? "" : Sha256.hex(text.toString().getBytes(UTF_8));
  }

  /** As earlier versions wrote it, so that runs are found again. */
  private static Object value(FieldSpec.Column column, Optional<String> text) {
    return switch (column.as()) {
      case CATEGORY -> text;
      case NUMBER -> text.map(number -> "OptionalInt[" + number + "]").orElse("OptionalInt.empty");
      case LIST ->
          text.map(list -> List.of(list.split(Pattern.quote(column.separator()))))
              .orElse(List.of());
    };
  }
}

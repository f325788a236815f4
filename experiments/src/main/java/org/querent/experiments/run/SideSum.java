package org.querent.experiments.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.function.IntFunction;
import org.querent.core.archive.Sha256;
import org.querent.core.data.Dataset;
import org.querent.core.data.SideInformation;
import org.querent.core.features.FieldSpec;

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
    int users = dataset.ratings().userCount();
    int items = dataset.ratings().itemCount();
    StringBuilder text = new StringBuilder();
    for (FieldSpec field : fields) {
      if (field instanceof FieldSpec.Genres) {
        add(text, field, items, side(dataset)::genres);
      } else if (field instanceof FieldSpec.Year) {
        add(text, field, items, side(dataset)::year);
      } else if (field instanceof FieldSpec.Age) {
        add(text, field, users, side(dataset)::age);
      } else if (field instanceof FieldSpec.Sex) {
        add(text, field, users, side(dataset)::sex);
      } else if (field instanceof FieldSpec.Occupation) {
        add(text, field, users, side(dataset)::occupation);
      }
    }
    return text.isEmpty() ? "" : Sha256.hex(text.toString().getBytes(UTF_8));
  }

  private static SideInformation side(Dataset dataset) {
    return dataset.sideInformation();
  }

  private static void add(StringBuilder text, FieldSpec field, int count, IntFunction<?> values) {
    text.append(field.name()).append('\n');
    for (int n = 0; n < count; n++) {
      text.append(values.apply(n)).append('\n');
    }
  }
}

package org.querent.core.features;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.settings.Setting;

/**
 * A column of the data set that is no feature, but on which the prior means of the field user or
 * item are regressed, beside which it is declared: one number for every text of a category or a
 * list, 1 or 0 less its mean, or the standardised number itself. Where features are added to what
 * is predicted whoever rates, prior means give way to what the ratings of a row say.
 *
 * @param of whom it describes
 * @param name the column
 */
public record PriorField(
    @Setting("whom it describes") FieldSpec.Side of,
    @Setting("name of the column") String name,
    @Setting("what its texts are") FieldSpec.As as,
    @Setting("what stands between the texts of a list") String separator,
    @Setting("what to do where nothing is known") FieldSpec.Unknown unknown)
    implements FieldSpec {
  /** A category of items. */
  static final PriorField DEFAULTS = new PriorField(Side.ITEM, "", As.CATEGORY, "|", Unknown.ERROR);

  /** Refuses what parts nothing. */
  public PriorField {
    if (separator.isEmpty()) {
      throw new IllegalArgumentException("separator must not be empty");
    }
  }

  /** Whether prior means are regressed on any of some fields. */
  public static boolean regresses(List<FieldSpec> fields) {
    return fields.stream()
        .anyMatch(field -> field instanceof PriorField || field instanceof ConsumptionField);
  }

  @Override
  public String type() {
    return "prior";
  }

  @Override
  public String field() {
    return "prior of " + of.name().toLowerCase(Locale.ROOT) + " " + name;
  }

  @Override
  public Optional<Column> column() {
    return Optional.of(new Column(of, name, as, 1, separator, unknown));
  }
}

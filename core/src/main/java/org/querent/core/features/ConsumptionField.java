package org.querent.core.features;

import java.util.List;
import java.util.Optional;
import org.querent.core.settings.Setting;

/**
 * Who has consumed what: no feature of its own, but numbers on which the prior means of the fields
 * user and item are regressed, beside which it is declared.
 *
 * @param from whose pairs are taken
 * @param dims directions of who has consumed what, besides how much
 */
public record ConsumptionField(
    @Setting(
            "whose pairs of user and item are taken: those known at the start, or these and all"
                + " candidates")
        From from,
    @Setting(value = "directions of who has consumed what, besides how much", min = 0, max = 256)
        int dims)
    implements FieldSpec {
  /** Sixteen directions of the known pairs. */
  public static final ConsumptionField DEFAULTS = new ConsumptionField(From.KNOWN, 16);

  /** Where pairs come from. */
  public enum From {
    /** The ratings that are known at the start. */
    KNOWN,
    /**
     * These, and all pairs that may be asked for, where these are who can answer what. Never what
     * is held out.
     */
    CANDIDATES,
    /**
     * The ratings that are known at the start; and of a new user what they are expected to know,
     * item by item, by what they answered and refused so far.
     */
    EXPOSURE
  }

  /** The one among some fields; empty if there is none. */
  public static Optional<ConsumptionField> of(List<FieldSpec> fields) {
    return fields.stream()
        .filter(ConsumptionField.class::isInstance)
        .map(ConsumptionField.class::cast)
        .findFirst();
  }

  @Override
  public String type() {
    return "consumption";
  }

  @Override
  public Side side() {
    return Side.USER;
  }
}

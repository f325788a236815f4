package org.querent.simulator.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.ConsumptionField.From;
import org.querent.core.features.FieldSpec;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.OracleSettings.Natural;

/** Who is asked, and what counts as having learnt. */
public enum Protocol {
  /** Any held-back rating may be asked for; the error is that on all users and items. */
  POOL,

  /** Every user is asked the same number of questions; otherwise as the pool. */
  PER_USER,

  /**
   * New users arrive, of whom nothing is known; each is asked some questions, apart from all
   * others; the error is that on the new users' own held-out ratings. All ratings of the other
   * users are known and stay as they are.
   */
  COLD_START,

  /**
   * New items arrive, of which nothing is known; some users are asked about each, apart from all
   * others; the error is that on the new items' own held-out ratings.
   */
  NEW_ITEMS;

  /** Whether users or items arrive of whom nothing is known. */
  public boolean hasNewcomers() {
    return this == COLD_START || this == NEW_ITEMS;
  }

  /**
   * Why nothing, or less or more than it says, could be learned under such a description; empty if
   * there is no reason. Answers of a newcomer are folded into what is theirs alone.
   *
   * @param about which pairs may be asked for
   */
  public Optional<String> refusal(List<FieldSpec> features, About about) {
    Optional<From> consumed = ConsumptionField.of(features).map(ConsumptionField::from);
    if (about == About.ANYTHING && consumed.equals(Optional.of(From.CANDIDATES))) {
      return Optional.of(
          "consumption from candidates says who can answer what, which is for the questions to find"
              + " out where about: anything may be asked; write from: known, or oracle: {about:"
              + " rated-only}");
    }
    if (this != COLD_START && consumed.equals(Optional.of(From.EXPOSURE))) {
      return Optional.of(
          "consumption from exposure is that of new users, who are asked apart under the protocol"
              + " cold-start only; write from: known");
    }
    return switch (this) {
      case POOL, PER_USER -> Optional.empty();
      case COLD_START ->
          refusal(features, new FieldSpec.User(), FieldSpec.RatedItems.class, "user");
      case NEW_ITEMS ->
          features.stream().anyMatch(FieldSpec.Time.class::isInstance)
              ? Optional.of(
                  "the field time makes many rows of a new item, and new-items folds in a single one")
              : refusal(features, new FieldSpec.Item(), FieldSpec.RatedBy.class, "item");
    };
  }

  /** Why users cannot rate by themselves as they should; empty if they can. */
  public Optional<String> refusal(Natural natural) {
    return this == NEW_ITEMS && natural.rate() > 0
        ? Optional.of(
            "nobody has rated a new item, so neither popularity nor exposure tells who would by"
                + " themselves; leave it out under new-items")
        : Optional.empty();
  }

  private static Optional<String> refusal(
      List<FieldSpec> features, FieldSpec own, Class<? extends FieldSpec> rated, String who) {
    if (!features.contains(own)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "without the field %s nothing is a new %s's alone, so that no answer could teach anything",
              own.type(),
              who));
    }
    return features.stream()
        .filter(rated::isInstance)
        .findFirst()
        .map(
            field ->
                String.format(
                    Locale.ROOT,
                    "the answers of a new %s are folded in, and do not enter %s; leave it out",
                    who,
                    field.type()));
  }
}

package org.querent.core.features;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.querent.core.data.side.LogTable;
import org.querent.core.settings.Setting;

/**
 * Who has consumed what: no feature of its own, but numbers on which the prior means of the fields
 * user and item are regressed, beside which it is declared.
 *
 * @param from whose pairs are taken
 * @param dims directions of who has consumed what, besides how much
 * @param path the log, if pairs are from one; a saved model has it in itself
 * @param columns what is where in that log
 */
public record ConsumptionField(
    @Setting(
            "whose pairs of user and item are taken: those known at the start, these and all"
                + " candidates, these and what new users answer, or those of a file")
        From from,
    @Setting(value = "directions of who has consumed what, besides how much", min = 0, max = 256)
        int dims,
    @Setting(
            "with from: file, a table with a row of user and item for each time somebody consumed"
                + " something")
        Optional<Path> path,
    @Setting("what is where in that file, unless its header says so") LogTable columns)
    implements FieldSpec {
  /** Sixteen directions of the known pairs. */
  public static final ConsumptionField DEFAULTS = new ConsumptionField(From.KNOWN, 16);

  /** Pairs that no file has, or that a saved model has in itself. */
  public ConsumptionField(From from, int dims) {
    this(from, dims, Optional.empty(), LogTable.NAMED);
  }

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
    EXPOSURE,
    /** A log of views, purchases or the like, whether what was consumed was rated or not. */
    FILE
  }

  /** The one among some fields; empty if there is none. */
  public static Optional<ConsumptionField> of(List<FieldSpec> fields) {
    return fields.stream()
        .filter(ConsumptionField.class::isInstance)
        .map(ConsumptionField.class::cast)
        .findFirst();
  }

  /**
   * Why a field that is written down cannot be made; empty if it can.
   *
   * @return the end of a sentence
   */
  public Optional<String> fault() {
    if (from == From.FILE && path.isEmpty()) {
      return Optional.of(
          "from: file needs the path of the log: {type: consumption, from: file, path: views.csv}");
    } else if (from != From.FILE && (path.isPresent() || !columns.equals(LogTable.NAMED))) {
      return Optional.of("path and columns are those of a log; write from: file as well");
    }
    return Optional.empty();
  }

  /** Where its log is from, as side information calls it. */
  public String log() {
    return path.map(it -> it.toAbsolutePath().normalize().toString()).orElse("");
  }

  /** Some fields with their logs in other places. */
  public static List<FieldSpec> at(List<FieldSpec> fields, UnaryOperator<Path> paths) {
    return fields.stream()
        .map(
            field ->
                field instanceof ConsumptionField it
                    ? new ConsumptionField(it.from, it.dims, it.path.map(paths), it.columns)
                    : field)
        .toList();
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

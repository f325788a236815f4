package org.querent.experiments.experiment.models;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.querent.core.data.ConsumptionLog;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FieldSpec;

/** Reads the logs of who has consumed what that fields name. Stateless. */
public final class ConsumptionLogs {
  private ConsumptionLogs() {}

  /** Where the log of some fields is, if they have one. */
  public static Optional<Path> path(List<FieldSpec> fields) {
    return ConsumptionField.of(fields).flatMap(ConsumptionField::path);
  }

  /**
   * The logs of fields, by where they are from, as side information has them. Cost: O(rows).
   *
   * @param ratings whose users and items count
   * @throws org.querent.core.UserException with file, line and content if one cannot be read
   */
  public static Map<String, ConsumptionLog> read(Collection<FieldSpec> fields, Ratings ratings) {
    Map<String, ConsumptionLog> logs = new TreeMap<>();
    for (FieldSpec field : fields) {
      if (field instanceof ConsumptionField consumption && consumption.path().isPresent()) {
        logs.computeIfAbsent(
            consumption.log(),
            from ->
                consumption
                    .columns()
                    .read(consumption.path().get(), ratings.userIds(), ratings.itemIds()));
      }
    }
    return logs;
  }

  /** What is known of users and items, and these logs; asked for only when it is needed. */
  public static Supplier<SideInformation> with(
      Supplier<SideInformation> side, Map<String, ConsumptionLog> logs) {
    return logs.isEmpty() ? side : () -> side.get().with(logs);
  }

  /** A data set, and the logs of fields. Cost: O(rows). */
  public static Dataset with(Dataset dataset, Collection<FieldSpec> fields) {
    Map<String, ConsumptionLog> logs = read(fields, dataset.ratings());
    return logs.isEmpty()
        ? dataset
        : new Dataset(
            dataset.name(),
            dataset.ratings(),
            dataset.sha256(),
            with(dataset.side(), logs),
            dataset.preparation(),
            dataset.splits());
  }

  /** The log of a field, if it has one that was read. */
  public static Optional<ConsumptionLog> of(FieldSpec field, Supplier<SideInformation> side) {
    return field instanceof ConsumptionField it && it.from() == ConsumptionField.From.FILE
        ? Optional.ofNullable(side.get().logs().get(it.log()))
        : Optional.empty();
  }

  /** The SHA-256 of the log of some fields; empty if they have none. */
  public static String sum(List<FieldSpec> fields, Supplier<SideInformation> side) {
    return fields.stream()
        .flatMap(field -> of(field, side).stream())
        .map(ConsumptionLog::sha256)
        .collect(joining());
  }

  /**
   * What there is to tell of the log of some fields, if they have one: what it is, and a warning.
   *
   * @param side has the log
   */
  public static List<String> notes(
      List<FieldSpec> fields, Supplier<SideInformation> side, Ratings train, Ratings test) {
    return fields.stream()
        .flatMap(field -> of(field, side).stream())
        .flatMap(
            log ->
                Stream.concat(Stream.of(log.told()), warning(log, train.plus(test), test).stream()))
        .toList();
  }

  /**
   * A warning if a log was most likely made from the ratings that a model is measured on.
   *
   * @param test what is held out
   */
  public static Optional<String> warning(ConsumptionLog log, Ratings all, Ratings test) {
    return log.leak(all, test).stream()
        .mapToObj(
            rated ->
                String.format(
                    Locale.ROOT,
                    "%s has nearly every pair that is held out, and %.0f %% of its pairs are ratings: if it was made from them, it tells the model which pairs it is measured on, and errors come out too low; take a log of all that was consumed, or take the ratings that make it out of the data set",
                    log.name(),
                    Math.floor(100 * rated)))
        .findFirst();
  }
}

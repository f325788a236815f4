package org.querent.experiments.training;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.core.Counted;
import org.querent.core.data.Ids;
import org.querent.core.data.RatingScale;
import org.querent.core.data.form.LineSource;
import org.querent.core.posterior.Predictor;
import org.querent.core.saved.SavedModel;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.yaml.NearestId;

/**
 * Predicts the pairs of a file, read line by line: memory does not grow with it. Not thread-safe.
 */
public final class PairPredictions {
  private static final int SHOWN = 5;

  /** What is the same without quotes. */
  private static final Pattern PLAIN = Pattern.compile("[^\\s,\"]+");

  private final SavedModel model;
  private final Path path;
  private final PairFile pairs;

  /** Predictions of the pairs of a table. */
  public PairPredictions(SavedModel model, Path file, PairColumns columns) {
    this.model = model;
    path = file;
    pairs = new PairFile(file, columns);
  }

  /**
   * Makes sure that every line is a pair that the model knows.
   *
   * @throws ExperimentException if a line is no pair, or naming users and items that are unknown
   */
  public void check() {
    Unknown users = new Unknown("user", Newcomers.others(model));
    Unknown items = new Unknown("item", model.names().itemIds());
    pairs.read(
        (line, user, item, timestamp) -> {
          users.check(line, user);
          items.check(line, item);
        });
    if (users.pairs + items.pairs > 0) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s: the model was not trained on a data set with %s; leave them out",
              path,
              Stream.of(users, items)
                  .filter(unknown -> unknown.pairs > 0)
                  .map(Unknown::toString)
                  .collect(Collectors.joining(", or "))));
    }
  }

  /** Ids that a model does not know: the first few, and the number of pairs of all. */
  private static final class Unknown {
    private final String kind;
    private final Ids ids;
    private final Set<String> first = new LinkedHashSet<>();
    private long pairs;
    private long firstLine;

    Unknown(String kind, Ids ids) {
      this.kind = kind;
      this.ids = ids;
    }

    void check(long line, String id) {
      if (ids.indexOf(id).isEmpty()) {
        firstLine = pairs++ == 0 ? line : firstLine;
        if (first.size() <= SHOWN) {
          first.add(id);
        }
      }
    }

    /** An id and, of the first, what it may have been meant to be. */
    private String named(String id) {
      String shown = LineSource.shown(id);
      return id.equals(first.iterator().next())
          ? shown
              + NearestId.of(id, ids)
                  .map(near -> " (did you mean \"" + LineSource.shown(near) + "\"?)")
                  .orElse("")
          : shown;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "the %s %s%s (from line %d on, %s)",
          Counted.things(first.size(), kind),
          first.stream().limit(SHOWN).map(this::named).collect(Collectors.joining(", ")),
          first.size() > SHOWN ? " ..." : "",
          firstLine,
          Counted.of(pairs, "pair"));
    }
  }

  /**
   * Writes a header and a line per pair: ids, mean, standard deviation of the expected rating, and
   * standard deviation of a new rating, which has the noise as well. Means are not clipped. There
   * are six decimals, and more where the scale of the model is narrower than 1.
   */
  public void write(Writer out) throws IOException {
    Predictor predictor = model.predictor();
    double parts = parts(model.names().scale());
    out.write("userId,movieId,mean,standard-deviation,predictive-standard-deviation\n");
    StringBuilder text = new StringBuilder();
    pairs.read(
        (line, user, item, timestamp) -> {
          int userRow = model.names().userIds().indexOf(user).orElseThrow();
          int itemRow = itemRow(model, item, timestamp);
          double variance = predictor.epistemicVariance(userRow, itemRow);
          text.setLength(0);
          text.append(quoted(user)).append(',').append(quoted(item));
          append(text, predictor.mean(userRow, itemRow), parts);
          append(text, Math.sqrt(variance), parts);
          append(text, Math.sqrt(variance + predictor.noiseVariance(userRow, itemRow)), parts);
          out.append(text.append('\n'));
        });
  }

  /** An id as {@link PairFile} reads it again. */
  private static String quoted(String id) {
    return PLAIN.matcher(id).matches() ? id : '"' + id.replace("\"", "\"\"") + '"';
  }

  /** The row of a known item, at a time if there is one. */
  public static int itemRow(SavedModel model, String item, OptionalLong timestamp) {
    int index = model.names().itemIds().indexOf(item).orElseThrow();
    return timestamp.isPresent()
        ? model.names().itemRows().rowOf(index, timestamp.getAsLong())
        : model.names().itemRows().rowOf(index);
  }

  /**
   * The parts of a whole that are told apart: millionths, and of a scale that is narrower than 1 as
   * many more digits as it is narrower.
   */
  private static double parts(RatingScale scale) {
    double parts = 1e6;
    for (double width = scale.max() - scale.min(); width < 1; width *= 10) {
      parts *= 10;
    }
    return parts;
  }

  /** With these decimals; quicker than a formatter, and the same on every machine. */
  private static void append(StringBuilder text, double value, double parts) {
    text.append(',');
    if (!(Math.max(1, Math.abs(value)) * parts < 1e18)) {
      text.append(value);
      return;
    }
    long whole = (long) parts;
    long count = Math.round(Math.abs(value) * parts);
    text.append(value < 0 && count > 0 ? "-" : "").append(count / whole).append('.');
    String decimals = Long.toString(whole + count % whole);
    text.append(decimals, 1, decimals.length());
  }
}

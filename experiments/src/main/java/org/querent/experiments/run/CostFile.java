package org.querent.experiments.run;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.querent.core.archive.Sha256;
import org.querent.core.data.Ids;
import org.querent.core.data.form.LineSource;
import org.querent.core.data.side.CsvLine;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.yaml.NearestId;
import org.querent.strategies.learner.ItemCosts;

/**
 * A CSV file with the header {@code movieId,cost} and a line per item. Items that the data set does
 * not have are passed over, unless it has none of them, and those without a line cost 1.
 *
 * @param costs by the dense indices of a data set
 * @param sha256 of the file's content, in hexadecimal
 */
record CostFile(ItemCosts costs, String sha256) implements Serializable {
  private static final String HEADER = "movieId,cost";

  /** Keeps sums within what an axis can show. */
  private static final double MOST = 1_000;

  /**
   * Reads a file.
   *
   * @throws ExperimentException with file, line and content
   */
  static CostFile read(Path file, Ids items) {
    String text = text(file);
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
      throw new ExperimentException(file + ", line 1: needs the header " + HEADER);
    }
    double[] costs = new double[items.size()];
    Arrays.fill(costs, 1);
    Set<String> seen = new LinkedHashSet<>();
    boolean known = lines.size() == 1;
    for (int n = 1; n < lines.size(); n++) {
      List<String> values = CsvLine.values(lines.get(n)).orElse(List.of());
      try {
        String item = values.get(0).strip();
        double cost = Double.parseDouble(values.get(1).strip());
        if (values.size() != 2
            || !(cost > 0 && cost <= MOST)
            || Ids.fault(item).isPresent()
            || !seen.add(item)) {
          throw wrong(file, n + 1, lines.get(n));
        }
        OptionalInt index = items.indexOf(item);
        if (index.isPresent()) {
          costs[index.getAsInt()] = cost;
          known = true;
        }
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        throw wrong(file, n + 1, lines.get(n));
      }
    }
    if (!known) {
      String first = seen.iterator().next();
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s: the data set has none of its %d items; the first is \"%s\"%s",
              file,
              seen.size(),
              LineSource.shown(first),
              NearestId.hint(first, items)));
    }
    return new CostFile(new ItemCosts(costs), Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static ExperimentException wrong(Path file, int line, String content) {
    return new ExperimentException(
        String.format(
            Locale.ROOT,
            "%s, line %d: found \"%s\", which is not an item, once in the file, and a cost above 0, up to %.0f",
            file,
            line,
            content,
            MOST));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new ExperimentException(file + " is not UTF-8", e);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + file, e);
    }
  }
}

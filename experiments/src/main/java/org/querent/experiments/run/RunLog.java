package org.querent.experiments.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.querent.core.archive.AtomicFile;
import org.querent.core.data.Ratings;
import org.querent.simulator.CurvePoint;
import org.querent.simulator.Drift;
import org.querent.simulator.SimulationListener;

/**
 * Writes what happens in a run: {@code curve.jsonl} with one line per evaluation and {@code
 * queries.jsonl} with one line per query, users and items under their original ids, the rating
 * {@code null} where there is none.
 *
 * <p>The files get their names in {@link #complete()}; until then a {@code .part} is added. The
 * curve comes last, so that its presence means that the run is complete.
 */
final class RunLog implements SimulationListener, AutoCloseable {
  static final String CURVE = "curve.jsonl";
  static final String QUERIES = "queries.jsonl";
  private static final String UNFINISHED = ".part";

  private final Path folder;
  private final Ratings ratings;
  private final JsonGenerator curve;
  private final JsonGenerator queries;

  RunLog(Path folder, Ratings ratings) throws IOException {
    this.folder = folder;
    this.ratings = ratings;
    Files.createDirectories(folder);
    curve = generator(folder.resolve(CURVE + UNFINISHED));
    queries = generator(folder.resolve(QUERIES + UNFINISHED));
  }

  private static JsonGenerator generator(Path file) throws IOException {
    JsonGenerator generator = new JsonFactory().createGenerator(Files.newBufferedWriter(file));
    // Each line ends itself, the last one too: nothing is left to put between them.
    return generator.setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  @Override
  public void answered(int query, int user, int item, float rating) {
    write(query, user, item, OptionalDouble.of(rating));
  }

  @Override
  public void unanswered(int query, int user, int item) {
    write(query, user, item, OptionalDouble.empty());
  }

  private void write(int query, int user, int item, OptionalDouble rating) {
    try {
      queries.writeStartObject();
      queries.writeNumberField("query", query);
      queries.writeNumberField("user", ratings.userIds().idOf(user));
      queries.writeNumberField("item", ratings.itemIds().idOf(item));
      if (rating.isPresent()) {
        queries.writeNumberField("rating", (float) rating.getAsDouble());
      } else {
        queries.writeNullField("rating");
      }
      queries.writeEndObject();
      queries.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void evaluated(CurvePoint point) {
    try {
      curve.writeStartObject();
      curve.writeNumberField("queries", point.queries());
      curve.writeNumberField("ratings", point.ratings());
      curve.writeNumberField("answer-rate", point.answerRate());
      curve.writeNumberField("cost", point.cost());
      curve.writeNumberField("rmse", point.accuracy().rmse());
      curve.writeNumberField("mae", point.accuracy().mae());
      curve.writeNumberField("nll", point.accuracy().nll());
      curve.writeNumberField("coverage-90", point.accuracy().coverage90());
      curve.writeNumberField("noise", point.noise());
      if (point.drift().isPresent()) {
        Drift drift = point.drift().get();
        curve.writeNumberField("drift-rmse", drift.rmse());
        curve.writeNumberField("drift-means", drift.means());
        curve.writeNumberField("drift-deviations", drift.deviations());
      }
      curve.writeEndObject();
      curve.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void complete() throws IOException {
    close();
    AtomicFile.move(folder.resolve(QUERIES + UNFINISHED), folder.resolve(QUERIES));
    AtomicFile.move(folder.resolve(CURVE + UNFINISHED), folder.resolve(CURVE));
  }

  @Override
  public void close() throws IOException {
    curve.close();
    queries.close();
  }
}

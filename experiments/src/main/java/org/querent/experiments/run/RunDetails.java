package org.querent.experiments.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.querent.core.archive.AtomicFile;
import org.querent.core.data.Ratings;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.simulator.Calibration;
import org.querent.simulator.Calibration.Bin;

/**
 * What is known of a run when it is over, beside its curve: in the file {@code details.json}.
 *
 * @param asked whom and what it asked about
 * @param calibration how well its model knew its errors at the end, a line per bin: number, count,
 *     sum of variances, sum of squared errors
 */
record RunDetails(long[][] asked, List<Bin> calibration) {
  static final String NAME = "details.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The details of a run all of whose queries are logged. Cost: O(queries + ratings). */
  static RunDetails of(Path queries, Ratings ratings, Calibration calibration) throws IOException {
    int[] users = RatingTenths.of(ratings.userCount(), ratings.size(), ratings::user);
    int[] items = RatingTenths.of(ratings.itemCount(), ratings.size(), ratings::item);
    long[][] asked = new long[AskedPairs.TENTHS][AskedPairs.TENTHS];
    try (InputStream file = Files.newInputStream(queries);
        MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(file)) {
      while (lines.hasNext()) {
        JsonNode line = lines.next();
        int user = ratings.userIds().indexOf(line.required("user").longValue());
        int item = ratings.itemIds().indexOf(line.required("item").longValue());
        asked[users[user]][items[item]]++;
      }
    }
    return new RunDetails(asked, calibration.bins());
  }

  void write(Path folder) throws IOException {
    String json = JSON.writeValueAsString(this) + "\n";
    AtomicFile.write(folder.resolve(NAME), json.getBytes(StandardCharsets.UTF_8));
  }

  static RunDetails read(Path folder) throws IOException {
    return JSON.readValue(folder.resolve(NAME).toFile(), RunDetails.class);
  }
}

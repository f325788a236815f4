package org.querent.experiments.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.strategies.Candidates;
import org.querent.strategies.History;
import org.querent.strategies.QueryRound;

/**
 * A round as one line of JSON: an object of numbers and, of the open candidates by ascending
 * number, of one array for every thing that is known of them. One instance serves one strategy; it
 * counts the known ratings as they come. Not thread-safe.
 */
final class RoundJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private int read;
  private int[] ofUsers = {};
  private int[] ofItems = {};

  /** The line of a round, without its end. O(candidates k^2). */
  String write(QueryRound round) {
    Candidates all = round.candidates();
    int[] open = IntStream.range(0, all.capacity()).filter(all::isOpen).toArray();
    int[] users = Arrays.stream(open).map(all::user).toArray();
    int[] items = Arrays.stream(open).map(all::item).toArray();
    double[] means = new double[open.length];
    double[] variances = new double[open.length];
    round.posterior().predict(users, items, means, variances);
    double[] probabilities = new double[open.length];
    Arrays.setAll(probabilities, n -> round.exposure().probability(users[n], items[n]));
    count(round.history(), all);
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      json.writeStartObject();
      json.writeNumberField("asked", round.history().asked());
      json.writeNumberField("batch", round.batchSize());
      json.writeNumberField("seed", round.random().nextInt(Integer.MAX_VALUE));
      write(json, "candidates", open);
      write(json, "users", users);
      write(json, "items", items);
      write(json, "means", means);
      write(json, "variances", variances);
      write(json, "probabilities", probabilities);
      write(json, "user-ratings", Arrays.stream(users).map(user -> ofUsers[user]).toArray());
      write(json, "item-ratings", Arrays.stream(items).map(item -> ofItems[item]).toArray());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a line in memory cannot fail", e);
    }
    return line.toString();
  }

  private void count(History known, Candidates all) {
    if (read == 0) {
      ofUsers = new int[all.users()];
      ofItems = new int[all.items()];
    }
    for (; read < known.size(); read++) {
      ofUsers[known.user(read)]++;
      ofItems[known.item(read)]++;
    }
  }

  private static void write(JsonGenerator json, String name, int[] numbers) throws IOException {
    json.writeFieldName(name);
    json.writeArray(numbers, 0, numbers.length);
  }

  private static void write(JsonGenerator json, String name, double[] numbers) throws IOException {
    json.writeFieldName(name);
    json.writeArray(numbers, 0, numbers.length);
  }

  /** The candidates that an answer names, if it is an array of whole numbers. */
  static Optional<int[]> candidates(String answer) {
    try {
      return Optional.ofNullable(MAPPER.readValue(answer, int[].class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}

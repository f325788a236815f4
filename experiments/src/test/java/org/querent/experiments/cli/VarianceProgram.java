package org.querent.experiments.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A program that answers every round with the candidates of the largest variance. */
final class VarianceProgram {
  private VarianceProgram() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = in.readLine()) != null; ) {
      JsonNode round = new ObjectMapper().readTree(line);
      List<Integer> best =
          IntStream.range(0, round.get("candidates").size())
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                      place -> -round.get("variances").get(place).doubleValue()))
              .limit(round.get("batch").intValue())
              .map(place -> round.get("candidates").get(place).intValue())
              .toList();
      System.out.println(best);
    }
  }
}

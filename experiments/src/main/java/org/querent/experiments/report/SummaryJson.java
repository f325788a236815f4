package org.querent.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.StrategySummary;

/** The summary for programs: every number of the table in full precision. */
final class SummaryJson {
  private SummaryJson() {}

  static String write(Analysis analysis) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("title", analysis.content().title());
    root.put("dataset", analysis.content().datasetDescription());
    root.put("baseline", analysis.baseline().orElse(null));
    root.put("confidence", Interval.CONFIDENCE);
    root.put("finding", analysis.finding().sentence());
    root.put("notes", analysis.finding().notes());
    root.put(
        "strategies",
        analysis.summaries().stream().map(s -> strategy(s, analysis.content())).toList());
    root.put("provenance", analysis.content().provenance());
    // The same line ends on every system.
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers always have a JSON form", e);
    }
  }

  private static Map<String, Object> strategy(StrategySummary summary, ReportContent content) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("strategy", summary.strategy());
    json.put("cheats", content.bounds().contains(summary.strategy()));
    json.put("seeds", summary.seeds());
    json.put("queries", summary.queries());
    json.put("final-rmse", interval(summary.finalRmse()));
    json.put("aulc", interval(summary.aulc()));
    json.put("queries-to-baseline", number(summary.queriesToTarget()));
    json.put("saving-percent", number(summary.savingPercent()));
    json.put("paired-t-test", test(summary.test()));
    json.put("seconds", content.seconds().getOrDefault(summary.strategy(), Map.of()));
    return json;
  }

  private static Map<String, Object> interval(Interval interval) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mean", interval.mean());
    json.put("low", interval.hasBounds() ? interval.low() : null);
    json.put("high", interval.hasBounds() ? interval.high() : null);
    return json;
  }

  private static Map<String, Object> test(Optional<StrategySummary.PairedTest> test) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seeds", test.map(StrategySummary.PairedTest::seeds).orElse(0));
    json.put("p-final-rmse", test.map(t -> number(t.finalRmse())).orElse(null));
    json.put("p-final-rmse-holm", test.map(t -> number(t.corrected())).orElse(null));
    json.put("p-final-rmse-signed-rank", test.map(t -> number(t.signedRank())).orElse(null));
    json.put("p-aulc", test.map(t -> number(t.aulc())).orElse(null));
    return json;
  }

  private static Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}

package org.querent.experiments.report.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.Line;
import org.querent.experiments.report.chart.MetricCharts;
import org.querent.experiments.report.chart.Series;

/**
 * Descriptions of figures as JSON, safe inside a script element.
 *
 * <p>A strategy is its index among the {@code series}. What lines have in common is written once
 * and what they do not in few letters: {@code x} is an index of the {@code grids}; {@code y} and
 * how far the band reaches {@code below} and {@code above} it are integers, {@code scale} times the
 * values; {@code above} is left out where it is as much as {@code below}. Not safe for use by
 * several threads.
 */
public final class ChartJson {
  /** As many digits of a number are more than a figure can show. */
  private static final int SIGNIFICANT = 7;

  private static final int MOST_DECIMALS = 6;

  /** A power of ten that a long integer holds. */
  private static final int MOST_POWER = 18;

  private final Map<List<Double>, Integer> grids = new LinkedHashMap<>();
  private final ObjectMapper mapper;

  /** Begins a text. */
  public ChartJson() {
    SimpleModule module = new SimpleModule();
    JsonSerializer<Double> number = serializer(ChartJson::write);
    module.addSerializer(Double.class, number);
    module.addSerializer(Double.TYPE, number);
    module.addSerializer(double[].class, serializer(ChartJson::write));
    module.addSerializer(Series.class, serializer((one, json) -> json.writeNumber(one.index())));
    module.addSerializer(Line.class, serializer(this::write));
    mapper = new ObjectMapper().registerModule(module);
  }

  /** How a value is written. */
  @FunctionalInterface
  private interface Write<T> {
    void write(T value, JsonGenerator json) throws IOException;
  }

  private static <T> JsonSerializer<T> serializer(Write<T> write) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator json, SerializerProvider provider)
          throws IOException {
        write.write(value, json);
      }
    };
  }

  /**
   * Writes an object.
   *
   * @param root its entries, in their order; the grids follow them
   */
  public String write(Map<String, Object> root) {
    Map<String, Object> all = new LinkedHashMap<>(root);
    // Written last, when all lines have theirs in it.
    all.put("grids", grids.keySet());
    try {
      return Texts.inScript(mapper.writeValueAsString(all));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers always have a JSON form", e);
    }
  }

  /** The strategies, with what the figures refer to by their index. */
  public static List<Map<String, Object>> series(List<Series> series) {
    return series.stream()
        .map(
            one -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("name", one.name());
              json.put("title", one.title());
              json.put("ink", one.ink());
              return json;
            })
        .toList();
  }

  /** The curves of metrics; the relative ones are {@code null} without a baseline. */
  public static List<Map<String, Object>> curves(List<MetricCharts> curves) {
    return curves.stream()
        .map(
            charts -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("metric", charts.metric());
              json.put("label", charts.label());
              json.put("values", charts.values());
              json.put("relative", charts.relative().orElse(null));
              return json;
            })
        .toList();
  }

  private void write(Line line, JsonGenerator json) throws IOException {
    double scale = scale(line);
    long[] y = integers(line.y(), scale);
    json.writeStartObject();
    json.writeNumberField("series", line.series().index());
    json.writeNumberField("x", grid(line.x()));
    json.writeNumberField("scale", (long) scale);
    write("y", y, json);
    if (line.hasBand()) {
      long[] low = integers(line.low(), scale);
      long[] high = integers(line.high(), scale);
      long[] below = IntStream.range(0, y.length).mapToLong(i -> y[i] - low[i]).toArray();
      long[] above = IntStream.range(0, y.length).mapToLong(i -> high[i] - y[i]).toArray();
      write("below", below, json);
      // Rounding alone makes up to 1 of difference.
      if (IntStream.range(0, y.length).anyMatch(i -> Math.abs(below[i] - above[i]) > 1)) {
        write("above", above, json);
      }
    }
    json.writeFieldName("radii");
    write(line.radii(), json);
    if (line.counts().length > 0) {
      json.writeFieldName("counts");
      write(line.counts(), json);
    }
    json.writeEndObject();
  }

  /** The power of ten that makes integers of values: six decimals, or as many digits. */
  private static double scale(Line line) {
    double largest =
        Stream.of(line.y(), line.low(), line.high())
            .flatMapToDouble(DoubleStream::of)
            .map(Math::abs)
            .max()
            .orElse(0);
    if (largest > 0 && largest < 0.1) {
      return Math.pow(10, Math.min(MOST_POWER, MOST_DECIMALS - Math.floor(Math.log10(largest))));
    }
    int before = largest > 1 ? (int) Math.floor(Math.log10(largest)) + 1 : 0;
    return Math.pow(10, Math.max(0, Math.min(MOST_DECIMALS, SIGNIFICANT - before)));
  }

  private static long[] integers(double[] values, double scale) {
    return DoubleStream.of(values).mapToLong(value -> Math.round(scale * value)).toArray();
  }

  private int grid(double[] x) {
    List<Double> grid = new ArrayList<>(x.length);
    for (double value : x) {
      grid.add(value);
    }
    return grids.computeIfAbsent(grid, unknown -> grids.size());
  }

  private static void write(String name, long[] values, JsonGenerator json) throws IOException {
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
  }

  private static void write(double[] values, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (double value : values) {
      write(value, json);
    }
    json.writeEndArray();
  }

  private static void write(double value, JsonGenerator json) throws IOException {
    double rounded = new BigDecimal(value).round(new MathContext(SIGNIFICANT)).doubleValue();
    if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
      json.writeNumber((long) rounded);
    } else {
      json.writeNumber(rounded);
    }
  }
}

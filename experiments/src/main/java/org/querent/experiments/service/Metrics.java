package org.querent.experiments.service;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts requests and how long they took, by route, and what else there is to tell of a service, as
 * Prometheus reads it. What is told of is how many, never who. Thread-safe.
 */
final class Metrics {
  /** The upper ends of the counted ranges, in seconds. */
  private static final double[] ENDS = {
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10
  };

  private static final double NANOS = 1e9;

  private final Map<String, Times> times = new TreeMap<>();
  private final Map<String, Long> statuses = new TreeMap<>();
  private final Map<Quantity, Double> quantities = new EnumMap<>(Quantity.class);

  private static final class Times {
    private final long[] counts = new long[ENDS.length + 1];
    private double sum;
  }

  /**
   * Counts a request.
   *
   * @param route what was asked for, as the description names it; never what a client made up
   * @param nanos how long it took
   */
  synchronized void count(String route, int status, long nanos) {
    double seconds = nanos / NANOS;
    int at = 0;
    while (at < ENDS.length && seconds > ENDS[at]) {
      at++;
    }
    Times of = times.computeIfAbsent(route, any -> new Times());
    of.counts[at]++;
    of.sum += seconds;
    statuses.merge(
        String.format(Locale.ROOT, "route=\"%s\",status=\"%d\"", route, status), 1L, Long::sum);
  }

  /** Tells from now on that a quantity is so much. */
  synchronized void set(Quantity quantity, double value) {
    quantities.put(quantity, value);
  }

  /** Tells that a quantity has become so much more. */
  synchronized void add(Quantity quantity, double value) {
    quantities.merge(quantity, value, Double::sum);
  }

  /** All that was counted, in the text format of Prometheus. */
  synchronized String text() {
    StringBuilder out = new StringBuilder();
    out.append("# HELP querent_requests_total Requests, by route and status.\n");
    out.append("# TYPE querent_requests_total counter\n");
    statuses.forEach(
        (labels, count) ->
            out.append(
                String.format(Locale.ROOT, "querent_requests_total{%s} %d\n", labels, count)));
    out.append(
        "# HELP querent_request_seconds How long requests took, until the reply was made.\n");
    out.append("# TYPE querent_request_seconds histogram\n");
    times.forEach((route, of) -> append(out, route, of));
    quantities.forEach((quantity, value) -> out.append(quantity.text(value)));
    return out.toString();
  }

  private static void append(StringBuilder out, String route, Times of) {
    long below = 0;
    for (int at = 0; at < of.counts.length; at++) {
      below += of.counts[at];
      String end = at < ENDS.length ? Double.toString(ENDS[at]) : "+Inf";
      out.append(
          String.format(
              Locale.ROOT,
              "querent_request_seconds_bucket{route=\"%s\",le=\"%s\"} %d\n",
              route,
              end,
              below));
    }
    out.append(
        String.format(
            Locale.ROOT, "querent_request_seconds_sum{route=\"%s\"} %s\n", route, of.sum));
    out.append(
        String.format(
            Locale.ROOT, "querent_request_seconds_count{route=\"%s\"} %d\n", route, below));
  }
}

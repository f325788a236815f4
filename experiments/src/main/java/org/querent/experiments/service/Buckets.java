package org.querent.experiments.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests are taken of each of many: so many at once, and then so many a second. Whoever
 * has not come for long is forgotten. Thread-safe.
 */
final class Buckets {
  private static final int KEPT = 20_000;
  private static final double NANOS = 1e9;

  private final double most;
  private final double perSecond;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Bucket {
    private double left;
    private long filled;
  }

  /**
   * Full buckets.
   *
   * @param most that are taken at once
   * @param perSecond that are taken on average
   * @param nanoTime a clock
   */
  Buckets(double most, double perSecond, LongSupplier nanoTime) {
    this.most = most;
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a request.
   *
   * @throws Problem if there were too many
   */
  synchronized void take(String key) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.left = most;
      bucket.filled = now;
      buckets.put(key, bucket);
      if (buckets.size() > KEPT) {
        buckets.remove(buckets.keySet().iterator().next());
      }
    }
    bucket.left = Math.min(most, bucket.left + (now - bucket.filled) / NANOS * perSecond);
    bucket.filled = now;
    if (bucket.left < 1) {
      throw new Problem(429, "too many requests; wait a second");
    }
    bucket.left--;
  }
}

package org.querent.core.exposure;

import org.querent.core.settings.Setting;

/**
 * How who knows what is learned.
 *
 * @param factors of every user and item, besides their offsets
 * @param sweeps passes over both sides
 * @param zeros pairs without a rating that are looked at for every rating, about
 */
public record ExposureSettings(
    @Setting(value = "factors of every user and item", min = 0, max = 64) int factors,
    @Setting(value = "passes over users and items", min = 1, max = 10_000) int sweeps,
    @Setting(value = "pairs without a rating per rating", min = 0.1, max = 1000) double zeros) {
  /** Chosen by log-loss on held-out users of four data sets; see the README of core. */
  public static final ExposureSettings DEFAULTS = new ExposureSettings(8, 12, 5);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming the setting that is out of range
   */
  public ExposureSettings {
    if (factors < 0 || sweeps < 1 || !(zeros > 0)) {
      throw new IllegalArgumentException(
          factors + " factors, " + sweeps + " sweeps, " + zeros + " zeros");
    }
  }
}

package org.querent.core.engine.opencl;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.querent.core.engine.ComputeDevice;
import org.querent.core.engine.EngineException;

/**
 * What a driver says of a device.
 *
 * @param name its own
 * @param driver that of its platform, with its version
 * @param kind what sort of device it is
 * @param units how many it computes with side by side
 * @param megahertz how fast these are, at most
 * @param bytes its memory
 * @param lanes the most work-items of a work-group
 * @param localBytes the memory that these share
 * @param doubles whether it computes in double precision
 * @param usable whether it is at hand, with a compiler
 */
record DeviceFacts(
    String name,
    String driver,
    Kind kind,
    int units,
    int megahertz,
    long bytes,
    int lanes,
    long localBytes,
    boolean doubles,
    boolean usable) {
  /** Sorts of devices, the one that usually suits best first. */
  enum Kind {
    GRAPHICS_CARD("graphics card"),
    ACCELERATOR("accelerator"),
    PROCESSOR("processor");

    final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static final Comparator<DeviceFacts> BEST_FIRST =
      Comparator.comparing(DeviceFacts::kind)
          .thenComparing(Comparator.comparing(DeviceFacts::speed).reversed());

  private long speed() {
    return (long) units * megahertz;
  }

  /** Whether the engine can compute on it. */
  boolean suits() {
    return doubles && usable;
  }

  /** As others see it. */
  ComputeDevice device(boolean isTaken) {
    return new ComputeDevice(line(), kind == Kind.GRAPHICS_CARD, bytes, suits(), isTaken);
  }

  /** Its name, driver, and what it is, in one line. */
  String line() {
    return String.format(Locale.ROOT, "%s (%s, %s, %d units)", name, driver, kind.words, units);
  }

  /**
   * The device that an engine takes: a graphics card before a processor, then the one of more units
   * and higher clock, then the first.
   *
   * @return its place in the list
   * @throws EngineException if none suits; the message says why
   */
  static int best(List<DeviceFacts> devices) {
    if (devices.isEmpty()) {
      throw new EngineException(
          "engine: opencl found no device: the drivers of OpenCL on this machine list none. PoCL does"
              + " so where it cannot write its cache: set POCL_CACHE_DIR to a folder that can be"
              + " written. Or "
              + LwjglDevices.HOW_TO_GET_ONE);
    }
    return devices.indexOf(
        devices.stream()
            .filter(DeviceFacts::suits)
            .min(BEST_FIRST)
            .orElseThrow(() -> new EngineException(noneSuits(devices))));
  }

  private static String noneSuits(List<DeviceFacts> devices) {
    String found =
        devices.stream()
            .map(it -> it.line() + (it.doubles ? " is not at hand" : " has no double precision"))
            .collect(Collectors.joining("; "));
    return String.format(
        Locale.ROOT,
        "engine: opencl needs a device that computes in double precision, and found none: %s; %s",
        found,
        LwjglDevices.HOW_TO_GET_ONE);
  }
}

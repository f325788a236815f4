package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.querent.core.engine.ComputeDevice;

class DevicesCommandTest {
  private static final ComputeDevice CORES =
      new ComputeDevice("cores (driver, processor, 2 units)", false, 8_000_000_000L, true, true);

  @Test
  void a_card_that_is_taken_is_recommended_and_else_the_cpu_engine() {
    ComputeDevice card = new ComputeDevice("card", true, 1L << 34, true, true);
    ComputeDevice weak = new ComputeDevice("card", true, 1L << 34, false, false);
    assertTrue(DevicesCommand.recommendation(List.of(card)).contains("engine: opencl"));
    assertTrue(
        DevicesCommand.recommendation(List.of(weak, CORES)).startsWith("recommended: engine: cpu"));
    assertEquals(
        "cores (driver, processor, 2 units), 8.0 GB; this one is taken",
        DevicesCommand.line(CORES));
    assertTrue(DevicesCommand.line(weak).contains("double precision"));
  }

  @Test
  void it_lists_the_cores_and_recommends_something_whatever_is_installed() {
    String told = Commands.done("devices");
    assertTrue(told.startsWith("engine: cpu     "), told);
    assertTrue(told.contains("recommended: engine: "), told);
    assertTrue(told.contains("opencl"), told);
  }
}

package org.querent.core.engine.opencl;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import org.querent.core.engine.EngineException;

/** The device that tests run on: the best of this machine, started once. */
final class OpenClDevices {
  private static Device device;

  private OpenClDevices() {}

  /** That device; skips the test that asks where OpenCL is not installed. */
  static synchronized Device required() {
    if (device == null) {
      try {
        device = LwjglDevices.best();
      } catch (EngineException e) {
        if (!Files.isDirectory(Path.of("/etc/OpenCL/vendors"))) {
          abort("no driver of OpenCL is installed here: " + e.getMessage());
        }
        throw e;
      }
    }
    return device;
  }
}

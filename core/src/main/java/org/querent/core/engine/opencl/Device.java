package org.querent.core.engine.opencl;

import org.querent.core.engine.EngineException;

/** What an engine asks of a device. Thread-safe. */
interface Device {
  /** Its name and driver, in one line: for messages, and the provenance of results. */
  String name();

  /**
   * Compiles kernels, or takes those that were compiled before.
   *
   * @param source in OpenCL C
   * @throws EngineException if the device fails
   */
  Session open(String source);
}

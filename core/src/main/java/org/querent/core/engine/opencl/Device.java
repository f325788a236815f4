package org.querent.core.engine.opencl;

import org.querent.core.engine.EngineException;

/** What an engine asks of a device. Thread-safe. */
interface Device {
  /** Its name and driver, in one line: for messages, and the provenance of results. */
  String name();

  /** The shape of kernels that suits it. */
  KernelShape shape();

  /** Whether it has work-groups of so many items with so much local memory. */
  boolean hasRoomFor(int lanes, long localBytes);

  /**
   * Compiles kernels, or takes those that were compiled before.
   *
   * @param source in OpenCL C
   * @param lanes the size of work-groups, that of the kernels
   * @throws EngineException if the device fails
   */
  Session open(String source, int lanes);
}

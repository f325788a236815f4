package org.querent.core.engine.opencl;

import org.querent.core.engine.EngineException;

/**
 * The memory and the kernels that one model has on a device. What is asked for is done in order.
 * Every method throws an {@link EngineException} if the device fails. Not thread-safe.
 */
interface Session extends AutoCloseable {
  /**
   * Memory of the device.
   *
   * @param handle what the device knows it by
   * @param what is in it, for messages
   */
  record Memory(long handle, String what) {}

  /** Takes memory for so many numbers of a length, or for one if there are none. */
  Memory allocate(String what, long numbers, int bytes);

  /** Gives memory back. */
  void free(Memory memory);

  /** Copies an array to the beginning of memory. */
  void write(Memory to, double[] from);

  /** Copies an array to the beginning of memory. */
  void write(Memory to, float[] from);

  /** Copies an array to the beginning of memory. */
  void write(Memory to, int[] from);

  /** Fills an array from memory, from a number on, when all that was asked for is done. */
  void read(Memory from, long first, double[] to);

  /**
   * Runs a kernel, in work-groups of the session's size.
   *
   * @param items how many work-items it needs
   * @param arguments each a {@link Memory}, an Integer or a Double
   */
  void run(String kernel, long items, Object... arguments);

  /** Frees everything; nothing can be asked for any more. Throws nothing. */
  @Override
  void close();
}

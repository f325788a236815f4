package org.querent.core.engine.opencl;

import java.util.Locale;
import java.util.Map;
import org.lwjgl.opencl.CL10;
import org.querent.core.engine.EngineException;

/** What OpenCL's numbers of errors mean. */
final class ClErrors {
  private static final String MEMORY =
      "it has too little memory left: take fewer factors or runs side by side, another device, or"
          + " engine: cpu";
  private static final String GONE =
      "it may have been reset or taken away: look at its driver, or use engine: cpu";
  private static final String COMPILER =
      "its compiler failed: look at its driver, and whether the folder of its cache can be written"
          + " (of PoCL: POCL_CACHE_DIR), or use engine: cpu";

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(CL10.CL_DEVICE_NOT_AVAILABLE, "CL_DEVICE_NOT_AVAILABLE"),
          Map.entry(CL10.CL_COMPILER_NOT_AVAILABLE, "CL_COMPILER_NOT_AVAILABLE"),
          Map.entry(CL10.CL_MEM_OBJECT_ALLOCATION_FAILURE, "CL_MEM_OBJECT_ALLOCATION_FAILURE"),
          Map.entry(CL10.CL_OUT_OF_RESOURCES, "CL_OUT_OF_RESOURCES"),
          Map.entry(CL10.CL_OUT_OF_HOST_MEMORY, "CL_OUT_OF_HOST_MEMORY"),
          Map.entry(CL10.CL_BUILD_PROGRAM_FAILURE, "CL_BUILD_PROGRAM_FAILURE"),
          Map.entry(CL10.CL_INVALID_BUFFER_SIZE, "CL_INVALID_BUFFER_SIZE"),
          Map.entry(CL10.CL_INVALID_COMMAND_QUEUE, "CL_INVALID_COMMAND_QUEUE"),
          Map.entry(CL10.CL_INVALID_WORK_GROUP_SIZE, "CL_INVALID_WORK_GROUP_SIZE"),
          Map.entry(CL10.CL_DEVICE_NOT_FOUND, "CL_DEVICE_NOT_FOUND"));

  private ClErrors() {}

  /**
   * Refuses what has failed.
   *
   * @param code what OpenCL has returned
   * @param what was asked for, as the subject of a sentence
   * @param device of which
   */
  static void check(int code, String what, String device) {
    if (code != CL10.CL_SUCCESS) {
      throw new EngineException(message(code, what, device));
    }
  }

  /** What is said of a failure: what, where, and what to do. */
  static String message(int code, String what, String device) {
    return String.format(
        Locale.ROOT,
        "engine: opencl: %s failed on %s with %s; %s. What was computed before is kept",
        what,
        device,
        NAMES.containsKey(code) ? NAMES.get(code) + " (" + code + ")" : "error " + code,
        switch (code) {
          case CL10.CL_MEM_OBJECT_ALLOCATION_FAILURE,
              CL10.CL_OUT_OF_HOST_MEMORY,
              CL10.CL_INVALID_BUFFER_SIZE ->
              MEMORY;
          case CL10.CL_BUILD_PROGRAM_FAILURE,
              CL10.CL_COMPILER_NOT_AVAILABLE,
              CL10.CL_DEVICE_NOT_FOUND ->
              COMPILER;
          default -> GONE;
        });
  }
}

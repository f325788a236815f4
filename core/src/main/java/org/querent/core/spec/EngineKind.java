package org.querent.core.spec;

/** What a model can be computed with. */
public enum EngineKind {
  /** Loops over primitive arrays, in double precision, on the cores of this machine. */
  CPU,
  /** Kernels of OpenCL, on a graphics card or what else has a driver, in double precision. */
  OPENCL,
  /** ND4J's array operations on the cores of this machine, in double precision. */
  ND4J,
  /** ND4J's array operations on a graphics card, in double precision. */
  CUDA
}

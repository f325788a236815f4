package org.querent.core.engine;

import org.querent.core.spec.EngineKind;

/** Fused loops over primitive arrays, in double precision. */
public final class CpuEngine extends Engine {
  /** An engine of so many threads, the caller's included. */
  public CpuEngine(int threads) {
    super(EngineKind.CPU, threads);
  }

  @Override
  public String description() {
    return "cpu, double precision";
  }
}

package org.querent.core.engine.opencl;

import java.util.Set;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineProvider;
import org.querent.core.spec.EngineKind;

/** Starts the engine of OpenCL on the device that suits it best. */
public final class OpenClProvider implements EngineProvider {
  @Override
  public Set<EngineKind> kinds() {
    return Set.of(EngineKind.OPENCL);
  }

  @Override
  public Engine start(EngineKind kind, int threads) {
    return new OpenClEngine(threads, LwjglDevices.best());
  }
}

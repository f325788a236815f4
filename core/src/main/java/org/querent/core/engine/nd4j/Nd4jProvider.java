package org.querent.core.engine.nd4j;

import java.util.Set;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineProvider;
import org.querent.core.spec.EngineKind;

/** Starts ND4J's engines. */
public final class Nd4jProvider implements EngineProvider {
  @Override
  public Set<EngineKind> kinds() {
    return Set.of(EngineKind.ND4J, EngineKind.CUDA);
  }

  @Override
  public Engine start(EngineKind kind, int threads) {
    return new Nd4jEngine(kind, threads);
  }
}

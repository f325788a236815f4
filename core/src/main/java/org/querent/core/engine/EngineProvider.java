package org.querent.core.engine;

import java.util.List;
import java.util.Set;
import org.querent.core.spec.EngineKind;

/**
 * Where engines come from that need more than Java: found by {@link java.util.ServiceLoader}, so
 * that nothing of what they need is loaded before one of them is asked for.
 */
public interface EngineProvider {
  /** The kinds of engines that it starts. */
  Set<EngineKind> kinds();

  /**
   * Starts an engine.
   *
   * @param kind one of {@link #kinds}
   * @param threads how many threads of this machine it uses, the caller's included
   * @throws EngineException if it cannot be had here
   */
  Engine start(EngineKind kind, int threads);

  /**
   * The devices that it finds on this machine, for engines that compute on one.
   *
   * @throws EngineException if they cannot be looked for here
   */
  default List<ComputeDevice> devices() {
    return List.of();
  }
}

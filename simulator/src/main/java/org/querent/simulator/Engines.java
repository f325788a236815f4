package org.querent.simulator;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import org.querent.core.engine.Engine;
import org.querent.core.spec.EngineKind;

/** The engines of this process, each started when it is first asked for. Thread-safe. */
@Singleton
public final class Engines {
  /** Runs are played side by side, which keeps the cores busy without threads in any of them. */
  private static final int THREADS = 1;

  private final Map<EngineKind, Engine> started = new EnumMap<>(EngineKind.class);

  /** None is started yet. */
  @Inject
  public Engines() {}

  /** Some run already, instead of what would be started; copied. */
  public Engines(Map<EngineKind, Engine> running) {
    started.putAll(running);
  }

  /**
   * The engine of a kind.
   *
   * @throws org.querent.core.engine.EngineException if it cannot be had here
   */
  public synchronized Engine get(EngineKind kind) {
    return started.computeIfAbsent(kind, wanted -> Engine.of(wanted, THREADS));
  }
}

package org.querent.simulator;

import com.google.inject.AbstractModule;
import org.querent.strategies.StrategiesModule;

/** Binds the simulator, its model, and the strategies. */
public final class SimulatorModule extends AbstractModule {
  private final StrategiesModule strategies;

  /** With the strategies of the class path. */
  public SimulatorModule() {
    this(new StrategiesModule());
  }

  /**
   * With other strategies.
   *
   * @param strategies where they come from
   */
  public SimulatorModule(StrategiesModule strategies) {
    this.strategies = strategies;
  }

  @Override
  protected void configure() {
    install(strategies);
    bind(Simulator.class);
  }
}

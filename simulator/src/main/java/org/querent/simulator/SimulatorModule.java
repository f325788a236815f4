package org.querent.simulator;

import com.google.inject.AbstractModule;
import org.querent.strategies.StrategiesModule;

/** Binds the simulator, its model, and the strategies. */
public final class SimulatorModule extends AbstractModule {
  @Override
  protected void configure() {
    install(new StrategiesModule());
    bind(ModelFactory.class).to(EngineModels.class);
    bind(Simulator.class);
  }
}

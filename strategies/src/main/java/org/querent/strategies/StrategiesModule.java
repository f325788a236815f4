package org.querent.strategies;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;

/** Binds the registry of query strategies, filled from the class path. */
public final class StrategiesModule extends AbstractModule {
  @Provides
  @Singleton
  StrategyRegistry strategyRegistry() {
    return new StrategyRegistry(StrategyProvider.class.getClassLoader());
  }
}

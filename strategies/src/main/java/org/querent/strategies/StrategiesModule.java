package org.querent.strategies;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;

/** Binds the registry of query strategies, filled by a class loader. */
public final class StrategiesModule extends AbstractModule {
  private final ClassLoader classLoader;

  /** The strategies of the class path. */
  public StrategiesModule() {
    this(StrategyProvider.class.getClassLoader());
  }

  /**
   * The strategies that a class loader offers.
   *
   * @param classLoader Querent's own, or one that has it as its parent
   */
  public StrategiesModule(ClassLoader classLoader) {
    this.classLoader = classLoader;
  }

  @Provides
  @Singleton
  StrategyRegistry strategyRegistry() {
    return new StrategyRegistry(classLoader);
  }
}

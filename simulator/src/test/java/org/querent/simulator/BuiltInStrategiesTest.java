package org.querent.simulator;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import com.google.inject.Guice;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.StrategyRegistry;

/** Every built-in strategy keeps the laws that plug-ins are asked to keep. */
class BuiltInStrategiesTest {
  @TestFactory
  Stream<DynamicContainer> strategies() {
    return Guice.createInjector(new SimulatorModule())
        .getInstance(StrategyRegistry.class)
        .providers()
        .stream()
        .map(BuiltInStrategiesTest::laws);
  }

  private static <P extends Record> DynamicContainer laws(StrategyProvider<P> provider) {
    return dynamicContainer(
        provider.name(), StrategyConformance.laws(provider, provider.defaults()));
  }
}

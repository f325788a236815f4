package com.example;

import org.querent.simulator.StrategyConformance;
import org.querent.strategies.StrategyProvider;

class PopularTest extends StrategyConformance<Popular.Parameters> {
  @Override
  protected StrategyProvider<Popular.Parameters> provider() {
    return new Popular();
  }
}

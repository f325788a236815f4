package com.example;

import org.querent.strategies.StrategyProvider;

class PopularTest extends StrategyConformance<Popular.Parameters> {
  @Override
  StrategyProvider<Popular.Parameters> provider() {
    return new Popular();
  }
}

package org.querent.core.engine.opencl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.querent.core.model.ModelFixtures;
import org.querent.core.posterior.Machine;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;

/** The same with a work-group a row. */
class OpenClGroupEngineTest extends OpenClEngineTest {
  @Override
  KernelShape shape() {
    return KernelShape.GROUP;
  }

  /** The least that OpenCL 1.2 asks of a device, and what cards of all makers have. */
  @Test
  void local_memory_of_48_kilobytes_is_enough_for_all_factors_and_of_32_for_most() {
    assertTrue(localBytes(OpenClEngine.MOST_FACTORS) < 48 << 10);
    assertTrue(localBytes(56) < 32 << 10);
  }

  private static long localBytes(int factors) {
    ModelSettings settings =
        ModelSettings.DEFAULTS.withFactors(factors).withCovariance(Covariance.FULL);
    Machine machine = ModelFixtures.machine(ModelFixtures.pairs(2, 2), settings);
    return SweepSource.of(machine, KernelShape.GROUP).localBytes();
  }
}

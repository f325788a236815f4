package org.querent.core.engine.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.engine.CpuEngine;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineException;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.posterior.Machine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/** Epochs of Adam on a device against loops. */
class DeviceAdamTest {
  private static final TrainingSettings ADAM = TrainingSettings.defaults(Optimizer.ADAM);

  private Device device;

  @BeforeEach
  void requireDevice() {
    device = OpenClDevices.required();
  }

  /** A machine, its ratings, and what fits it. */
  private static final class Fit {
    final Machine machine;
    final RatingGraph graph;
    final Passes passes;

    Fit(Shapes shapes, ModelSettings settings, TrainingSettings training, Engine engine) {
      machine = ModelFixtures.started(shapes, settings, new SplittableRandom(3));
      graph = ModelFixtures.rate(shapes, 700, new SplittableRandom(4)).graph();
      passes =
          engine.passes(
              machine, graph, training, new RandomStreams(5), ModelFixtures.samples(machine));
      passes.restart();
    }

    void follow(int user, int item, float rating) {
      RatingList fresh = new RatingList();
      graph.add(user, item, rating);
      fresh.add(user, item, rating);
      passes.follow(fresh, new UpdateSettings(2, Neighbours.ONE_HOP, 0));
    }
  }

  private static void assertSame(Fit expected, Fit actual) {
    Machine one = expected.machine;
    Machine other = actual.machine;
    assertArrayEquals(one.features.means, other.features.means, 0.0);
    assertArrayEquals(one.features.covariances, other.features.covariances, 0.0);
    assertEquals(one.biasMean, other.biasMean, 0.0);
    assertEquals(one.biasVariance, other.biasVariance, 0.0);
    assertEquals(one.noisePrecision, other.noisePrecision, 0.0);
    double bound = expected.passes.bound().total();
    assertEquals(bound, actual.passes.bound().total(), 0.0);
  }

  private static ModelSettings settings(ModelType type, Grouping grouping, int factors) {
    return ModelSettings.defaults(type).change().grouping(grouping).factors(factors).build();
  }

  /**
   * To the last bit: batches that divide the 700 ratings and that do not, one of all, and one a
   * rating; short steps, and long ones, which the loops take where there are variances.
   */
  @ParameterizedTest(name = "{0}, grouping {1}, {2} factors, {3} known, batches of {4}, alpha {5}")
  @CsvSource({
    "FM,NONE,4,0,64,0.01",
    "FM,GLOBAL,0,0,100,0.01",
    "VFM,NONE,4,0,64,0.01",
    "VFM,FIELD,8,0,100,0.01",
    "VFM,FIELD,4,3,64,0.01",
    "VFM,FIELD,0,0,64,0.01",
    "VFM,FIELD,20,0,700,0.01",
    "VFM,FIELD,4,0,10000,0.01",
    "VFM,FIELD,4,0,1,0.01",
    "VFM,FIELD,4,0,64,0.1",
    "FM,FIELD,4,0,64,0.1",
    "AUTO_VFM,FIELD,4,0,64,0.01",
    "AUTO_VFM,GLOBAL,8,0,100,0.013"
  })
  void epochs_and_updates_lead_to_the_same_parameters_and_bound(
      ModelType type, Grouping grouping, int factors, int known, int batch, double alpha) {
    Shapes pairs = ModelFixtures.pairs(40, 61);
    Shapes shapes = known > 0 ? ModelFixtures.known(pairs, known, new SplittableRandom(2)) : pairs;
    ModelSettings settings = settings(type, grouping, factors);
    TrainingSettings training = ADAM.withSteps(batch, alpha);
    Fit loops = new Fit(shapes, settings, training, new CpuEngine(1));
    Fit kernels = new Fit(shapes, settings, training, engine(device));
    for (int epoch = 0; epoch < 3; epoch++) {
      loops.passes.run(epoch, epoch > 0);
      kernels.passes.run(epoch, epoch > 0);
      assertSame(loops, kernels);
    }
    loops.follow(39, 60, 2);
    kernels.follow(39, 60, 2);
    loops.passes.run(3, true);
    kernels.passes.run(3, true);
    assertSame(loops, kernels);
  }

  private static Engine engine(Device device) {
    return new OpenClEngine(1, device, KernelShape.GROUP);
  }

  /** A call of a device costs more than few parameters do. */
  @ParameterizedTest
  @CsvSource({"9000,true", "4000,false"})
  void a_processor_takes_the_steps_of_many_parameters_alone(int users, boolean isAsked) {
    Shapes shapes = ModelFixtures.pairs(users, 300);
    ModelSettings settings = settings(ModelType.VFM, Grouping.FIELD, 7);
    FailingDevice asked = new FailingDevice(device);
    Fit loops = new Fit(shapes, settings, ADAM, new CpuEngine(1));
    Fit kernels = new Fit(shapes, settings, ADAM, new OpenClEngine(1, asked, KernelShape.ITEM));
    loops.passes.run(0, true);
    kernels.passes.run(0, true);
    assertEquals(isAsked ? 1 : 0, asked.open());
    assertSame(loops, kernels);
  }

  /** Whichever call of the device fails, the epoch may be tried again, and nothing has moved. */
  @Test
  void a_device_that_fails_in_the_middle_of_an_epoch_loses_nothing() {
    Shapes shapes = ModelFixtures.pairs(40, 61);
    ModelSettings settings = settings(ModelType.VFM, Grouping.FIELD, 3);
    TrainingSettings training = ADAM.withSteps(200, 0.01);
    Fit expected = new Fit(shapes, settings, training, new CpuEngine(1));
    expected.passes.run(0, true);
    int failures = 0;
    boolean failed = true;
    while (failed) {
      FailingDevice faulty = new FailingDevice(device);
      Fit fit = new Fit(shapes, settings, training, engine(faulty));
      double[] means = fit.machine.features.means.clone();
      faulty.failAfter(failures);
      failed = false;
      try {
        fit.passes.run(0, true);
      } catch (EngineException e) {
        failed = true;
        failures++;
        assertTrue(e.getMessage().contains("CL_OUT_OF_RESOURCES"), e.getMessage());
        assertArrayEquals(means, fit.machine.features.means);
      }
      faulty.failAfter(Integer.MAX_VALUE);
      if (failed) {
        assertEquals(0, faulty.open(), "its memory is freed");
        fit.passes.run(0, true);
      }
      assertSame(expected, fit);
    }
    assertTrue(failures > 40, failures + " calls");
  }
}

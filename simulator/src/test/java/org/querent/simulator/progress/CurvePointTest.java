package org.querent.simulator.progress;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.spec.SimulationException;

class CurvePointTest {
  private static CurvePoint point(double poolVariance, double nll, double noise) {
    Accuracy accuracy = new Accuracy(1, 0.8, nll, 0.9);
    return new CurvePoint(
        50,
        150,
        1,
        50,
        180,
        0,
        poolVariance,
        accuracy,
        noise,
        OptionalDouble.empty(),
        Optional.empty(),
        Map.of());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void a_model_that_has_diverged_is_told_as_what_it_is(double number) {
    point(0.3, 1.2, 0.9);
    List<Executable> points =
        List.of(
            () -> point(number, 1.2, 0.9),
            () -> point(0.3, number, 0.9),
            () -> point(0.3, 1.2, number));
    for (Executable made : points) {
      String message = assertThrows(SimulationException.class, made).getMessage();
      assertTrue(
          message.startsWith("after 50 queries the model has diverged: RMSE 1.0, "), message);
      assertTrue(message.contains(" " + number), message);
    }
  }
}

package org.querent.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.RatingScale;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.posterior.Predictor;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.random.RandomStreams;
import org.querent.core.settings.SettingsJson;

class ModelSettingsTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** A value that no model has without a word; where it is a default, the other one is taken. */
  private static final List<String> CHANGES =
      List.of(
          "factors 2",
          "interactions false",
          "covariance full",
          "grouping global",
          "grouping none",
          "prior-scale fixed",
          "prior-scale estimated",
          "prior-scale hierarchical",
          "prior-precision 3",
          "lambda0 0.5",
          "lambda1 2",
          "lambda2 2",
          "lambda2 0",
          "noise-precision 2",
          "noise by-user",
          "likelihood ordinal");

  private static Optional<ModelSettings> changed(ModelSettings settings, String change)
      throws JsonProcessingException {
    String[] parts = change.split(" ");
    ObjectNode json = SettingsJson.write(settings);
    assertTrue(json.has(parts[0]), change);
    boolean word = json.get(parts[0]).isTextual();
    json.set(parts[0], word ? json.textNode(parts[1]) : JSON.readTree(parts[1]));
    try {
      return Optional.of(SettingsJson.read(json, ModelSettings.class));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static double[] predictions(ModelSettings settings) {
    Optimizer optimizer = settings.type().usualOptimizer();
    TrainingSettings training = TrainingSettings.defaults(optimizer).withSweeps(12, 4);
    FactorizationMachine model =
        ModelBuilder.of(
                FeatureSpace.ofPairs(12, 9),
                Design.identity(0, 12),
                Design.identity(12, 9),
                RatingUnit.STANDARDISED)
            .scale(new RatingScale(-2, 2))
            .settings(settings)
            .training(training)
            .streams(new RandomStreams(1))
            .build();
    RandomGenerator random = new SplittableRandom(2);
    for (int n = 0; n < 70; n++) {
      model.add(n % 11, n % 8, random.nextInt(-2, 3));
    }
    model.fit();
    Predictor predictor = model.predictor();
    return new double[] {
      predictor.mean(3, 4),
      predictor.mean(11, 8),
      predictor.epistemicVariance(3, 4),
      predictor.noiseVariance()
    };
  }

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void every_setting_is_obeyed_or_refused(ModelType type) throws JsonProcessingException {
    ModelSettings plain = ModelSettings.defaults(type).withFactors(3);
    double[] before = predictions(plain);
    Set<String> refused = new TreeSet<>();
    for (String change : CHANGES) {
      Optional<ModelSettings> other = changed(plain, change);
      if (other.isEmpty()) {
        refused.add(change);
      } else if (!other.get().equals(plain)) {
        assertFalse(Arrays.equals(before, predictions(other.get())), change);
      }
    }
    assertEquals(
        switch (type) {
          case FM ->
              Set.of(
                  "covariance full",
                  "likelihood ordinal",
                  "noise by-user",
                  "prior-scale hierarchical");
          case VFM -> Set.of("prior-scale hierarchical");
          case AUTO_VFM -> Set.of("prior-scale estimated", "prior-scale fixed");
          case BAYESIAN_FM ->
              Set.of(
                  "covariance full",
                  "grouping none",
                  "lambda1 2",
                  "lambda2 0",
                  "lambda2 2",
                  "likelihood ordinal",
                  "noise by-user",
                  "prior-scale fixed",
                  "prior-scale hierarchical");
        },
        refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VFM  | 0 | 1 | covariance: full needs lambda1 = lambda2",
        "VFM  | 0 | 0 | covariance: full needs lambda1 and lambda2 above 0",
        "AUTO_VFM | 0 | 0 | covariance: full needs lambda1 and lambda2 above 0",
      })
  void a_full_covariance_needs_a_prior(
      ModelType type, double lambda1, double lambda2, String message) {
    ModelSettings plain = ModelSettings.defaults(type);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> plain.change().covariance(Covariance.FULL).lambdas(1, lambda1, lambda2).build());
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }

  /** Without a prior, independent parameters are point estimates, and those of no evidence stay. */
  @ParameterizedTest
  @EnumSource(
      value = ModelType.class,
      names = {"FM", "VFM", "AUTO_VFM"})
  void independent_parameters_need_none(ModelType type) {
    ModelSettings plain = ModelSettings.defaults(type).withFactors(3);
    ModelSettings free = plain.change().priorPrecision(5).lambdas(0, 0, 0).build();
    for (double number : predictions(free)) {
      assertTrue(Double.isFinite(number) && Math.abs(number) < 100, type + ": " + number);
    }
  }

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void what_has_no_posterior_gives_none(ModelType type) {
    Optimizer optimizer = type.usualOptimizer();
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            2,
            2,
            ModelSettings.defaults(type),
            TrainingSettings.defaults(optimizer),
            new RandomStreams(1));
    model.add(0, 0, 1);
    model.fit();
    if (type == ModelType.BAYESIAN_FM) {
      assertThrows(IllegalStateException.class, model::posterior);
    } else {
      assertEquals(model.predictor().mean(1, 1), model.posterior().mean(1, 1));
    }
  }
}

package org.querent.strategies;

import java.util.random.RandomGenerator;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.RatingNoise;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/**
 * A model whose posterior moves by answers at random; users and items are of two opposite kinds.
 */
public final class MovingModel {
  private final FactorizationMachine model;
  private final int users;
  private final int items;

  /** A model fitted to a few ratings. */
  public MovingModel(int users, int items, int factors, Covariance covariance, long seed) {
    this(
        users, items, ModelSettings.DEFAULTS.withFactors(factors).withCovariance(covariance), seed);
  }

  /** A model without variances. */
  public static MovingModel withoutVariances(int users, int items, int factors, long seed) {
    return new MovingModel(
        users, items, ModelSettings.defaults(ModelType.FM).withFactors(factors), seed);
  }

  /** A model whose users have a noise of their own each. */
  public static MovingModel ofNoiseByUser(
      int users, int items, int factors, Covariance covariance, long seed) {
    return new MovingModel(
        users,
        items,
        ModelSettings.DEFAULTS
            .change()
            .factors(factors)
            .covariance(covariance)
            .noise(RatingNoise.BY_USER)
            .build(),
        seed);
  }

  /** A model whose noise does not move, so that nothing is common to all pairs but the bias. */
  public static MovingModel ofKnownNoise(
      int users, int items, int factors, double noisePrecision, long seed) {
    ModelSettings plain = ModelSettings.DEFAULTS.withFactors(factors);
    return new MovingModel(
        users,
        items,
        new ModelSettings(
            plain.type(),
            plain.factors(),
            plain.interactions(),
            plain.covariance(),
            plain.grouping(),
            plain.priorScale(),
            plain.priorPrecision(),
            plain.lambda0(),
            plain.lambda1(),
            plain.lambda2(),
            noisePrecision,
            plain.noise(),
            plain.likelihood()),
        seed);
  }

  private MovingModel(int users, int items, ModelSettings settings, long seed) {
    this.users = users;
    this.items = items;
    RandomStreams streams = new RandomStreams(seed);
    model =
        FactorizationMachine.ofPairs(
            users, items, settings, TrainingSettings.DEFAULTS.withSweeps(8, 8), streams);
    RandomGenerator random = streams.stream("ratings");
    for (int n = 0; n < users + items; n++) {
      add(random);
    }
    model.fit();
  }

  private void add(RandomGenerator random) {
    int user = random.nextInt(users);
    int item = random.nextInt(items);
    model.add(user, item, (user + item) % 2 == 0 ? 5 - random.nextFloat() : 1);
  }

  /** What the model knows now. */
  public Posterior posterior() {
    return model.posterior();
  }

  /** Takes in some answers, now and then by a pass over everything. */
  public RowChanges move(RandomGenerator random) {
    for (int n = random.nextInt(3); n > 0; n--) {
      add(random);
    }
    Neighbours[] reaches = Neighbours.values();
    Neighbours reach = random.nextInt(8) == 0 ? Neighbours.ALL : reaches[random.nextInt(2)];
    return model.update(new UpdateSettings(1, reach, 0.05));
  }
}

package org.querent.core.spec;

import org.querent.core.settings.Setting;

/**
 * What a factorization machine is. Its numbers have no unit: a model computes with ratings that are
 * standardised by their scale ({@code RatingUnit}).
 *
 * @param factors k, the length of a feature's vector
 * @param interactions false leaves the pairs of features out, as 0 factors do
 * @param covariance whether the parameters of a feature depend on each other
 * @param grouping which features share a prior mean
 * @param priorScale where the prior's precisions come from
 * @param priorPrecision precision of every prior where it is fixed, and while it is held
 * @param lambda0 weight of the bias' divergence from its prior; of its square in an FM
 * @param lambda1 of the slopes'
 * @param lambda2 of the factors'
 * @param noisePrecision beta; 0 to learn it
 * @param noise whether beta is that of all ratings, or times a factor of the user's
 * @param likelihood what a rating is taken to be, given what is predicted
 */
public record ModelSettings(
    @Setting("kind of model") ModelType type,
    @Setting(value = "length of the vector of every feature", min = 0, max = 1024) int factors,
    @Setting("whether features interact in pairs") boolean interactions,
    @Setting("whether slope and factors of a feature are independent or have a full covariance")
        Covariance covariance,
    @Setting("which features share a prior mean") Grouping grouping,
    @Setting("whether prior precisions are fixed, estimated, or learned under a hyperprior")
        PriorScale priorScale,
    @Setting(
            value = "precision of the priors where fixed or held, of standardised ratings",
            min = 1e-6,
            max = 1e6)
        double priorPrecision,
    @Setting(value = "weight of the bias' prior", min = 0, max = 1e9) double lambda0,
    @Setting(value = "weight of the slopes' prior", min = 0, max = 1e9) double lambda1,
    @Setting(value = "weight of the factors' prior", min = 0, max = 1e9) double lambda2,
    @Setting(
            value = "precision of a standardised rating around its mean, 0 to learn it",
            min = 0,
            max = 1e6)
        double noisePrecision,
    @Setting("whether all ratings are equally noisy, or each user's have a precision of their own")
        RatingNoise noise,
    @Setting("whether ratings are numbers, steps of a scale, or one of two")
        Likelihood likelihood) {

  /** Refuses what does not go together. */
  public ModelSettings {
    if (type != ModelType.VFM && type != ModelType.AUTO_VFM && covariance == Covariance.FULL) {
      throw new IllegalArgumentException("covariance: full needs a vfm or auto-vfm");
    }
    if (covariance == Covariance.FULL && lambda1 != lambda2) {
      throw new IllegalArgumentException(
          "covariance: full needs lambda1 = lambda2: slope and factors share one divergence");
    }
    if (covariance == Covariance.FULL && lambda1 == 0) {
      throw new IllegalArgumentException(
          "covariance: full needs lambda1 and lambda2 above 0: without a prior, fewer ratings than"
              + " factors leave no covariance");
    }
    if (type == ModelType.BAYESIAN_FM
        && (grouping == Grouping.NONE
            || priorScale != PriorScale.ESTIMATED
            || lambda1 != 1
            || lambda2 != 1)) {
      throw new IllegalArgumentException(
          "a bayesian-fm draws means and precisions of its priors by Bayes' rule: it needs grouping:"
              + " field or global and prior-scale: estimated, and lambda1 and lambda2 stay 1");
    }
    if ((type == ModelType.AUTO_VFM) != (priorScale == PriorScale.HIERARCHICAL)) {
      throw new IllegalArgumentException(
          "prior-scale: hierarchical is what makes an auto-vfm, and only there");
    }
    if (noise == RatingNoise.BY_USER && type != ModelType.VFM && type != ModelType.AUTO_VFM) {
      throw new IllegalArgumentException(
          "noise: by-user needs a vfm or auto-vfm, in whose bound it is");
    }
    if (likelihood != Likelihood.GAUSSIAN) {
      requireLevels(type, noisePrecision, noise);
    }
  }

  private static void requireLevels(ModelType type, double noisePrecision, RatingNoise noise) {
    if (type != ModelType.VFM && type != ModelType.AUTO_VFM) {
      throw new IllegalArgumentException(
          "likelihood: ordinal or binary needs a vfm or auto-vfm, in whose bound it is");
    }
    if (noisePrecision != 0 || noise != RatingNoise.COMMON) {
      throw new IllegalArgumentException(
          "likelihood: ordinal or binary has a noise of 1 in a unit of its own: it goes with"
              + " noise-precision: 0 and noise: common");
    }
  }

  /**
   * Refuses a model whose prior means cannot be regressed on what is known of features.
   *
   * @throws IllegalArgumentException with the reason
   */
  public void requireRegression() {
    boolean regresses = type == ModelType.VFM || type == ModelType.BAYESIAN_FM;
    if (!regresses || grouping != Grouping.FIELD) {
      throw new IllegalArgumentException(
          "the fields consumption and prior regress prior means, which needs a vfm or bayesian-fm with"
              + " grouping: field");
    }
  }

  /** A diagonal variational factorization machine of eight factors. */
  public static final ModelSettings DEFAULTS = defaults(ModelType.VFM);

  /** What holds for a model where an experiment says nothing. */
  public static ModelSettings defaults(ModelType type) {
    boolean point = type == ModelType.FM;
    PriorScale scale =
        switch (type) {
          case FM -> PriorScale.FIXED;
          case VFM, BAYESIAN_FM -> PriorScale.ESTIMATED;
          case AUTO_VFM -> PriorScale.HIERARCHICAL;
        };
    return new ModelSettings(
        type,
        8,
        true,
        Covariance.DIAGONAL,
        point ? Grouping.NONE : Grouping.FIELD,
        scale,
        point ? 1 : 5,
        point ? 0 : 1,
        point ? 3 : 1,
        point ? 12 : 1,
        0,
        RatingNoise.COMMON,
        Likelihood.GAUSSIAN);
  }

  /** The number of factors that are used. */
  public int effectiveFactors() {
    return interactions ? factors : 0;
  }

  /** These settings with another number of factors. */
  public ModelSettings withFactors(int other) {
    return change().factors(other).build();
  }

  /** These settings with another covariance. */
  public ModelSettings withCovariance(Covariance other) {
    return change().covariance(other).build();
  }

  /** A builder that begins with these settings. */
  public Builder change() {
    return new Builder(this);
  }

  /** Settings that are changed one by one, and checked together. Not thread-safe. */
  public static final class Builder {
    private final ModelType type;
    private int factors;
    private boolean interactions;
    private Covariance covariance;
    private Grouping grouping;
    private PriorScale priorScale;
    private double priorPrecision;
    private double lambda0;
    private double lambda1;
    private double lambda2;
    private double noisePrecision;
    private RatingNoise noise;
    private Likelihood likelihood;

    private Builder(ModelSettings from) {
      type = from.type;
      factors = from.factors;
      interactions = from.interactions;
      covariance = from.covariance;
      grouping = from.grouping;
      priorScale = from.priorScale;
      priorPrecision = from.priorPrecision;
      lambda0 = from.lambda0;
      lambda1 = from.lambda1;
      lambda2 = from.lambda2;
      noisePrecision = from.noisePrecision;
      noise = from.noise;
      likelihood = from.likelihood;
    }

    /** k, the length of the vector of every feature. */
    public Builder factors(int other) {
      factors = other;
      return this;
    }

    /** Whether features interact in pairs. */
    public Builder interactions(boolean other) {
      interactions = other;
      return this;
    }

    /** Whether the parameters of a feature depend on each other. */
    public Builder covariance(Covariance other) {
      covariance = other;
      return this;
    }

    /** Which features share a prior mean. */
    public Builder grouping(Grouping other) {
      grouping = other;
      return this;
    }

    /** Where the prior's precisions come from. */
    public Builder priorScale(PriorScale other) {
      priorScale = other;
      return this;
    }

    /** The precision of every prior where it is fixed, and while it is held. */
    public Builder priorPrecision(double other) {
      priorPrecision = other;
      return this;
    }

    /** The precision of a rating around its mean; 0 to learn it. */
    public Builder noisePrecision(double other) {
      noisePrecision = other;
      return this;
    }

    /** Whose ratings are equally noisy. */
    public Builder noise(RatingNoise other) {
      noise = other;
      return this;
    }

    /** What a rating is taken to be. */
    public Builder likelihood(Likelihood other) {
      likelihood = other;
      return this;
    }

    /** The weights of the divergences, or squares, of the bias, the slopes and the factors. */
    public Builder lambdas(double ofBias, double ofSlopes, double ofFactors) {
      lambda0 = ofBias;
      lambda1 = ofSlopes;
      lambda2 = ofFactors;
      return this;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if they do not go together, with the reason
     */
    public ModelSettings build() {
      return new ModelSettings(
          type,
          factors,
          interactions,
          covariance,
          grouping,
          priorScale,
          priorPrecision,
          lambda0,
          lambda1,
          lambda2,
          noisePrecision,
          noise,
          likelihood);
    }
  }
}

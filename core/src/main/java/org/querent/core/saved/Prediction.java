package org.querent.core.saved;

/**
 * What a model says about a rating that it has not seen.
 *
 * @param mean the expected rating, in the unit of the ratings, not clipped to their scale
 * @param epistemicVariance how uncertain the expected rating is, which more ratings would lower
 * @param noiseVariance of a rating around its true mean
 */
public record Prediction(double mean, double epistemicVariance, double noiseVariance) {
  /** The standard deviation of a new rating around the mean, in the unit of the ratings. */
  public double deviation() {
    return Math.sqrt(epistemicVariance + noiseVariance);
  }
}

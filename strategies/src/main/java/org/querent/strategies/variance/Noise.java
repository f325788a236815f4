package org.querent.strategies.variance;

/** How noisy an answer is taken to be. */
public enum Noise {
  /** As noisy as any other. */
  EQUAL,
  /** As the residuals of the item's known ratings say. */
  BY_ITEM,
  /** As the residuals of the user's known ratings say. */
  BY_USER
}

package org.querent.strategies.profile;

/**
 * What one of a user's ratings adds to a prediction.
 *
 * @param item what was rated
 * @param rating in the unit of the ratings
 * @param part what the prediction would lack without it, as far as the user's row stays as certain
 *     as it is
 */
public record Influence(int item, double rating, double part) {}

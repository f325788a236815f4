package org.querent.core.data.form;

import org.querent.core.data.Ratings;

/**
 * What was read from a file.
 *
 * @param ratings all that there are
 * @param missing how many values in the place of ratings said that there is none
 */
public record RatingsReading(Ratings ratings, int missing) {}

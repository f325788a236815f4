package org.querent.core.data;

/**
 * A data set and where it comes from.
 *
 * @param name its name, or the name of its file
 * @param ratings all ratings
 * @param sha256 the SHA-256 of the file as it is stored, in hexadecimal
 */
public record Dataset(String name, Ratings ratings, String sha256) {}

/**
 * What a rating is described by: fields of features, and for each side of a rating, its user and
 * its item, a sparse row of feature values.
 *
 * <p>{@link org.querent.core.features.FieldSpec} declares fields and {@link
 * org.querent.core.features.FeatureMap} makes them out of data. {@link
 * org.querent.core.features.Design} is the matrix of one side, {@link
 * org.querent.core.features.FeatureSpace} numbers the features of both. What is learned about a
 * feature is in {@code model}; where side information is read from is in {@code data}.
 */
package org.querent.core.features;

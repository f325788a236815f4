/**
 * What comes beside a file of ratings: titles, genres and years of items, age, sex and occupation
 * of users, as MovieLens publishes them, from a folder, a zip or the jar; and logs of who has
 * consumed what.
 */
package org.querent.core.data.side;

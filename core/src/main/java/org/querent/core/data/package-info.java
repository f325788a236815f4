/**
 * Rating data: columns of users, items, ratings and times, what is known about users and items
 * besides, and where it all comes from.
 *
 * <p>MovieLens files are read here in all their formats, and known data sets found by name. How
 * ratings are parted and what is learned from them is not known here.
 */
package org.querent.core.data;

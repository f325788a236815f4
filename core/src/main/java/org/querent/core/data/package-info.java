/**
 * Rating data: columns of users, items, ratings and times, and what is known about users and items
 * besides.
 *
 * <p>How tables are read is told in {@link org.querent.core.data.form}, what accompanies them in
 * {@link org.querent.core.data.side}, and where data sets come from in {@link
 * org.querent.core.data.catalog}. How ratings are parted and what is learned from them is not known
 * here.
 */
package org.querent.core.data;

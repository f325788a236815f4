/** What was seen of a file of ratings, as text for a terminal. */
package org.querent.experiments.inspect;

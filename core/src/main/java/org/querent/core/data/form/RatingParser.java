package org.querent.core.data.form;

import org.querent.core.data.RatingsBuilder;

/** Parses lines in place and holds the rating of the last one it took. */
sealed interface RatingParser permits RatingLine, MappedLine {
  /** Parses the range of a buffer; false if it is not a rating. */
  boolean parse(byte[] buffer, int from, int to);

  /**
   * Where in the line it is, and what is wrong with it, that was refused last.
   *
   * @param line the line as messages show it
   */
  String complaint(String line);

  double rating();

  /** Adds the rating; the buffer still has the line. */
  void addTo(RatingsBuilder ratings);
}

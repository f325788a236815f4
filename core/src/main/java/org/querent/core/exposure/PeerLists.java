package org.querent.core.exposure;

/** The lists of those who have rated anything, by user and by item. Immutable; 8 bytes a pair. */
final class PeerLists {
  final Incidence known;

  /** The part of the users who have rated anything that has rated an item, a little drawn in. */
  final double[] shares;

  private final int active;
  private final int[] starts;
  private final int[] raters;

  PeerLists(Incidence known) {
    this.known = known;
    int[] counts = known.popularity();
    starts = new int[counts.length + 1];
    shares = new double[counts.length];
    active = known.activeCount();
    for (int item = 0; item < counts.length; item++) {
      starts[item + 1] = starts[item] + counts[item];
      shares[item] = (counts[item] + 0.5) / (active + 1);
    }
    raters = new int[known.size()];
    int[] next = starts.clone();
    for (int user = 0; user < known.userCount(); user++) {
      for (int n = 0; n < known.count(user); n++) {
        raters[next[known.item(user, n)]++] = user;
      }
    }
  }

  /** A part of the users, drawn in as shares are; without what {@link #drawnNone} has. */
  double drawn(double part) {
    return part * active / (active + 1);
  }

  /** What no user at all is drawn in to. */
  double drawnNone() {
    return 0.5 / (active + 1);
  }

  /** Where the raters of an item begin; those of the last end where they would of one more. */
  int start(int item) {
    return starts[item];
  }

  /** A rater, ascending within an item. */
  int rater(int n) {
    return raters[n];
  }
}
